// SPDX-License-Identifier: BSD-2-Clause
#include "tests/lsp/client.hpp"
#include <algorithm>
#include <csignal>
#include <gtest/gtest.h>
#include <poll.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace barrister {
namespace {

// Milliseconds without a word, behind which a test is given up: far more than it takes, sanitized and on a
// machine that others use.
constexpr int patience = 600'000;

} // namespace

Client::Client(Start start, Json const& capabilities, Json const& options) {
  std::signal(SIGPIPE, SIG_IGN); // a server that has gone is seen by what it does not answer
  int to[2], from[2];
  if (pipe(to) != 0 || pipe(from) != 0) throw std::runtime_error("cannot make pipes");
  process_ = fork();
  if (process_ < 0) throw std::runtime_error("cannot fork");
  if (process_ == 0) {
    dup2(to[0], STDIN_FILENO);
    dup2(from[1], STDOUT_FILENO);
    for (int const fd : {to[0], to[1], from[0], from[1]}) ::close(fd);
    std::signal(SIGPIPE, SIG_DFL);
    execl(BARRISTER_PROGRAM, BARRISTER_PROGRAM, "lsp", nullptr);
    _exit(127);
  }
  ::close(to[0]);
  ::close(from[1]);
  in_ = to[1];
  out_ = from[0];
  if (start == Start::Fresh) return;
  Json parameters{{"processId", nullptr}, {"rootUri", nullptr}, {"capabilities", capabilities}};
  if (!options.is_null()) parameters["initializationOptions"] = options;
  initialized_ = ask("initialize", parameters);
  notify("initialized", Json::object());
}

Client::~Client() {
  if (in_ >= 0) ::close(in_);
  if (out_ >= 0) ::close(out_);
  if (status_ >= 0) return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

void Client::write(std::string const& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    auto const n = ::write(in_, bytes.data() + done, bytes.size() - done);
    if (n <= 0) return;
    done += static_cast<std::size_t>(n);
  }
}
void Client::say(Json const& message) {
  auto const text = message.dump();
  write("Content-Length: " + std::to_string(text.size()) + "\r\n\r\n" + text);
}
void Client::close_input() {
  ::close(in_);
  in_ = -1;
}

int Client::status() {
  if (status_ >= 0) return status_;
  constexpr int step = 10; // milliseconds
  int status = 0;
  for (int waited = 0; waitpid(process_, &status, WNOHANG) == 0; waited += step) {
    if (waited == patience) {
      ADD_FAILURE() << "the server does not end";
      kill(process_, SIGKILL);
    }
    usleep(step * 1000);
  }
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return status_;
}

bool Client::fill() {
  pollfd wait{out_, POLLIN, 0};
  if (poll(&wait, 1, patience) <= 0) {
    ADD_FAILURE() << "the server says nothing";
    return false;
  }
  char some[65536];
  auto const n = read(out_, some, sizeof some);
  if (n > 0) read_.append(some, static_cast<std::size_t>(n));
  return n > 0;
}
std::optional<std::string> Client::line() {
  for (;;) {
    if (auto const end = read_.find("\r\n"); end != read_.npos) {
      auto out = read_.substr(0, end);
      read_.erase(0, end + 2);
      return out;
    }
    if (!fill()) return std::nullopt;
  }
}
Json Client::next() {
  auto const header = line();
  if (!header) return nullptr;
  std::string const name = "Content-Length: ";
  EXPECT_TRUE(header->starts_with(name)) << *header;
  auto const length = std::stoul(header->substr(name.size()));
  EXPECT_EQ(line(), "");
  while (read_.size() < length)
    if (!fill()) return nullptr;
  auto out = Json::parse(read_.substr(0, length));
  read_.erase(0, length);
  EXPECT_EQ(out.value("jsonrpc", ""), "2.0");
  return out;
}

void Client::notify(std::string const& method, Json const& parameters) {
  say({{"jsonrpc", "2.0"}, {"method", method}, {"params", parameters}});
}
int Client::send(std::string const& method, Json const& parameters) {
  say({{"jsonrpc", "2.0"}, {"id", ++next_id_}, {"method", method}, {"params", parameters}});
  return next_id_;
}
Json Client::answer(int id) {
  auto const is_it = [&](Json const& m) { return !m.contains("method") && m.value("id", Json()) == id; };
  auto out = wait_for(is_it, "an answer");
  return out.is_null() ? Json{{"error", {{"code", 0}, {"message", "gone"}}}} : out;
}
Json Client::answer_without_id() {
  auto const is_it = [](Json const& m) { return m.contains("id") && m.at("id").is_null(); };
  return wait_for(is_it, "an answer");
}
Json Client::ask(std::string const& method, Json const& parameters) {
  auto const all = answer(send(method, parameters));
  EXPECT_TRUE(all.contains("result")) << method << ": " << all;
  return all.value("result", Json());
}
Json Client::refused(std::string const& method, Json const& parameters) {
  auto const all = answer(send(method, parameters));
  EXPECT_TRUE(all.contains("error")) << method << ": " << all;
  return all.value("error", Json::object());
}

