#include "tests/ledger/store_rules.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <ostream>
#include <thread>

#include "tests/support/scratch_folder.h"

namespace tandem::ledger {

namespace {

using Bodies = std::vector<std::string>;

std::unique_ptr<Store> made(Shelf& shelf, const std::string& address, Opening opening) {
  auto store = shelf.open(address, opening);
  if (store) return *std::move(store);
  ADD_FAILURE() << store.error().what;
  return memory_store();
}

std::unique_ptr<Store> fresh(Shelf& shelf) {
  return made(shelf, shelf.fresh_address(), Opening::fresh);
}

Head appended(Store& store, const Bodies& bodies, const Head& last) {
  const auto head = store.append(bodies, last);
  if (head) return *head;
  ADD_FAILURE() << head.error().what;
  return last;
}

Head head_of(Store& store) {
  const auto head = store.head();
  if (head) return *head;
  ADD_FAILURE() << head.error().what;
  return {};
}

Bodies bodies_of(const std::vector<Entry>& entries) {
  Bodies bodies;
  for (const Entry& entry : entries) bodies.push_back(entry.body);
  return bodies;
}

void begins_empty(Shelf& shelf) {
  const auto store = fresh(shelf);
  EXPECT_EQ(head_of(*store), Head{});
  EXPECT_TRUE(checked_entries(*store).empty());
}

void keeps_the_order(Shelf& shelf) {
  const auto store = fresh(shelf);
  Head head = appended(*store, {"a", "b"}, {});
  EXPECT_EQ(head.seq, 2U);
  EXPECT_EQ(head.hash, link(link({}, 1, "a"), 2, "b"));
  EXPECT_EQ(head_of(*store), head);
  head = appended(*store, {"c"}, head);
  EXPECT_EQ(bodies_of(checked_entries(*store)), (Bodies{"a", "b", "c"}));
  EXPECT_EQ(head_of(*store), head);
}

void keeps_every_byte(Shelf& shelf) {
  const auto store = fresh(shelf);
  const Bodies odd{"",
                   R"({"says":"it's \"done\"; DROP TABLE entry;--"})",
                   "Κύπρος \xF0\x9F\x95\x8A",
                   std::string("a\0b", 3),
                   "\xFF\xFE not UTF-8",
                   "\\x00 $1 %s\n\r\t",
                   std::string(200'000, 'x')};
  static_cast<void>(appended(*store, odd, {}));
  EXPECT_EQ(bodies_of(checked_entries(*store)), odd);
}

void refuses_what_comes_too_late(Shelf& shelf) {
  const auto store = fresh(shelf);
  const Head first = appended(*store, {"a"}, {});
  const Head second = appended(*store, {"b"}, first);
  Head other = second;
  other.hash[0] ^= 1U;
  for (const Head& wrong : {Head{}, first, other, Head{.seq = 3, .hash = second.hash}}) {
    const auto refused = store->append(Bodies{"c", "d"}, wrong);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::conflict);
    ASSERT_EQ(refused.error().details.size(), 1U);
    EXPECT_EQ(refused.error().details[0].rule, "ledger-moved-on");
  }
  EXPECT_EQ(head_of(*store), second);
  EXPECT_EQ(bodies_of(checked_entries(*store)), (Bodies{"a", "b"}));
}

void reads_windows(Shelf& shelf) {
  const auto store = fresh(shelf);
  Bodies all;
  for (int i = 1; i <= 10; ++i) all.push_back(std::to_string(i));
  static_cast<void>(appended(*store, all, {}));
  const auto window = [&](std::uint64_t after, std::size_t most) {
    const auto entries = store->read(after, most);
    EXPECT_TRUE(entries);
    return entries ? bodies_of(*entries) : Bodies{"unreadable"};
  };
  EXPECT_EQ(window(0, 3), (Bodies{"1", "2", "3"}));
  EXPECT_EQ(window(8, 3), (Bodies{"9", "10"}));
  EXPECT_EQ(window(9, 1), (Bodies{"10"}));
  EXPECT_EQ(window(10, 5), Bodies{});
  EXPECT_EQ(window(1'000'000, 5), Bodies{});
  EXPECT_EQ(window(3, 0), Bodies{});
  constexpr auto kAll = static_cast<std::size_t>(-1);
  EXPECT_EQ(window(0, kAll), all);
  EXPECT_EQ(window(kAll, kAll), Bodies{});
}

void takes_many_at_once(Shelf& shelf) {
  const auto store = fresh(shelf);
  Bodies many;
  for (int i = 0; i < 3000; ++i) many.push_back(fmt::format("entry {}", i));
  EXPECT_EQ(appended(*store, many, {}).seq, 3000U);
  EXPECT_EQ(bodies_of(checked_entries(*store)), many);
}

void is_the_same_when_opened_again(Shelf& shelf) {
  const std::string address = shelf.fresh_address();
  Head head = appended(*made(shelf, address, Opening::fresh), {"a", "b"}, {});
  const auto again = made(shelf, address, Opening::existing);
  EXPECT_EQ(head_of(*again), head);
  head = appended(*again, {"c"}, head);
  EXPECT_EQ(bodies_of(checked_entries(*made(shelf, address, Opening::existing))),
            (Bodies{"a", "b", "c"}));
}

void is_made_once(Shelf& shelf) {
  const std::string address = shelf.fresh_address();
  const auto none = shelf.open(address, Opening::existing);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, Errc::not_found);
  EXPECT_FALSE(none.error().details.empty());
  const Head head = appended(*made(shelf, address, Opening::fresh), {"a"}, {});
  const auto twice = shelf.open(address, Opening::fresh);
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, Errc::invalid_input);
  EXPECT_FALSE(twice.error().details.empty());
  EXPECT_EQ(head_of(*made(shelf, address, Opening::existing)), head);
}

void shows_one_handle_what_another_appends(Shelf& shelf) {
  const std::string address = shelf.fresh_address();
  const auto one = made(shelf, address, Opening::fresh);
  const auto other = made(shelf, address, Opening::existing);
  const Head first = appended(*one, {"a"}, head_of(*other));
  EXPECT_EQ(head_of(*other), first);
  const auto late = other->append(Bodies{"b"}, {});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, Errc::conflict);
  const Head second = appended(*other, {"b"}, first);
  EXPECT_EQ(head_of(*one), second);
  EXPECT_EQ(bodies_of(checked_entries(*one)), (Bodies{"a", "b"}));
}

