// SPDX-License-Identifier: BSD-2-Clause
// What is said to the editor, by whichever thread: one message after the other.
#pragma once
#include "lsp/json.hpp"
#include <iosfwd>
#include <mutex>

namespace barrister::lsp {

// JSON-RPC's errors, and LSP's.
enum class Code : int {
  ParseError = -32700,
  InvalidRequest = -32600,
  MethodNotFound = -32601,
  InvalidParams = -32602,
  InternalError = -32603,
  NotInitialized = -32002,
  RequestFailed = -32803,
  RequestCancelled = -32800
};

class Outbox {
public:
  explicit Outbox(std::ostream& out) : out_(out) {}
  void result(Json const& id, Json result);
  void error(Json const& id, Code, std::string const& message);
  void notify(std::string const& method, Json parameters);
  void request(std::string const& method, Json parameters); // whose answer nobody waits for

private:
  void send(Json message);
  std::ostream& out_;
  std::mutex mutex_;
  std::int64_t next_ = 0;
};

} // namespace barrister::lsp