void Client::open(std::string const& uri, std::string const& text) {
  texts_[uri] = text;
  auto const version = versions_[uri] = versions_[uri] + 1;
  notify("textDocument/didOpen",
         {{"textDocument", {{"uri", uri}, {"languageId", ""}, {"version", version}, {"text", text}}}});
}
void Client::change(std::string const& uri, std::string const& text) {
  texts_[uri] = text;
  notify("textDocument/didChange", {{"textDocument", {{"uri", uri}, {"version", ++versions_[uri]}}},
                                    {"contentChanges", {{{"text", text}}}}});
}
void Client::change(std::string const& uri, Json const& where, std::string const& text) {
  texts_[uri] = applied(texts_[uri], {{{"range", where}, {"newText", text}}});
  notify("textDocument/didChange", {{"textDocument", {{"uri", uri}, {"version", ++versions_[uri]}}},
                                    {"contentChanges", {{{"range", where}, {"text", text}}}}});
}

Json Client::wait_for(std::function<bool(Json const&)> const& is_it, std::string const& what) {
  for (;;) {
    if (auto const at = std::ranges::find_if(waiting_, is_it); at != waiting_.end()) {
      auto out = *at;
      waiting_.erase(at);
      return out;
    }
    auto message = next();
    if (message.is_null()) {
      ADD_FAILURE() << "the server has gone, without " << what << "; its exit status is " << status();
      return nullptr;
    }
    waiting_.push_back(std::move(message));
  }
}
Json Client::message(std::string const& method) {
  return wait_for([&](Json const& m) { return m.value("method", "") == method; }, method);
}
Json Client::diagnostics(std::string const& uri) {
  auto const is_it = [&](Json const& m) {
    if (m.value("method", "") != "textDocument/publishDiagnostics") return false;
    auto const& p = m.at("params");
    bool const is_latest = !versions_.contains(uri) || p.value("version", 0) == versions_[uri];
    return p.at("uri") == uri && is_latest;
  };
  auto const found = wait_for(is_it, "the diagnostics of " + uri);
  return found.is_null() ? Json() : found.at("params").at("diagnostics");
}

Json at(std::int64_t line, std::int64_t character) { return {{"line", line}, {"character", character}}; }
Json range(int line, int from, int to) { return {{"start", at(line, from)}, {"end", at(line, to)}}; }
Json in(std::string const& uri) { return {{"textDocument", {{"uri", uri}}}}; }
Json in(std::string const& uri, Json const& position) {
  return {{"textDocument", {{"uri", uri}}}, {"position", position}};
}
Json place_of(std::string const& text, std::string const& words, int into, int nth) {
  auto offset = text.find(words);
  for (; nth > 1 && offset != text.npos; --nth) offset = text.find(words, offset + 1);
  EXPECT_NE(offset, text.npos) << words;
  if (offset == text.npos) return at(0, 0);
  offset += static_cast<std::size_t>(into);
  auto const line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
  auto const start = text.rfind('\n', offset - 1);
  auto const character = offset == 0 ? 0 : start == text.npos ? offset : offset - start - 1;
  return at(static_cast<int>(line), static_cast<int>(character));
}
std::string of_file(std::string const& path) { return "file://" + path; }

std::string applied(std::string text, Json const& edits) {
  std::vector<std::tuple<std::size_t, std::size_t, std::string>> all;
  auto const offset = [&](Json const& p) {
    std::size_t out = 0;
    for (int line = p.at("line"); line > 0; --line) out = text.find('\n', out) + 1;
    return out + p.at("character").get<std::size_t>();
  };
  for (auto const& edit : edits)
    all.emplace_back(offset(edit.at("range").at("start")), offset(edit.at("range").at("end")),
                     edit.at("newText"));
  std::ranges::sort(all, std::greater{});
  for (auto const& [begin, end, by] : all) text.replace(begin, end - begin, by);
  return text;
}

} // namespace barrister
