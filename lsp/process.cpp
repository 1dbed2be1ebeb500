// SPDX-License-Identifier: BSD-2-Clause
#include "lsp/process.hpp"
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace barrister::lsp {
namespace {

constexpr std::size_t longest_text = std::size_t{16} << 20;
constexpr int step = 50; // milliseconds between two looks at whether it is wanted

struct Pipe {
  int read = -1, write = -1;
  Pipe() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return;
    read = ends[0];
    write = ends[1];
  }
  ~Pipe() { close_read(), close_write(); }
  Pipe(Pipe const&) = delete;
  Pipe& operator=(Pipe const&) = delete;
  void close_read() { close_end(read); }
  void close_write() { close_end(write); }

private:
  static void close_end(int& end) {
    if (end >= 0) close(end);
    end = -1;
  }
};

pid_t start(std::vector<std::string> command, int in, int out) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t usual;
  sigemptyset(&usual);
  sigaddset(&usual, SIGPIPE); // which the server does without
  posix_spawnattr_setsigdefault(&attributes, &usual);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  std::vector<char*> words;
  for (auto& word : command) words.push_back(word.data());
  words.push_back(nullptr);
  pid_t child = -1;
  if (posix_spawn(&child, words[0], &files, &attributes, words.data(), environ) != 0) child = -1;
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  return child;
}

int reaped(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// False: it is closed at the other end.
bool write_some(int to, std::string const& text, std::size_t& done) {
  auto const n = write(to, text.data() + done, text.size() - done);
  if (n > 0) done += static_cast<std::size_t>(n);
  return n >= 0 || errno == EAGAIN || errno == EINTR;
}
bool read_some(int from, std::string& text) {
  char some[16384];
  auto const n = read(from, some, sizeof some);
  if (n > 0 && text.size() < longest_text) text.append(some, static_cast<std::size_t>(n));
  return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

} // namespace

Heard run(std::vector<std::string> const& command, std::string const& input,
          std::chrono::milliseconds longest, std::function<bool()> const& is_wanted) {
  Pipe to, from;
  if (to.read < 0 || from.read < 0) return {};
  auto const child = start(command, to.read, from.write);
  if (child < 0) return {};
  to.close_read();
  from.close_write();
  fcntl(to.write, F_SETFL, O_NONBLOCK); // whoever does not read may not keep us
  fcntl(from.read, F_SETFL, O_NONBLOCK);
  Heard out;
  std::size_t done = 0;
  auto const until = std::chrono::steady_clock::now() + longest;
  for (;;) {
    bool const is_late = std::chrono::steady_clock::now() >= until;
    if (is_late || !is_wanted()) {
      kill(child, SIGKILL);
      out.end = is_late ? Heard::End::TookTooLong : Heard::End::NotWanted;
      reaped(child);
      return out;
    }
    pollfd ends[2] = {{from.read, POLLIN, 0}, {to.write, POLLOUT, 0}}; // a closed end is no end
    poll(ends, 2, step);
    if (to.write >= 0 && ends[1].revents != 0 && !write_some(to.write, input, done)) to.close_write();
    if (to.write >= 0 && done == input.size()) to.close_write();
    if (ends[0].revents != 0 && !read_some(from.read, out.text)) break;
  }
  out.end = Heard::End::Ended;
  out.status = reaped(child);
  return out;
}

} // namespace barrister::lsp
