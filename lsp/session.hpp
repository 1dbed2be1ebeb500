// SPDX-License-Identifier: BSD-2-Clause
// What an editor says to the server, and what it is answered. Requests that take long are answered by others
// (proofreader.hpp, trials.hpp): none keeps the next message waiting.
#pragma once
#include "lsp/docket.hpp"
#include "lsp/documents.hpp"
#include "lsp/errands.hpp"
#include "lsp/proofreader.hpp"
#include "lsp/scene.hpp"
#include "lsp/server.hpp"
#include "lsp/trials.hpp"
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
  using LateRequest = void (Session::*)(Json const& id, Json const& parameters);
  using Notification = void (Session::*)(Json const& parameters);

  void take_request(Json const& id, std::string const& method, Json const& parameters);
  void take_notification(std::string const& method, Json const& parameters);

  Json initialize(Json const&);
  Json shutdown(Json const&);
  void did_open(Json const&);
  void did_change(Json const&);
  void did_save(Json const&);
  void did_close(Json const&);

  Json hover_at(Json const&);
  Json definition_of(Json const&);
  Json references_of(Json const&);
  Json highlights_of(Json const&);
  Json symbols_of(Json const&);
  Json lenses_of(Json const&);
  Json completion_at(Json const&);
  Json prepare_rename(Json const&);
  Scene const& scene(Json const&);
  // Answers that come later, by themselves.
  void rename_to(Json const& id, Json const& parameters);
  void execute(Json const& id, Json const& parameters);
  void check(Json const& id, Json const& token, Case const&);
  void tell(Case const&, DocumentPtr const&, Ruling const&);
  void cancel_request(Json const&);
  void cancel_progress(Json const&);
  void refresh_lenses();

  static Request request(std::string const& method);
  static LateRequest late_request(std::string const& method);
  static Notification notification(std::string const& method);
  DocumentPtr document(Json const& parameters) const; // that it is about

  Outbox& out_;
  Settings const& settings_;
  Shelf shelf_;
  State state_ = State::Fresh;
  bool is_over_ = false;
  Encoding encoding_ = Encoding::Utf16;
  Documents documents_;
  bool refreshes_lenses_ = false; // the editor can be asked to
  std::uint32_t seconds_ = 60;    // for a claim
  Docket docket_;
  std::mutex asked_mutex_;
  std::map<std::string, std::string> asked_; // the key of what is being checked, by the request and its token
  std::optional<Scene> scene_;               // the one asked about last, while nothing changes
  Proofreader proofreader_;
  Errands errands_;
  Trials trials_; // goes first: what it tells goes to the others
};

} // namespace barrister::lsp