constexpr int kWriters = 4;
constexpr int kEach = 40;

void run_writers(const std::function<Store&(int)>& store_of) {
  std::vector<std::thread> threads;
  for (int writer = 0; writer < kWriters; ++writer)
    threads.emplace_back([&, writer] { write_history(store_of(writer), writer, kEach); });
  for (std::thread& thread : threads) thread.join();
}

void takes_turns_within_a_handle(Shelf& shelf) {
  const auto store = fresh(shelf);
  run_writers([&](int /*writer*/) -> Store& { return *store; });
  expect_history(checked_entries(*store), kWriters, kEach);
}

void takes_turns_between_handles(Shelf& shelf) {
  const std::string address = shelf.fresh_address();
  std::vector<std::unique_ptr<Store>> handles;
  for (int writer = 0; writer < kWriters; ++writer)
    handles.push_back(made(shelf, address, handles.empty() ? Opening::fresh : Opening::existing));
  run_writers([&](int writer) -> Store& { return *handles[static_cast<std::size_t>(writer)]; });
  expect_history(checked_entries(*handles[0]), kWriters, kEach);
}

void backs_up_while_written(Shelf& shelf) {
  const test::ScratchFolder folder;
  const auto store = fresh(shelf);
  Head head = appended(*store, Bodies(2000, "before"), {});
  std::atomic<bool> done = false;
  std::thread writer([&] {
    while (!done) {
      head = appended(*store, {"while"}, head);
      std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
  });
  std::vector<Head> copied;
  for (const char* name : {"one", "two", "three"}) {
    const auto backup = store->backup(folder.path(name));
    EXPECT_TRUE(backup) << backup.error().what;
    copied.push_back(backup.value_or(Head{}));
  }
  done = true;
  writer.join();
  const std::vector<Entry> all = checked_entries(*store);
  for (std::size_t i = 0; const char* name : {"one", "two", "three"}) {
    const auto copy = sqlite_store(folder.path(name), Opening::existing);
    ASSERT_TRUE(copy) << copy.error().what;
    EXPECT_EQ(head_of(**copy), copied[i]);
    EXPECT_GE(copied[i].seq, 2000U);
    const std::vector<Entry> entries = checked_entries(**copy);
    ASSERT_EQ(entries.size(), copied[i++].seq);
    EXPECT_TRUE(std::equal(entries.begin(), entries.end(), all.begin()));
    static_cast<void>(appended(**copy, {"goes on"}, head_of(**copy)));
  }
}

void overwrites_nothing_by_a_backup(Shelf& shelf) {
  const test::ScratchFolder folder;
  folder.write("taken", "a letter");
  const auto store = fresh(shelf);
  static_cast<void>(appended(*store, {"a"}, {}));
  const auto refused = store->backup(folder.path("taken"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::invalid_input);
  EXPECT_EQ(std::filesystem::file_size(folder.path("taken")), 8U);
  const auto nowhere = store->backup(folder.path("no/such/folder"));
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, Errc::io);
  // One file, and nothing beside it.
  EXPECT_TRUE(store->backup(folder.path("copy")));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2);
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const StoreRule& rule) { return out << rule.name; }

