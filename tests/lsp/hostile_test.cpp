// SPDX-License-Identifier: BSD-2-Clause
// What no editor sends: the server answers as JSON-RPC has it, and goes on; it neither ends, nor waits for
// what does not come, nor takes memory because somebody says so.
#include "tests/lsp/client.hpp"
#include "tests/lsp/files.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/folder.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string framed(std::string const& text) {
  return "Content-Length: " + std::to_string(text.size()) + "\r\n\r\n" + text;
}
// That it is still there.
void expect_alive(Client& client) {
  EXPECT_EQ(client.refused("no/such/method", Json::object()).at("code"), -32601);
}
Json error_for(Client& client, std::string const& bytes) {
  client.write(bytes);
  auto const all = client.answer_without_id();
  return all.value("error", Json::object());
}

TEST(LspHostile, WhatIsNoMessageIsAnError) {
  Client client;
  EXPECT_EQ(error_for(client, framed("{")).at("code"), -32700);
  EXPECT_EQ(error_for(client, framed("")).at("code"), -32700);
  EXPECT_EQ(error_for(client, framed("\xFF\xFE")).at("code"), -32700);
  EXPECT_EQ(error_for(client, framed("{\"jsonrpc\":\"2.0\",\"method\":\"\xC3\x28\"}")).at("code"), -32700);
  EXPECT_EQ(error_for(client, framed("[]")).at("code"), -32600);
  EXPECT_EQ(error_for(client, framed("[{\"id\":1,\"method\":\"shutdown\"}]")).at("code"), -32600);
  EXPECT_EQ(error_for(client, framed("7")).at("code"), -32600);
  EXPECT_EQ(error_for(client, framed("{}")).at("code"), -32600);
  EXPECT_EQ(error_for(client, framed("{\"id\":{},\"method\":\"x\"}")).at("code"), -32600);
  EXPECT_EQ(error_for(client, framed("{\"id\":null,\"method\":3}")).at("code"), -32600);
  client.write(framed("{\"id\":5,\"result\":null}")); // an answer that nobody waits for
  client.write(framed("{\"method\":\"$/unknown\",\"params\":[1]}"));
  expect_alive(client);
}

TEST(LspHostile, WrongLengthsAreErrors) {
  Client client;
  EXPECT_EQ(error_for(client, "Content-Length: -1\r\n\r\n").at("code"), -32700);
  EXPECT_EQ(error_for(client, "Content-Length: two\r\n\r\n").at("code"), -32700);
  EXPECT_EQ(error_for(client, "Content-Type: x\r\n\r\n").at("code"), -32700);
  EXPECT_EQ(error_for(client, "\r\n\r\nContent-Length:\r\n\r\n").at("code"), -32700);
  EXPECT_EQ(error_for(client, std::string(1 << 20, 'x') + "\r\n\r\n").at("code"), -32700);
  // Names in any case, other headers, line ends of Unix.
  std::string const good = R"({"jsonrpc":"2.0","id":"a","method":"no/such"})";
  client.write("content-type: application/vscode-jsonrpc; charset=utf-8\ncontent-length:  " +
               std::to_string(good.size()) + "\n\n" + good);
  auto const answer = client.next();
  EXPECT_EQ(answer.at("id"), "a");
  EXPECT_EQ(answer.at("error").at("code"), -32601);
  // Too long to be kept: passed by, and the next is read.
  std::size_t const huge = std::size_t{40} << 20;
  client.write("Content-Length: " + std::to_string(huge) + "\r\n\r\n" + std::string(huge, ' '));
  EXPECT_EQ(client.answer_without_id().at("error").at("code"), -32700);
  expect_alive(client);
}

TEST(LspHostile, AMessageThatNeverComesIsTheEnd) {
  for (std::string const claimed : {"5", "999999999999", "99999999999999999999999999"}) {
    Client client;
    client.write("Content-Length: " + claimed + "\r\n\r\n{");
    client.close_input();
    EXPECT_EQ(client.status(), 1) << claimed;
  }
  Client client;
  client.write("Content-Le");
  client.close_input();
  EXPECT_EQ(client.status(), 1);
}

TEST(LspHostile, DepthIsRefused) {
  Client client;
  for (std::string const open : {"[", "{\"a\":"})
    EXPECT_EQ(error_for(client, framed([&] {
                          std::string text;
                          for (int i = 0; i < 1'000'000; ++i) text += open;
                          return text;
                        }()))
                  .at("code"),
              -32700);
  expect_alive(client);
}

