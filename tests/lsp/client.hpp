// SPDX-License-Identifier: BSD-2-Clause
// An editor: starts the built program as a language server, and talks to it over pipes.
#pragma once
#include <deque>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

namespace barrister {

using Json = nlohmann::json;

class Client {
public:
  enum class Start : std::uint8_t { Initialized, Fresh };
  explicit Client(Start = Start::Initialized, Json const& capabilities = Json::object(),
                  Json const& options = Json());
  ~Client(); // ends it, whatever it does
  Client(Client const&) = delete;
  Client& operator=(Client const&) = delete;

  Json const& initialized() const { return initialized_; } // the result of `initialize`
  void notify(std::string const& method, Json const& parameters);
  int send(std::string const& method, Json const& parameters); // its id
  Json answer(int id);                                         // to it: with `result` or `error`
  Json answer_without_id();                                    // to what has none that can be read
  Json ask(std::string const& method, Json const& parameters); // the result; fails the test if it is an error
  Json refused(std::string const& method, Json const& parameters); // the error

  void open(std::string const& uri, std::string const& text);
  // The whole text, or what is between two positions in it.
  void change(std::string const& uri, std::string const& text);
  void change(std::string const& uri, Json const& range, std::string const& text);
  std::string const& text(std::string const& uri) const { return texts_.at(uri); }
  Json diagnostics(std::string const& uri); // those of its latest version, once they are there
  Json message(std::string const& method);  // the next that the server sends by itself

  void write(std::string const& bytes);
  void say(Json const& message); // framed
  Json next();                   // whatever comes; null at the end
  void close_input();
  int status(); // its exit status; 128 and the signal's number for a crash

private:
  Json wait_for(std::function<bool(Json const&)> const&, std::string const& what); // null: it has gone
  std::optional<std::string> line();
  bool fill();
  int process_ = -1, in_ = -1, out_ = -1, status_ = -1, next_id_ = 0;
  std::string read_;
  std::deque<Json> waiting_;
  std::map<std::string, std::string> texts_;
  std::map<std::string, int> versions_;
  Json initialized_;
};

Json at(std::int64_t line, std::int64_t character);
Json range(int line, int from, int to);
Json in(std::string const& uri);
Json in(std::string const& uri, Json const& position);
// Where `words` stand in the text, for the n-th time; `into` characters behind their beginning.
Json place_of(std::string const& text, std::string const& words, int into = 0, int nth = 1);
std::string of_file(std::string const& path);             // file://
std::string applied(std::string text, Json const& edits); // edits do not overlap; text of ASCII

} // namespace barrister
