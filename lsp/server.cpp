// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/server.hpp"
#include "lsp/frame.hpp"
#include "lsp/session.hpp"
#include <csignal>
#include <istream>

namespace barrister::lsp {

int serve(std::istream& in, std::ostream& out, Settings const& settings) {
  std::signal(SIGPIPE, SIG_IGN); // an editor that has gone is the end of the input, no more
  in.tie(nullptr);               // a read would flush what another thread is writing
  Outbox outbox(out);
  Session session(outbox, settings);
  while (!session.is_over()) {
    auto const frame = read_frame(in);
    if (frame.kind == Frame::Kind::End) break;
    if (frame.kind == Frame::Kind::Wrong)
      outbox.error(nullptr, Code::ParseError, frame.text);
    else
      session.take(frame.text);
  }
  return session.was_shut_down() ? 0 : 1;
}

} // namespace barrister::lsp