TEST(LspHostile, ParametersOfAnotherKindAreInvalid) {
  Client client;
  auto const uri = of_file("/nowhere/m.cat");
  client.open(uri, "\"m\" acyclic po\n");
  for (std::string const method :
       {"textDocument/hover", "textDocument/definition", "textDocument/completion", "textDocument/rename",
        "textDocument/references", "textDocument/documentSymbol", "textDocument/codeLens",
        "textDocument/prepareRename", "workspace/executeCommand"})
    for (Json const& parameters :
         {Json(), Json(3), Json("x"), Json::array(), Json::object(), Json{{"textDocument", nullptr}},
          Json{{"textDocument", {{"uri", 3}}}}, Json{{"textDocument", {{"uri", "file:///other"}}}}})
      EXPECT_EQ(client.refused(method, parameters).at("code"), -32602) << method << parameters;
  for (Json const& position : {Json(), Json("x"), Json::object(), Json{{"line", -1}, {"character", 0}},
                               Json{{"line", 1.5}, {"character", 0}}, Json{{"line", "1"}, {"character", 0}}})
    EXPECT_EQ(client.refused("textDocument/hover", in(uri, position)).at("code"), -32602) << position;
  // The end of the line, and of the text.
  EXPECT_FALSE(client.ask("textDocument/hover", in(uri, at(0, 4000000000))).is_null());
  EXPECT_TRUE(client.ask("textDocument/hover", in(uri, at(4000000000, 0))).is_null());
  for (std::string const method :
       {"textDocument/didOpen", "textDocument/didChange", "textDocument/didSave", "textDocument/didClose",
        "$/cancelRequest", "window/workDoneProgress/cancel"})
    for (Json const& parameters :
         {Json(), Json(3), Json::array(), Json{{"textDocument", 3}}, Json{{"id", nullptr}}})
      client.notify(method, parameters);
  expect_alive(client);
  // A change that ends before it begins leaves the text as it is.
  client.notify("textDocument/didChange",
                {{"textDocument", {{"uri", uri}, {"version", 2}}},
                 {"contentChanges", {{{"range", {{"start", at(0, 5)}, {"end", at(0, 1)}}}, {"text", "x"}}}}});
  EXPECT_FALSE(client.ask("textDocument/hover", in(uri, at(0, 12))).is_null());
}

TEST(LspHostile, OtherFilesAreNotLookedAt) {
  Client client;
  for (std::string const uri :
       {"", "file://", "file:///x", "http://x/y.cat", "untitled:Untitled-1", "%%%", "file:///a%0"})
    client.open(uri, "\"m\" acyclic nope");
  // By the language that the editor says.
  client.notify("textDocument/didOpen", {{"textDocument",
                                          {{"uri", "untitled:Untitled-2"},
                                           {"languageId", "cat"},
                                           {"version", 1},
                                           {"text", "\"m\" acyclic nope"}}}});
  for (;;) {
    auto const said = client.message("textDocument/publishDiagnostics").at("params");
    if (said.at("uri") != "untitled:Untitled-2") continue;
    EXPECT_EQ(said.at("diagnostics").size(), 1u);
    break;
  }
  expect_alive(client);
}

