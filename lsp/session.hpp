// SPDX-License-Identifier: BSD-2-Clause
// What an editor says to the server, and what it is answered. Requests that take long are answered by others
// (proofreader.hpp, trials.hpp): none keeps the next message waiting.
#pragma once
#include "lsp/documents.hpp"
#include "lsp/proofreader.hpp"
#include "lsp/server.hpp"
#include <functional>

namespace barrister::lsp {

class Session {
public:
  Session(Outbox&, Settings const&);
  void take(std::string const& message);
  bool is_over() const { return is_over_; }
  bool was_shut_down() const { return state_ == State::ShutDown; }

private:
  enum class State : std::uint8_t { Fresh, Running, ShutDown };
  using Request = Json (Session::*)(Json const& parameters);
  using Notification = void (Session::*)(Json const& parameters);

  void take_request(Json const& id, std::string const& method, Json const& parameters);
  void take_notification(std::string const& method, Json const& parameters);

  Json initialize(Json const&);
  Json shutdown(Json const&);
  void did_open(Json const&);
  void did_change(Json const&);
  void did_save(Json const&);
  void did_close(Json const&);

  static Request request(std::string const& method);
  static Notification notification(std::string const& method);
  DocumentPtr document(Json const& parameters) const; // that it is about; throws NoDocument

  Outbox& out_;
  Settings const& settings_;
  Shelf shelf_;
  State state_ = State::Fresh;
  bool is_over_ = false;
  Encoding encoding_ = Encoding::Utf16;
  Documents documents_;
  Proofreader proofreader_;
};

} // namespace barrister::lsp
