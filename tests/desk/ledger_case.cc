#include "tests/desk/ledger_case.h"

#include <gtest/gtest.h>

namespace tandem::test {

LedgerVisitor::LedgerVisitor(const std::vector<std::string>& cases) : Visitor(cases) {
  folder().write("shutdown.yaml", kShutdown);
  const Json made =
      program("init", {folder().path("shutdown.yaml"), "--at", "2007-02-13T12:00:00Z"});
  EXPECT_EQ(made.value("entry", 0), 2) << made;
}

Json LedgerVisitor::program(const std::string& action,
                            const std::vector<std::string>& words) const {
  std::vector<std::string> all{"ledger", action, path()};
  all.insert(all.end(), words.begin(), words.end());
  return told_by_program(all);
}

std::string LedgerVisitor::head() const { return program("verify")["head"].get<std::string>(); }

Json LedgerVisitor::listed(const std::string& key) {
  const Json answer = get("/api/v1/ledgers").json;
  for (const Json& one : answer["ledgers"])
    if (one["key"] == key) return one;
  return nullptr;
}

Reply LedgerVisitor::report(const Json& more) {
  Json body{{"kind", "reported"}, {"by", "south"}, {"of", "S17"}, {"on", "2007-06-25"}};
  body.update(more);
  return post("/api/v1/ledgers/deal/entries", body);
}

std::vector<std::string> places_of(const Json& details) {
  std::vector<std::string> all;
  for (const Json& one : details)
    all.push_back(one["file"].get<std::string>() + " " + one["rule"].get<std::string>());
  return all;
}

}  // namespace tandem::test
