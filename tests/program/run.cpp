// SPDX-License-Identifier: BSD-2-Clause
#include "tests/program/run.hpp"
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace barrister {

std::string read_text(std::filesystem::path const& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

bool has(std::string const& text, std::string const& part) { return text.find(part) != text.npos; }

Ran run(std::vector<std::string> const& command, std::function<void(int)> const& meanwhile) {
  Folder const folder;
  auto const out = (folder.path() / "out").string(), err = (folder.path() / "err").string();
  auto words = command;
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  auto const child = fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) {
    auto const redirect = [](char const* path, int to) {
      dup2(open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600), to);
    };
    redirect(out.c_str(), STDOUT_FILENO);
    redirect(err.c_str(), STDERR_FILENO);
    std::signal(SIGINT, SIG_DFL);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  if (meanwhile) meanwhile(child);
  int status = 0;
  waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_text(out), read_text(err)};
}

Ran barrister_with(std::vector<std::string> arguments, std::function<void(int)> const& meanwhile) {
  arguments.insert(arguments.begin(), BARRISTER_PROGRAM);
  return run(arguments, meanwhile);
}

} // namespace barrister
