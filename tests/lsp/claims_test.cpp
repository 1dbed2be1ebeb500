// SPDX-License-Identifier: BSD-2-Clause
// Lenses: claims that are decided while one edits on.
#include "tests/lsp/client.hpp"
#include "tests/lsp/files.hpp"
#include <gtest/gtest.h>

namespace barrister {
namespace {

std::string const wake_up = BARRISTER_SOURCE "/proofs/wake-up/wake-up.protocol";
std::string const peterz = BARRISTER_SOURCE "/proofs/c-peterz/C-peterz.litmus";
std::string const perf = BARRISTER_SOURCE "/proofs/perf-install/perf-install.protocol";

// A claim that takes far longer than a test may: of the whole of perf-install.
Json const long_claim{{"uri", of_file(perf)}, {"kind", "property"}, {"name", "S1"}, {"model", "lkmm"}};

class LspClaims : public testing::Test {
protected:
  LspClaims()
      : client(Client::Start::Initialized, {{"workspace", {{"codeLens", {{"refreshSupport", true}}}}}}) {}
  void open(std::string const& path) {
    text = read_text(path);
    uri = of_file(path);
    client.open(uri, text);
  }
  // The command of the lens of a claim; its line is checked.
  Json lens(std::string const& name, std::string const& kind, std::string const& model = "lkmm") {
    auto const all = client.ask("textDocument/codeLens", in(uri));
    for (auto const& one : all) {
      auto const& about = one.at("command").at("arguments").at(0);
      if (about.at("name") == name && about.at("kind") == kind && about.at("model") == model) return one;
    }
    ADD_FAILURE() << "no lens " << name << " in " << all;
    return {{"command", {{"title", ""}}}};
  }
  std::string title(std::string const& name, std::string const& kind) {
    return lens(name, kind).at("command").at("title");
  }
  int start(Json const& about) {
    return client.send("workspace/executeCommand", {{"command", "barrister.check"}, {"arguments", {about}}});
  }
  Json check(std::string const& name, std::string const& kind) {
    auto const command = lens(name, kind).at("command");
    return client.ask("workspace/executeCommand",
                      {{"command", command.at("command")}, {"arguments", command.at("arguments")}});
  }
  Client client;
  std::string uri, text;
};

TEST_F(LspClaims, ALensSaysWhatAClaimComesToAndWhatAnEditChanges) {
  open(wake_up);
  EXPECT_EQ(client.diagnostics(uri), Json::array());
  auto const first = lens("WAKES", "property");
  EXPECT_EQ(first.at("range").at("start"), place_of(text, "WAKES"));
  EXPECT_EQ(first.at("command").at("title"), "check under lkmm");
  auto const found = check("GOOD", "variant");
  EXPECT_EQ(found.at("outcome"), "good") << found;
}

TEST_F(LspClaims, APropertyHoldsAndIsViolatedBehindAnEdit) {
  uri = of_file("/nowhere/mp.protocol");
  text =
      "protocol mp \"a message\";\nworld { cpu 0, 1; task writer on 0; task reader on 1; }\nint data, flag;\n"
      "ghost bool saw_flag;\nghost bool saw_data;\n"
      "task writer { WRITE_ONCE(data, 1); smp_store_release(&flag, 1); }\n"
      "task reader { saw_flag = smp_load_acquire(&flag); saw_data = READ_ONCE(data); }\n"
      "property MP \"who sees the flag sees the message\": never saw_flag && !saw_data;\n";
  client.open(uri, text);
  EXPECT_EQ(client.diagnostics(uri), Json::array());
  EXPECT_EQ(title("MP", "property"), "check under lkmm");
  auto const holds = check("MP", "property");
  EXPECT_EQ(holds.at("verdict"), "holds");
  EXPECT_EQ(holds.at("outcome"), "good");
  EXPECT_EQ(client.message("window/showMessage").at("params").at("message"), "MP: holds under lkmm");
  client.message("workspace/codeLens/refresh");
  EXPECT_EQ(title("MP", "property"), "\u2713 holds under lkmm");
  EXPECT_EQ(client.diagnostics(uri), Json::array());

  client.change(uri,
                {{"start", place_of(text, "smp_load_acquire(&flag)")},
                 {"end", place_of(text, "smp_load_acquire(&flag)", 23)}},
                "READ_ONCE(flag)");
  EXPECT_EQ(client.diagnostics(uri), Json::array());
  EXPECT_EQ(title("MP", "property"), "check under lkmm (before the edit: holds)");
  auto const violated = check("MP", "property");
  EXPECT_EQ(violated.at("verdict"), "violated");
  EXPECT_EQ(violated.at("outcome"), "violated");
  auto const report = violated.at("report").get<std::string>();
  EXPECT_NE(report.find("// still 0: writer's store is"), report.npos) << report;
  client.message("window/logMessage"); // of the first
  auto const logged = client.message("window/logMessage").at("params").at("message").get<std::string>();
  EXPECT_EQ(logged, "MP: violated under lkmm\n\n" + report);
  EXPECT_EQ(title("MP", "property"), "\u2717 violated under lkmm");
  auto const said = client.diagnostics(uri);
  ASSERT_EQ(said.size(), 1u) << said;
  EXPECT_EQ(said[0].at("message"), "MP: violated under lkmm");
  EXPECT_EQ(said[0].at("range").at("start"), place_of(client.text(uri), "MP \""));

  client.change(uri, text); // and it is as it was
  EXPECT_EQ(client.diagnostics(uri), Json::array());
}

TEST_F(LspClaims, ATestsConditionHasALens) {
  open(peterz);
  auto const one = lens("C-peterz", "test");
  EXPECT_EQ(one.at("range").at("start"), place_of(text, "exists"));
  EXPECT_EQ(check("C-peterz", "test").at("verdict"), "unreachable");
  client.change(uri, {{"start", place_of(text, "smp_mb();")}, {"end", place_of(text, "smp_mb();", 9)}}, "");
  EXPECT_EQ(check("C-peterz", "test").at("verdict"), "reachable");
  client.change(uri, "C broken");
  EXPECT_EQ(client.ask("textDocument/codeLens", in(uri)), Json::array());
}

TEST_F(LspClaims, WhatHasErrorsIsNotChecked) {
  open(peterz);
  Json const about{{"uri", uri}, {"kind", "test"}, {"name", "C-peterz"}, {"model", "lkmm"}};
  client.change(uri, "C broken");
  auto const found = client.answer(start(about)).at("result");
  EXPECT_EQ(found.at("outcome"), "bad-input");
  EXPECT_NE(found.at("report").get<std::string>().find("error:"), std::string::npos);
}

TEST_F(LspClaims, OneEditsOnWhileAClaimIsDecidedAndCanCancelIt) {
  open(perf);
  client.diagnostics(uri);
  int const id = start(long_claim);
  client.message("workspace/codeLens/refresh");
  EXPECT_EQ(title("S1", "property"), "checking under lkmm \u2026 (cancel)");
  // The same once more is refused; editing and asking goes on.
  EXPECT_EQ(
      client
          .refused("workspace/executeCommand", {{"command", "barrister.check"}, {"arguments", {long_claim}}})
          .at("message"),
      "this is being checked");
  client.change(uri, range(0, 0, 0), "//\n");
  EXPECT_FALSE(client.ask("textDocument/hover", in(uri, place_of(client.text(uri), "smp_mb();"))).is_null());
  client.notify("$/cancelRequest", {{"id", id}});
  EXPECT_EQ(client.answer(id).at("error").at("code"), -32800);
  EXPECT_EQ(title("S1", "property"), "check under lkmm");

  // By the lens; this one waits behind others.
  std::vector<int> ids;
  for (std::string const name : {"S1", "S2", "S3"}) {
    auto about = long_claim;
    about["name"] = name;
    ids.push_back(start(about));
  }
  for (std::string const name : {"S3", "S2", "S1"}) {
    auto about = long_claim;
    about["name"] = name;
    EXPECT_TRUE(
        client.ask("workspace/executeCommand", {{"command", "barrister.cancel"}, {"arguments", {about}}})
            .is_null());
  }
  for (int const one : ids) EXPECT_EQ(client.answer(one).at("error").at("code"), -32800);
}

TEST_F(LspClaims, ProgressIsToldToWhomWantsIt) {
  open(perf);
  auto const id =
      client.send("workspace/executeCommand",
                  {{"command", "barrister.check"}, {"arguments", {long_claim}}, {"workDoneToken", "mine"}});
  auto const begun = client.message("$/progress").at("params");
  EXPECT_EQ(begun.at("token"), "mine");
  EXPECT_EQ(begun.at("value").at("kind"), "begin");
  client.notify("window/workDoneProgress/cancel", {{"token", "mine"}});
  EXPECT_EQ(client.message("$/progress").at("params").at("value").at("kind"), "end");
  EXPECT_EQ(client.answer(id).at("error").at("code"), -32800);
}

TEST(LspLimits, AClaimHasATimeLimit) {
  Client client(Client::Start::Initialized, Json::object(), {{"timeLimit", 1}});
  client.open(of_file(perf), read_text(perf));
  auto const found =
      client.ask("workspace/executeCommand", {{"command", "barrister.check"}, {"arguments", {long_claim}}});
  EXPECT_EQ(found.at("outcome"), "unknown") << found.at("verdict");
}

TEST(LspLimits, TheServerEndsAlsoWhileAClaimIsDecided) {
  Client client;
  client.open(of_file(perf), read_text(perf));
  client.send("workspace/executeCommand", {{"command", "barrister.check"}, {"arguments", {long_claim}}});
  client.ask("shutdown", nullptr);
  client.notify("exit", nullptr);
  EXPECT_EQ(client.status(), 0);
}

TEST_F(LspClaims, WhatIsNoClaimIsRefused) {
  open(peterz);
  auto const command = [&](Json const& arguments) {
    return client
        .refused("workspace/executeCommand", {{"command", "barrister.check"}, {"arguments", arguments}})
        .at("code");
  };
  EXPECT_EQ(command(Json::array()), -32602);
  EXPECT_EQ(command(Json::object()), -32602);
  EXPECT_EQ(command({{{"uri", uri}}}), -32602);
  EXPECT_EQ(command({{{"uri", "file:///no"}, {"kind", "test"}, {"name", "x"}, {"model", "lkmm"}}}), -32602);
  EXPECT_EQ(command({{{"uri", uri}, {"kind", "other"}, {"name", "x"}, {"model", "lkmm"}}}), -32602);
  EXPECT_EQ(client.refused("workspace/executeCommand", {{"command", "rm"}, {"arguments", Json::array()}})
                .at("code"),
            -32602);
  auto const no_model =
      client.ask("workspace/executeCommand",
                 {{"command", "barrister.check"},
                  {"arguments", {{{"uri", uri}, {"kind", "test"}, {"name", "x"}, {"model", "no"}}}}});
  EXPECT_EQ(no_model.at("outcome"), "bad-input");
}

} // namespace
} // namespace barrister
