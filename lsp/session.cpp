// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/session.hpp"
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
    : out_(out), settings_(settings), shelf_(settings.installed, settings.copies), proofreader_(out, shelf_) {
}

Session::Request Session::request(std::string const& method) {
  static constexpr Entry<Request> all[] = {{"initialize", &Session::initialize},
                                           {"shutdown", &Session::shutdown}};
  return find(all, method);
}
Session::Notification Session::notification(std::string const& method) {
  static constexpr Entry<Notification> all[] = {{"textDocument/didOpen", &Session::did_open},
                                                {"textDocument/didChange", &Session::did_change},
                                                {"textDocument/didSave", &Session::did_save},
                                                {"textDocument/didClose", &Session::did_close}};
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
  if (!answer) return out_.error(id, Code::MethodNotFound, "there is no method '" + method + "'");
  try {
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
  state_ = State::Running;
  proofreader_.start(encoding_);
  Json capabilities{{"positionEncoding", encoding_ == Encoding::Utf8 ? "utf-8" : "utf-16"},
                    {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", true}}}};
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

void Session::did_open(Json const& parameters) {
  auto const& item = parameters.at("textDocument");
  if (auto const problem = documents_.open(item); !problem.empty())
    return out_.notify("window/logMessage", {{"type", 2}, {"message", "barrister: " + problem}});
  auto const opened = documents_.find(item.at("uri").get<std::string>());
  proofreader_.look(documents_.by_path(), opened->path);
}

void Session::did_change(Json const& parameters) {
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
  auto const uri = parameters.at("textDocument").at("uri").get<std::string>();
  if (auto const d = documents_.find(uri)) proofreader_.look(documents_.by_path(), d->path);
}

void Session::did_close(Json const& parameters) {
  auto const uri = parameters.at("textDocument").at("uri").get<std::string>();
  auto const before = documents_.find(uri);
  documents_.close(uri);
  if (before) proofreader_.look(documents_.by_path(), before->path);
}

} // namespace barrister::lsp
