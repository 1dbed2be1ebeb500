// SPDX-License-Identifier: BSD-2-Clause
// A session from its beginning to its end, texts that change, and what is wrong with them as they do.
#include "tests/lsp/client.hpp"
#include "tests/lsp/files.hpp"
#include "tests/support/folder.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string const source = BARRISTER_SOURCE;
std::string const perf = source + "/proofs/perf-install/perf-install.protocol";
std::string const peterz = source + "/proofs/c-peterz/C-peterz.litmus";

TEST(LspSession, BeginsAndEndsAsTheProtocolHasIt) {
  Client client(Client::Start::Fresh);
  EXPECT_EQ(client.refused("textDocument/hover", in("file:///x.cat", at(0, 0))).at("code"), -32002);
  client.notify("textDocument/didOpen", Json::object()); // dropped
  auto const result = client.ask("initialize", {{"capabilities", Json::object()}});
  EXPECT_EQ(result.at("capabilities").at("positionEncoding"), "utf-16");
  EXPECT_EQ(result.at("serverInfo").at("name"), "barrister");
  EXPECT_EQ(client.refused("initialize", {{"capabilities", Json::object()}}).at("code"), -32600);
  EXPECT_EQ(client.refused("workspace/nonsense", Json::object()).at("code"), -32601);
  EXPECT_TRUE(client.ask("shutdown", nullptr).is_null());
  EXPECT_EQ(client.refused("textDocument/hover", in("file:///x.cat", at(0, 0))).at("code"), -32600);
  client.notify("exit", nullptr);
  EXPECT_EQ(client.status(), 0);
}

TEST(LspSession, AnEditorThatGoesIsNoCrash) {
  Client gone;
  gone.close_input();
  EXPECT_EQ(gone.status(), 1);
  Client leaves;
  leaves.notify("exit", nullptr);
  EXPECT_EQ(leaves.status(), 1);
}

TEST(LspTexts, AMistakeIsSaidWhereItStandsAndGoesWhenItIsMended) {
  Client client;
  auto const uri = of_file(perf);
  client.open(uri, read_text(perf));
  EXPECT_EQ(client.diagnostics(uri), Json::array());

  auto const words = std::string("property S2 \"the event is added at most once\": finally");
  auto const begin = place_of(client.text(uri), words, static_cast<int>(words.size()) - 7);
  int const line = begin.at("line"), column = begin.at("character");
  client.change(uri, range(line, column, column + 7), "finaly");
  auto const said = client.diagnostics(uri);
  ASSERT_EQ(said.size(), 1u) << said;
  EXPECT_EQ(said[0].at("range").at("start").at("line"), line);
  EXPECT_EQ(said[0].at("severity"), 1);
  EXPECT_EQ(said[0].at("source"), "barrister");
  EXPECT_NE(said[0].at("message").get<std::string>().find("hint: did you mean 'finally'?"), std::string::npos)
      << said;

  client.change(uri, range(line, column, column + 6), "finally");
  EXPECT_EQ(client.text(uri), read_text(perf));
  EXPECT_EQ(client.diagnostics(uri), Json::array());
}

TEST(LspTexts, ARangeCountsUtf16UnlessUtf8IsAgreedOn) {
  // Two letters of two bytes, and one beyond the basic plane: four bytes, and two units of UTF-16.
  std::string const text = "\"m\"\n(* \xC3\xA9\xC3\xA9 \xF0\x9D\x94\xB8 *) acyclic po | nope as x\n";
  auto const uri = of_file("/nowhere/m.cat");
  {
    Client client;
    client.open(uri, text);
    auto const said = client.diagnostics(uri);
    ASSERT_EQ(said.size(), 1u) << said;
    EXPECT_EQ(said[0].at("range"), range(1, 25, 29)) << said;
    // From one unit behind the pair on; then inside of it, which is before it.
    client.notify("textDocument/didChange", {{"textDocument", {{"uri", uri}, {"version", 2}}},
                                             {"contentChanges",
                                              {{{"range", range(1, 25, 29)}, {"text", "rf"}},
                                               {{"range", range(1, 6, 7)}, {"text", "x"}}}}});
    EXPECT_EQ(client.message("textDocument/publishDiagnostics").at("params").at("diagnostics"),
              Json::array());
  }
  Client client(Client::Start::Initialized, {{"general", {{"positionEncodings", {"utf-8", "utf-16"}}}}});
  EXPECT_EQ(client.initialized().at("capabilities").at("positionEncoding"), "utf-8");
  client.open(uri, text);
  EXPECT_EQ(client.diagnostics(uri)[0].at("range"), range(1, 29, 33));
}

