#include "apps/desk/ledger_event.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "tandem/base/calendar.h"
#include "tandem/model/vocabulary.h"

namespace tandem::desk {
namespace {

Diagnostic wrong_at(std::string_view pointer, std::string_view rule, std::string message,
                    std::string repair) {
  Diagnostic made;
  made.at.file = pointer;
  made.rule = rule;
  made.message = std::move(message);
  made.repair = std::move(repair);
  return made;
}

/// Empty where it is absent.
std::string text_in(const Json& body, const char* key) {
  const auto found = body.find(key);
  return found == body.end() || found->is_null() ? std::string() : found->get<std::string>();
}

std::vector<ledger::Source> sources_in(const Json& body) {
  std::vector<ledger::Source> all;
  for (const Json& one : body.value("sources", Json::array()))
    all.push_back({text_in(one, "title"), text_in(one, "url"), text_in(one, "sha256")});
  return all;
}

/// All kinds but that of the first entry of a ledger, which `tandem ledger init` records.
std::span<const std::string_view> kinds_to_record() {
  static_assert(ledger::kEventKinds[0] == "opened");
  return std::span(ledger::kEventKinds).subspan(1);
}

}  // namespace

std::optional<ledger::Head> expected_head(const Json& body, std::vector<Diagnostic>& wrong) {
  const std::string text = text_in(body, "expect");
  if (text.empty()) return std::nullopt;
  auto head = ledger::head_of_receipt(text);
  if (!head)
    wrong.push_back(wrong_at("/expect", "head", fmt::format("'{}' is no head", text),
                             "send the head as it was answered, SEQ:HASH"));
  return head;
}

AskedEntry entry_of(const Json& body, ledger::Second now) {
  AskedEntry made;
  ledger::Event& event = made.event;
  event.at = now;
  if (const std::string at = text_in(body, "at"); !at.empty()) {
    const auto read = ledger::parse_second(at);
    event.at = read.value_or(now);
    if (!read)
      made.wrong.push_back(wrong_at("/at", "time", fmt::format("'{}' is no time", at),
                                    "write it as 2007-07-14T09:30:00Z"));
  }
  const auto day = [&](const char* key) { return parse_date(text_in(body, key)); };
  event.on = day("on").value_or(Date{std::chrono::floor<std::chrono::days>(event.at)});
  event.until = day("until");
  event.kind = *model::value_of<ledger::EventKind>(text_in(body, "kind"), ledger::kEventKinds);
  event.by = text_in(body, "by");
  event.of = text_in(body, "of");
  event.to = body.value("to", std::uint64_t{0});
  event.says = text_in(body, "says");
  event.share = body.value("share", 1.0);
  event.finding = model::value_of<ledger::Finding>(text_in(body, "finding"), ledger::kFindings);
  event.step = model::value_of<ledger::DisputeStep>(text_in(body, "step"), ledger::kDisputeSteps);
  event.text = text_in(body, "text");
  event.sources = sources_in(body);
  event.key = text_in(body, "key");
  event.signature = text_in(body, "signature");
  made.expected = expected_head(body, made.wrong);
  return made;
}

schema::Member expect_member() {
  return schema::maybe(
      "expect", schema::about(schema::or_null(schema::text()),
                              "a head: only if nothing has come in since; absent or null: whatever "
                              "has"));
}

Json source_schema() {
  return schema::object({{"title", schema::text()},
                         schema::maybe("url", schema::text()),
                         schema::maybe("sha256", schema::text())});
}

Json asked_entry_schema() {
  return schema::object(
      {{"kind", schema::one_of(kinds_to_record())},
       {"by", schema::about(schema::text(), "an actor of the agreement, or who keeps the ledger")},
       schema::maybe("on", schema::about(schema::day(), "it happened; absent: today")),
       schema::maybe("of", schema::about(schema::text(), "an obligation")),
       schema::maybe("to",
                     schema::about(schema::whole(0, ledger::kMostEntries), "the entry it answers")),
       schema::maybe("says", schema::text()),
       schema::maybe("share", schema::between(0, 1)),
       schema::maybe("finding", schema::one_of(ledger::kFindings)),
       schema::maybe("step", schema::one_of(ledger::kDisputeSteps)),
       schema::maybe("until", schema::about(schema::day(), "the clock that the step starts")),
       schema::maybe("text", schema::about(schema::text(), "the agreement file, whole")),
       schema::maybe("sources", schema::list_of(source_schema())),
       schema::maybe("at", schema::about(schema::text(), "recorded; absent: now")),
       schema::maybe("key", schema::about(schema::text(), "Ed25519, base64")),
       schema::maybe("signature", schema::about(schema::text(), "of the key, base64")),
       expect_member(),
       schema::otherwise("dry_run", schema::about(schema::flag(), "only say what would be refused"),
                         false)});
}

std::vector<Diagnostic> in_body(std::vector<Diagnostic> found) {
  const Json fields = asked_entry_schema()["properties"];
  for (Diagnostic& one : found) {
    // What is wrong with an agreement has its line, and the name of no field.
    const bool field = one.at.file.empty() || fields.contains(one.at.file);
    one.at.file = "/" + (field ? one.at.file : "text");
  }
  return found;
}

}  // namespace tandem::desk
