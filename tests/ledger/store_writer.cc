#include "tests/ledger/store_writer.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <thread>

#include "tandem/base/random.h"

namespace tandem::ledger {

namespace {

constexpr int kWriters = 2;

/// In the child, which never comes back.
[[noreturn]] void write_for_ever(const OpenStore& open, int writer, int number, int to) {
  const auto store = open();
  while (store) {
    const auto last = (*store)->head();
    if (!last) break;
    const auto head = (*store)->append(std::vector{fmt::format("{} {}", writer, number)}, *last);
    if (!head && head.error().code == Errc::conflict) continue;
    if (!head) break;
    const Acknowledged told{number++, head->seq};
    if (::write(to, &told, sizeof told) != sizeof told) break;
  }
  ::_exit(0);
}

}  // namespace

WriterProcess::WriterProcess(const OpenStore& open, int writer, int first_number) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  process_ = ::fork();
  if (process_ < 0) throw std::runtime_error("no process");
  if (process_ == 0) write_for_ever(open, writer, first_number, ends[1]);
  ::close(ends[1]);
  from_ = ends[0];
}

WriterProcess::~WriterProcess() {
  if (process_ > 0) {
    kill();
    ::waitpid(process_, nullptr, 0);
  }
  ::close(from_);
}

void WriterProcess::kill() const { ::kill(process_, SIGKILL); }

std::vector<Acknowledged> WriterProcess::wait() {
  std::vector<Acknowledged> all;
  Acknowledged told;
  // What is shorter than PIPE_BUF is there whole or not at all.
  while (::read(from_, &told, sizeof told) == sizeof told) all.push_back(told);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
  return all;
}

void History::follow(const Entry& entry) {
  ASSERT_EQ(entry.seq, head_.seq + 1);
  ASSERT_EQ(entry.hash, link(head_.hash, entry.seq, entry.body)) << "entry " << entry.seq;
  head_ = {entry.seq, entry.hash};
  const std::size_t blank = entry.body.find(' ');
  const int writer = std::stoi(entry.body.substr(0, blank));
  const int number = std::stoi(entry.body.substr(blank + 1));
  ASSERT_EQ(number, ++last_[writer]) << "of writer " << writer << " in entry " << entry.seq;
  seq_of_[{writer, number}] = entry.seq;
}

void History::expect(Store& store, const std::map<int, std::vector<Acknowledged>>& acknowledged) {
  const auto before = last_;
  const auto entries = store.read(head_.seq, static_cast<std::size_t>(-1));
  ASSERT_TRUE(entries) << entries.error().what;
  for (const Entry& entry : *entries) follow(entry);
  ASSERT_FALSE(testing::Test::HasFatalFailure());
  for (const auto& [writer, all] : acknowledged) {
    for (const Acknowledged& one : all)
      ASSERT_EQ((seq_of_[{writer, one.number}]), one.seq)
          << "number " << one.number << " of writer " << writer;
    const auto old = before.find(writer);
    const int told = !all.empty() ? all.back().number : old == before.end() ? 0 : old->second;
    ASSERT_GE(last_[writer], told);
    ASSERT_LE(last_[writer], told + 1) << "of writer " << writer;
  }
}

std::uint64_t run_rounds(int rounds, const OpenStore& open,
                         const std::function<void(const WriterProcess&)>& stop,
                         std::chrono::microseconds longest) {
  Rng chance(20'071'003, 0);
  History history;
  std::uint64_t count = 0;
  for (int round = 0; round < rounds && !testing::Test::HasFatalFailure(); ++round) {
    std::vector<std::unique_ptr<WriterProcess>> writers;
    for (int writer = 0; writer < kWriters; ++writer)
      writers.push_back(std::make_unique<WriterProcess>(open, writer, history.next_number(writer)));
    std::this_thread::sleep_for(longest * chance.uniform());
    for (const auto& writer : writers) stop(*writer);
    std::map<int, std::vector<Acknowledged>> acknowledged;
    for (int writer = 0; writer < kWriters; ++writer) {
      acknowledged[writer] = writers[static_cast<std::size_t>(writer)]->wait();
      count += acknowledged[writer].size();
    }
    const auto store = open();
    EXPECT_TRUE(store) << store.error().what;
    if (store) history.expect(**store, acknowledged);
  }
  return count;
}

}  // namespace tandem::ledger