TEST(LspTexts, LinesEndAsEditorsEndThem) {
  Client client;
  auto const uri = of_file("/nowhere/m.cat");
  client.open(uri, "\"m\"\r\nacyclic po\r\n| nope as x\r\n");
  EXPECT_EQ(client.diagnostics(uri)[0].at("range"), range(2, 2, 6));
  client.change(uri, range(2, 2, 100), "rf as x"); // beyond the end of the line is its end
  EXPECT_EQ(client.diagnostics(uri), Json::array());
}

TEST(LspTexts, WarningsAreSaidToo) {
  Client client;
  auto const uri = of_file("/nowhere/w.protocol");
  client.open(uri,
              "protocol w \"\";\nworld { cpu 0; task a on 0; }\nint x;\n"
              "static void idle(void) { x = 1; }\ntask a { x = 2; }\nproperty P \"\": finally x == 2;\n");
  auto const said = client.diagnostics(uri);
  ASSERT_EQ(said.size(), 1u) << said;
  EXPECT_EQ(said[0].at("severity"), 2);
  EXPECT_EQ(said[0].at("range"), range(3, 12, 16));
  EXPECT_EQ(said[0].at("message"), "nothing calls idle()");
}

TEST(LspTexts, AnErrorInAUsedFileIsSaidInThatFile) {
  Folder const folder;
  auto const part = folder.write("part.protocol", "int shared;\nstatic void touch(void) { shraed = 1; }\n");
  auto const file = folder.write("main.protocol", "");
  Client client;
  auto const uri = of_file(file);
  client.open(uri, "protocol m \"\";\nuse part;\nworld { cpu 0; task a on 0; }\ntask a { touch(); }\n"
                   "property P \"\": finally shared == 1;\n");
  auto const there = client.diagnostics(of_file(part));
  ASSERT_EQ(there.size(), 1u) << there;
  EXPECT_EQ(there[0].at("range"), range(1, 26, 32));
  EXPECT_EQ(there[0].at("message"), "'shraed' is not declared\nhint: did you mean 'shared'?");
  EXPECT_EQ(client.diagnostics(uri), Json::array());
}

TEST(LspTexts, WhatIsOpenCountsForWhatIsOnDisk) {
  Folder const folder;
  auto const part = folder.write("part.protocol", "int shared;\nstatic void touch(void) { shared = 1; }\n");
  auto const file = folder.write("main.protocol", "");
  Client client;
  auto const uri = of_file(file), of_part = of_file(part);
  client.open(uri, "protocol m \"\";\nuse part;\nworld { cpu 0; task a on 0; }\ntask a { touch(); }\n"
                   "property P \"\": finally shared == 1;\n");
  EXPECT_EQ(client.diagnostics(uri), Json::array());
  client.open(of_part, "int shared;\n");
  EXPECT_EQ(client.diagnostics(of_part), Json::array());
  auto const said = client.diagnostics(uri);
  ASSERT_EQ(said.size(), 1u) << said;
  EXPECT_EQ(said[0].at("range"), range(3, 9, 14)) << said;
  client.notify("textDocument/didClose", in(of_part)); // what is on disk counts again
  EXPECT_EQ(client.diagnostics(uri), Json::array());
}

TEST(LspTexts, ATestAndTheKernelsOwnModelAreRead) {
  Client client;
  auto const uri = of_file(peterz);
  client.open(uri, read_text(peterz));
  EXPECT_EQ(client.diagnostics(uri), Json::array());
  client.change(uri, place_of(client.text(uri), "smp_mb").is_null() ? Json() : range(10, 1, 7), "smp_bm");
  auto const said = client.diagnostics(uri);
  ASSERT_EQ(said.size(), 1u) << said;
  EXPECT_EQ(said[0].at("range").at("start"), at(10, 1)) << said;
  // The library of models, as it stands in the tree: what has no title is for others.
  for (std::string const name : {"models/lkmm.cat", "models/tso.cat", "library/cos.cat", "library/locks.cat",
                                 "kernel/sched.protocol", "kernel/perf.protocol"}) {
    auto const file = source + "/spec/" + name;
    client.open(of_file(file), read_text(file));
    EXPECT_EQ(client.diagnostics(of_file(file)), Json::array()) << name;
  }
}

TEST(LspTexts, ClosedTextsHaveNoDiagnostics) {
  Client client;
  auto const uri = of_file("/nowhere/m.cat");
  client.open(uri, "\"m\" acyclic nope");
  EXPECT_EQ(client.diagnostics(uri).size(), 1u);
  client.notify("textDocument/didClose", in(uri));
  EXPECT_EQ(client.message("textDocument/publishDiagnostics").at("params"),
            (Json{{"uri", uri}, {"diagnostics", Json::array()}}));
}

} // namespace
} // namespace barrister
