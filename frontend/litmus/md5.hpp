// SPDX-License-Identifier: BSD-2-Clause
// The MD5 digest (RFC 1321): herd7 names litmus tests by it.
#pragma once
#include <string>
#include <string_view>

namespace barrister::frontend::litmus {

std::string md5(std::string_view bytes); // 16 raw bytes
std::string hexadecimal(std::string_view bytes);

} // namespace barrister::frontend::litmus
