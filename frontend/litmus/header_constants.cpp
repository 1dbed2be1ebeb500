// SPDX-License-Identifier: BSD-2-Clause
// include/vdso/limits.h, include/linux/limits.h, include/uapi/asm-generic/errno-base.h, errno.h
#include "frontend/litmus/header_constants.hpp"
#include "frontend/litmus/types.hpp"
#include <limits>

namespace barrister::frontend::litmus {

std::span<HeaderConstant const> header_constants() {
  constexpr auto most = std::numeric_limits<std::int64_t>::max(),
                 least = std::numeric_limits<std::int64_t>::min();
  static HeaderConstant const all[] = {
      {"INT_MAX", 0x7fffffff, int_type},
      {"INT_MIN", -0x7fffffff - 1, int_type},
      {"UINT_MAX", 0xffffffff, {"unsigned int", 32, false}},
      {"LONG_MAX", most, {"long", 64, true}},
      {"LONG_MIN", least, {"long", 64, true}},
      {"ULONG_MAX", -1, {"unsigned long", 64, false}},
      {"LLONG_MAX", most, {"long", 64, true}},
      {"ULLONG_MAX", -1, {"unsigned long", 64, false}},
      {"S32_MAX", 0x7fffffff, int_type},
      {"U8_MAX", 0xff, int_type},
      {"U16_MAX", 0xffff, int_type},
      {"U32_MAX", 0xffffffff, {"unsigned int", 32, false}},
      {"S64_MAX", most, {"long", 64, true}},
      {"U64_MAX", -1, {"unsigned long", 64, false}},
      {"BITS_PER_LONG", 64, int_type},
      {"EPERM", 1, int_type},
      {"ENOENT", 2, int_type},
      {"ESRCH", 3, int_type},
      {"EINTR", 4, int_type},
      {"EIO", 5, int_type},
      {"ENXIO", 6, int_type},
      {"E2BIG", 7, int_type},
      {"EBADF", 9, int_type},
      {"ECHILD", 10, int_type},
      {"EAGAIN", 11, int_type},
      {"EWOULDBLOCK", 11, int_type},
      {"ENOMEM", 12, int_type},
      {"EACCES", 13, int_type},
      {"EFAULT", 14, int_type},
      {"EBUSY", 16, int_type},
      {"EEXIST", 17, int_type},
      {"ENODEV", 19, int_type},
      {"EINVAL", 22, int_type},
      {"ENOSPC", 28, int_type},
      {"EPIPE", 32, int_type},
      {"EDEADLK", 35, int_type},
  };
  return all;
}

} // namespace barrister::frontend::litmus