std::vector<StoreRule> rules_of_every_store() {
  return {{"BeginsEmpty", begins_empty},
          {"KeepsTheOrder", keeps_the_order},
          {"KeepsEveryByte", keeps_every_byte},
          {"RefusesWhatComesTooLate", refuses_what_comes_too_late},
          {"ReadsWindows", reads_windows},
          {"TakesManyAtOnce", takes_many_at_once},
          {"TakesTurnsWithinAHandle", takes_turns_within_a_handle},
          {"BacksUpWhileWritten", backs_up_while_written},
          {"OverwritesNothingByABackup", overwrites_nothing_by_a_backup}};
}

std::vector<StoreRule> rules_of_lasting_stores() {
  std::vector<StoreRule> rules = rules_of_every_store();
  rules.insert(rules.end(),
               {{"IsTheSameWhenOpenedAgain", is_the_same_when_opened_again},
                {"IsMadeOnce", is_made_once},
                {"ShowsOneHandleWhatAnotherAppends", shows_one_handle_what_another_appends},
                {"TakesTurnsBetweenHandles", takes_turns_between_handles}});
  return rules;
}

std::vector<Entry> checked_entries(Store& store) {
  constexpr std::size_t kWindow = 700;
  std::vector<Entry> all;
  Hash before{};
  while (true) {
    const auto window = store.read(all.size(), kWindow);
    EXPECT_TRUE(window) << window.error().what;
    if (!window || window->empty()) return all;
    for (const Entry& entry : *window) {
      EXPECT_EQ(entry.seq, all.size() + 1);
      EXPECT_EQ(entry.hash, link(before, all.size() + 1, entry.body)) << "entry " << entry.seq;
      before = entry.hash;
      all.push_back(entry);
    }
  }
}

void expect_history(const std::vector<Entry>& entries, int writers, int each) {
  EXPECT_EQ(entries.size(), static_cast<std::size_t>(writers) * static_cast<std::size_t>(each));
  std::map<std::string, int> last;
  for (const Entry& entry : entries) {
    const std::size_t blank = entry.body.find(' ');
    EXPECT_EQ(std::stoi(entry.body.substr(blank + 1)), ++last[entry.body.substr(0, blank)])
        << "entry " << entry.seq;
  }
  EXPECT_EQ(last.size(), static_cast<std::size_t>(writers));
}

void write_history(Store& store, int writer, int each) {
  for (int number = 1; number <= each;) {
    const auto last = store.head();
    ASSERT_TRUE(last) << last.error().what;
    const auto head = store.append(std::vector{fmt::format("{} {}", writer, number)}, *last);
    if (head) {
      EXPECT_EQ(head->seq, last->seq + 1);
      ++number;
    } else {
      ASSERT_EQ(head.error().code, Errc::conflict) << head.error().what;
    }
  }
}

}  // namespace tandem::ledger
