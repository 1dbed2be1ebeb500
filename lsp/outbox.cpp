// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/outbox.hpp"
#include "lsp/frame.hpp"

namespace barrister::lsp {

void Outbox::send(Json message) {
  message["jsonrpc"] = "2.0";
  auto const text = dumped(message);
  std::lock_guard const lock(mutex_);
  write_frame(out_, text);
}

void Outbox::result(Json const& id, Json result) { send({{"id", id}, {"result", std::move(result)}}); }
void Outbox::error(Json const& id, Code code, std::string const& message) {
  send({{"id", id}, {"error", {{"code", static_cast<int>(code)}, {"message", message}}}});
}
void Outbox::notify(std::string const& method, Json parameters) {
  send({{"method", method}, {"params", std::move(parameters)}});
}
void Outbox::request(std::string const& method, Json parameters) {
  std::int64_t id = 0;
  {
    std::lock_guard const lock(mutex_);
    id = ++next_;
  }
  Json message{{"id", id}, {"method", method}};
  if (!parameters.is_null()) message["params"] = std::move(parameters);
  send(std::move(message));
}

} // namespace barrister::lsp