TEST(LspHostile, TextsOfMegabytesAndOfAllDepthsAreRead) {
  auto const times = [](std::string const& text, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += text;
    return out;
  };
  auto const numbered = [](std::string const& before, std::string const& after, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += before + std::to_string(i) + after;
    return out;
  };
  std::vector<std::pair<std::string, std::string>> const texts{
      {"/nowhere/a.litmus",
       "C a\n{}\nP0(int *x)\n{\n" + times("\tWRITE_ONCE(*x, 1);\n", 100'000) + "}\nexists (x=1)\n"},
      {"/nowhere/b.litmus",
       "C b\n{}\nP0(int *x)\n{\n\tint r = " + times("(", 300'000) + "1;\n}\nexists (x=1)\n"},
      {"/nowhere/c.litmus", times("{", 1'000'000)},
      {"/nowhere/d.cat", "\"d\"\nlet a = " + times("(", 300'000)},
      {"/nowhere/e.cat", "\"e\"\n" + times("let a = po | rf\n", 50'000)},
      {"/nowhere/l.cat", "\"l\"\n" + numbered("let a", "(x) = x | rf\n", 10'000)},
      {"/nowhere/f.cat", times("(*", 1'000'000)},
      {"/nowhere/g.protocol",
       "protocol g \"\";\nworld { cpu 0; task a on 0; }\n" + times("int x;\n", 50'000)},
      {"/nowhere/h.protocol", "protocol h \"\";\ntask a { " + times("{", 300'000)},
      {"/nowhere/i.protocol", times("variant ", 200'000)},
      {"/nowhere/j.protocol", std::string(2'000'000, '\0')},
      {"/nowhere/k.cat", times("\xF0\x9D\x94\xB8", 300'000)}};
  Client client;
  for (auto const& [path, text] : texts) {
    auto const uri = of_file(path);
    client.open(uri, text);
    for (std::string const method :
         {"textDocument/hover", "textDocument/definition", "textDocument/completion"})
      client.ask(method, in(uri, at(3, 9)));
    client.ask("textDocument/documentSymbol", in(uri));
    client.ask("textDocument/codeLens", in(uri));
    client.diagnostics(uri);
    client.notify("textDocument/didClose", in(uri));
  }
  expect_alive(client);
}

TEST(LspHostile, FilesThatIncludeEachOtherAreRead) {
  Folder const folder;
  auto const a = folder.write("a.cat", "\"a\"\ninclude \"b.cat\"\nacyclic po as x\n");
  folder.write("b.cat", "include \"a.cat\"\ninclude \"a.cat\"\n");
  auto const p = folder.write("p.protocol", "protocol p \"\";\nuse q;\nworld { cpu 0; task t on 0; }\n");
  folder.write("q.protocol", "use p, q;\n");
  folder.write("device.protocol", "");
  Client client;
  for (auto const& file : {a, p}) {
    auto const uri = of_file(file);
    client.open(uri, read_text(file));
    EXPECT_GE(client.diagnostics(uri).size(), 0u);
    client.ask("textDocument/documentSymbol", in(uri));
  }
  expect_alive(client);
}

// As one types: every beginning of a text, with every request at its end.
TEST(LspHostile, EveryBeginningOfATextIsRead) {
  for (std::string const file :
       {"proofs/wake-up/wake-up.protocol", "proofs/c-peterz/C-peterz.litmus", "spec/models/tso.cat"}) {
    auto const path = std::string(BARRISTER_SOURCE "/") + file;
    auto const text = read_text(path);
    Client client;
    auto const uri = of_file(path);
    client.open(uri, "");
    for (std::size_t n = 0; n <= text.size(); n += 3) {
      auto const part = text.substr(0, n);
      client.change(uri, part);
      auto const end = place_of(part + "\x01", "\x01");
      client.ask("textDocument/completion", in(uri, end));
      client.ask("textDocument/hover", in(uri, end));
      client.ask("textDocument/codeLens", in(uri));
    }
    client.change(uri, text);
    EXPECT_EQ(client.diagnostics(uri), Json::array());
  }
}

// Texts with stretches lost, doubled and swapped, and requests anywhere in them.
TEST(LspHostile, BrokenTextsAreReadWhateverIsBroken) {
  Client client;
  for (std::string const file : {"proofs/membarrier/membarrier.protocol", "proofs/c-peterz/C-peterz.litmus",
                                 "spec/models/lkmm.cat", "spec/library/locks.cat"}) {
    auto const path = std::string(BARRISTER_SOURCE "/") + file;
    auto const text = read_text(path);
    auto const uri = of_file(path);
    client.open(uri, text);
    for (unsigned seed = 0; seed < 60; ++seed) {
      Chance chance(seed);
      auto broken = text;
      for (int i = 0; i < 3; ++i) {
        auto const at = chance.below(broken.size()), length = chance.below(40),
                   other = chance.below(broken.size());
        auto const piece = broken.substr(at, length);
        if (chance.below(2) == 0) broken.erase(at, length);
        broken.insert(std::min<std::size_t>(other, broken.size()), piece);
      }
      client.change(uri, broken);
      auto const where = in(uri, at(static_cast<int>(chance.below(60)), static_cast<int>(chance.below(30))));
      for (std::string const method :
           {"textDocument/hover", "textDocument/definition", "textDocument/completion",
            "textDocument/references", "textDocument/documentHighlight"})
        client.ask(method, where);
      client.ask("textDocument/documentSymbol", in(uri));
      client.ask("textDocument/codeLens", in(uri));
      auto renames = where;
      renames["newName"] = "fresh";
      client.answer(client.send("textDocument/rename", renames));
    }
  }
  expect_alive(client);
}

} // namespace
} // namespace barrister
