// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/session.hpp"
#include "lsp/rename.hpp"
#include <algorithm>

namespace barrister::lsp {
namespace {

struct Refusal { // an answer that is an error
  Code code;
  std::string why;
};

template <class Method> struct Entry {
  std::string_view name;
  Method method;
};
template <class Method, std::size_t n> Method find(Entry<Method> const (&all)[n], std::string const& name) {
  auto const at = std::ranges::find(all, name, &Entry<Method>::name);
  return at == std::end(all) ? nullptr : at->method;
}

bool is_id(Json const& id) { return id.is_string() || id.is_number_integer(); }

} // namespace

Session::Session(Outbox& out, Settings const& settings)
    : out_(out), settings_(settings), shelf_(settings.installed, settings.copies), proofreader_(out, shelf_),
      trials_(settings.judge) {}

Session::Request Session::request(std::string const& method) {
  static constexpr Entry<Request> all[] = {{"initialize", &Session::initialize},
                                           {"shutdown", &Session::shutdown},
                                           {"textDocument/hover", &Session::hover_at},
                                           {"textDocument/definition", &Session::definition_of},
                                           {"textDocument/references", &Session::references_of},
                                           {"textDocument/documentHighlight", &Session::highlights_of},
                                           {"textDocument/documentSymbol", &Session::symbols_of},
                                           {"textDocument/codeLens", &Session::lenses_of},
                                           {"textDocument/completion", &Session::completion_at},
                                           {"textDocument/prepareRename", &Session::prepare_rename}};
  return find(all, method);
}
Session::LateRequest Session::late_request(std::string const& method) {
  static constexpr Entry<LateRequest> all[] = {{"textDocument/rename", &Session::rename_to},
                                               {"workspace/executeCommand", &Session::execute}};
  return find(all, method);
}
Session::Notification Session::notification(std::string const& method) {
  static constexpr Entry<Notification> all[] = {
      {"textDocument/didOpen", &Session::did_open},
      {"textDocument/didChange", &Session::did_change},
      {"textDocument/didSave", &Session::did_save},
      {"textDocument/didClose", &Session::did_close},
      {"$/cancelRequest", &Session::cancel_request},
      {"window/workDoneProgress/cancel", &Session::cancel_progress}};
  return find(all, method);
}

void Session::take(std::string const& text) {
  std::string problem;
  auto const message = parsed(text, problem);
  if (!problem.empty()) return out_.error(nullptr, Code::ParseError, problem);
  if (!message.is_object()) return out_.error(nullptr, Code::InvalidRequest, "a message is an object");
  auto const id = message.value("id", Json());
  auto const method = message.find("method");
  if (method == message.end()) {
    // What the editor answers to us needs no answer.
    bool const is_answer = message.contains("result") || message.contains("error");
    if (!is_answer) out_.error(is_id(id) ? id : Json(), Code::InvalidRequest, "a message without a method");
    return;
  }
  if (!method->is_string() || (message.contains("id") && !is_id(id)))
    return out_.error(is_id(id) ? id : Json(), Code::InvalidRequest,
                      "a method is a string, and an id a string or a whole number");
  auto const parameters = message.value("params", Json::object());
  if (message.contains("id"))
    take_request(id, method->get<std::string>(), parameters);
  else
    take_notification(method->get<std::string>(), parameters);
}

void Session::take_request(Json const& id, std::string const& method, Json const& parameters) {
  bool const initializes = method == "initialize";
  if (state_ == State::Fresh && !initializes)
    return out_.error(id, Code::NotInitialized, "'initialize' comes first");
  if (state_ == State::ShutDown)
    return out_.error(id, Code::InvalidRequest, "'exit' comes behind 'shutdown'");
  if (state_ == State::Running && initializes)
    return out_.error(id, Code::InvalidRequest, "'initialize' comes once");
  auto const answer = request(method);
  auto const later = late_request(method);
  if (!answer && !later) return out_.error(id, Code::MethodNotFound, "there is no method '" + method + "'");
  try {
    if (later) return (this->*later)(id, parameters);
    out_.result(id, (this->*answer)(parameters));
  } catch (Refusal const& refusal) {
    out_.error(id, refusal.code, refusal.why);
  } catch (std::exception const& e) { // what the parameters are not
    out_.error(id, Code::InvalidParams, e.what());
  }
}

void Session::take_notification(std::string const& method, Json const& parameters) {
  if (method == "exit") {
    is_over_ = true;
    return;
  }
  auto const handler = notification(method);
  if (!handler || state_ != State::Running) return; // as LSP has it
  try {
    (this->*handler)(parameters);
  } catch (std::exception const& e) {
    out_.notify("window/logMessage", {{"type", 1}, {"message", "barrister: " + method + ": " + e.what()}});
  }
}

Json Session::initialize(Json const& parameters) {
  auto const known =
      parameters.value(Json::json_pointer("/capabilities/general/positionEncodings"), Json::array());
  if (std::ranges::find(known, Json("utf-8")) != known.end()) encoding_ = Encoding::Utf8;
  refreshes_lenses_ =
      parameters.value(Json::json_pointer("/capabilities/workspace/codeLens/refreshSupport"), false);
  // Editors say null for what they leave out.
  auto const options = parameters.find("initializationOptions");
  if (options != parameters.end() && options->is_object() && options->contains("timeLimit"))
    seconds_ = std::clamp(options->at("timeLimit").get<std::uint32_t>(), 1U, 3600U);
  state_ = State::Running;
  proofreader_.start(encoding_);
  Json capabilities{{"positionEncoding", encoding_ == Encoding::Utf8 ? "utf-8" : "utf-16"},
                    {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", true}}},
                    {"hoverProvider", true},
                    {"definitionProvider", true},
                    {"referencesProvider", true},
                    {"documentHighlightProvider", true},
                    {"documentSymbolProvider", true},
                    {"codeLensProvider", Json::object()},
                    {"executeCommandProvider",
                     {{"commands", {"barrister.check", "barrister.cancel"}}, {"workDoneProgress", true}}},
                    {"completionProvider", {{"triggerCharacters", {".", ">", ":", "\""}}}},
                    {"renameProvider", {{"prepareProvider", true}}}};
  return {{"capabilities", std::move(capabilities)},
          {"serverInfo", {{"name", "barrister"}, {"version", settings_.version}}}};
}

Json Session::shutdown(Json const&) {
  state_ = State::ShutDown;
  return nullptr;
}

DocumentPtr Session::document(Json const& parameters) const {
  auto const uri = parameters.at("textDocument").at("uri").get<std::string>();
  auto found = documents_.find(uri);
  if (!found) throw Refusal{Code::InvalidParams, uri + " is not open"};
  return found;
}

Scene const& Session::scene(Json const& parameters) {
  auto const asked = document(parameters);
  if (!scene_ || scene_->document != asked) {
    Sources sources(documents_.by_path());
    auto index = index_of(*asked, sources);
    scene_.emplace(Scene{asked, std::move(sources), std::move(index), encoding_});
  }
  return *scene_;
}

namespace {
Position position(Json const& parameters) { return parameters.at("position").get<Position>(); }
} // namespace

Json Session::hover_at(Json const& p) { return hover(scene(p), position(p)); }
Json Session::definition_of(Json const& p) { return definition(scene(p), shelf_, position(p)); }
Json Session::references_of(Json const& p) {
  auto const with_declarations = p.value(Json::json_pointer("/context/includeDeclaration"), true);
  return references(scene(p), position(p), with_declarations);
}
Json Session::highlights_of(Json const& p) { return highlights(scene(p), position(p)); }
Json Session::symbols_of(Json const& p) { return symbols(scene(p)); }
Json Session::completion_at(Json const& p) { return completion(scene(p), position(p)); }

Json Session::prepare_rename(Json const& p) {
  auto const& where = scene(p);
  auto const found = can_rename(where, position(p));
  if (!found.refused.empty()) throw Refusal{Code::RequestFailed, found.refused};
  return where.range(found.where);
}
void Session::rename_to(Json const& id, Json const& p) {
  auto const at = position(p);
  auto const to = p.at("newName").get<std::string>();
  errands_.add([this, id, at, to, where = scene(p), open = documents_.by_path()] {
    try {
      auto const renamed = rename(where, open, at, to);
      if (!renamed.refused.empty()) return out_.error(id, Code::RequestFailed, renamed.refused);
      auto edits = Json::array();
      for (auto const& span : renamed.places)
        edits.push_back({{"range", where.range(span)}, {"newText", to}});
      out_.result(id, {{"changes", {{where.document->uri, std::move(edits)}}}});
    } catch (std::exception const& e) {
      out_.error(id, Code::InternalError, e.what());
    }
  });
}

Json Session::lenses_of(Json const& p) { return docket_.lenses(scene(p)); }

void Session::refresh_lenses() {
  if (refreshes_lenses_) out_.request("workspace/codeLens/refresh", nullptr);
}

void Session::execute(Json const& id, Json const& p) {
  auto const command = p.at("command").get<std::string>();
  if (command != "barrister.check" && command != "barrister.cancel")
    throw Refusal{Code::InvalidParams, "there is no command '" + command + "'"};
  auto const what = p.at("arguments").at(0).get<Case>();
  if (command == "barrister.check") return check(id, p.value("workDoneToken", Json()), what);
  trials_.cancel(what.key());
  out_.result(id, nullptr);
}

void Session::check(Json const& id, Json const& token, Case const& what) {
  auto const asked = document(Json{{"textDocument", {{"uri", what.uri}}}});
  if (asked->language != Language::Litmus && asked->language != Language::Protocol)
    throw Refusal{Code::InvalidParams, "a model claims nothing"};
  auto const key = what.key();
  if (trials_.is_running(key)) throw Refusal{Code::RequestFailed, "this is being checked"};
  Question question;
  question.file = asked->path;
  question.text = asked->text.bytes();
  question.is_protocol = asked->language == Language::Protocol;
  question.model = what.model;
  question.seconds = seconds_;
  if (what.kind == Checkable::Kind::Property) question.property = what.name;
  if (what.kind == Checkable::Kind::Variant) question.variant = what.name;
  {
    std::lock_guard const lock(asked_mutex_);
    asked_[dumped(id)] = key;
    if (!token.is_null()) asked_["token " + dumped(token)] = key;
  }
  auto const progress = [this, token](Json value) {
    if (!token.is_null()) out_.notify("$/progress", {{"token", token}, {"value", std::move(value)}});
  };
  progress(
      {{"kind", "begin"}, {"title", "check " + what.name + " under " + what.model}, {"cancellable", true}});
  docket_.begins(what);
  refresh_lenses();
  trials_.start(key, std::move(question), [=, this](Trials::End end, Ruling const& ruling) {
    {
      std::lock_guard const lock(asked_mutex_);
      asked_.erase(dumped(id));
      asked_.erase("token " + dumped(token));
    }
    progress({{"kind", "end"}});
    if (end == Trials::End::Cancelled) {
      docket_.ends(what);
      out_.error(id, Code::RequestCancelled, "cancelled");
    } else {
      docket_.rules(what, asked->text.bytes(), ruling);
      tell(what, asked, ruling);
      out_.result(
          id, {{"outcome", word(ruling.outcome)}, {"verdict", ruling.verdict}, {"report", ruling.report}});
    }
    refresh_lenses();
  });
}

// A sentence at once; what shows it, to be looked at.
void Session::tell(Case const& what, DocumentPtr const& asked, Ruling const& ruling) {
  using Outcome = Ruling::Outcome;
  constexpr int error = 1, warning = 2, info = 3;
  int const type = ruling.outcome == Outcome::Good       ? info
                   : ruling.outcome == Outcome::Violated ? error
                                                         : warning;
  auto const sentence = what.name + ": " + ruling.verdict + " under " + what.model;
  out_.notify("window/showMessage", {{"type", type}, {"message", sentence}});
  out_.notify("window/logMessage", {{"type", type}, {"message", sentence + "\n\n" + ruling.report}});
  Sources sources({{asked->path, asked}});
  auto index = index_of(*asked, sources);
  Scene const scene{asked, std::move(sources), std::move(index), encoding_};
  proofreader_.remark(asked, docket_.remarks(scene));
}

void Session::cancel_request(Json const& p) {
  std::unique_lock lock(asked_mutex_);
  auto const at = asked_.find(dumped(p.at("id")));
  if (at == asked_.end()) return; // answered by now
  auto const key = at->second;
  lock.unlock();
  trials_.cancel(key);
}
void Session::cancel_progress(Json const& p) {
  std::unique_lock lock(asked_mutex_);
  auto const at = asked_.find("token " + dumped(p.at("token")));
  if (at == asked_.end()) return;
  auto const key = at->second;
  lock.unlock();
  trials_.cancel(key);
}

void Session::did_open(Json const& parameters) {
  scene_.reset();
  auto const& item = parameters.at("textDocument");
  if (auto const problem = documents_.open(item); !problem.empty())
    return out_.notify("window/logMessage", {{"type", 2}, {"message", "barrister: " + problem}});
  auto const opened = documents_.find(item.at("uri").get<std::string>());
  proofreader_.look(documents_.by_path(), opened->path);
}

void Session::did_change(Json const& parameters) {
  scene_.reset();
  auto const& item = parameters.at("textDocument");
  auto const uri = item.at("uri").get<std::string>();
  auto const before = documents_.find(uri);
  auto const problem = documents_.change(uri, item.value("version", std::int64_t{0}),
                                         parameters.at("contentChanges"), encoding_);
  if (!problem.empty()) out_.notify("window/logMessage", {{"type", 1}, {"message", "barrister: " + problem}});
  if (before) proofreader_.look(documents_.by_path(), before->path);
}

// What stands beside it on disk may be another now.
void Session::did_save(Json const& parameters) {
  scene_.reset();
  auto const uri = parameters.at("textDocument").at("uri").get<std::string>();
  if (auto const d = documents_.find(uri)) proofreader_.look(documents_.by_path(), d->path);
}

void Session::did_close(Json const& parameters) {
  scene_.reset();
  auto const uri = parameters.at("textDocument").at("uri").get<std::string>();
  auto const before = documents_.find(uri);
  documents_.close(uri);
  if (before) proofreader_.look(documents_.by_path(), before->path);
}

} // namespace barrister::lsp
