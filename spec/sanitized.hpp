// SPDX-License-Identifier: BSD-2-Clause
// Whether a sanitizer is built in that maps far more than it uses: a limit of memory would count that.
#pragma once

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define BARRISTER_IS_SANITIZED true
#elif defined(__has_feature)
#define BARRISTER_IS_SANITIZED (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#else
#define BARRISTER_IS_SANITIZED false
#endif

namespace barrister {

inline constexpr bool is_sanitized = BARRISTER_IS_SANITIZED;

} // namespace barrister

#undef BARRISTER_IS_SANITIZED
