#include "apps/cli/ledger_event.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tandem/base/calendar.h"
#include "tandem/base/findings.h"
#include "tandem/base/text.h"

namespace tandem::cli {
namespace {

/// Reads options one by one and keeps every mistake.
class EventReader {
 public:
  explicit EventReader(const Args& args) : args_(args) {}

  [[nodiscard]] std::string text(std::string_view name) const {
    return args_.has(name) ? args_.text(name) : std::string();
  }

  Date day(std::string_view name, Date otherwise) {
    if (!args_.has(name)) return otherwise;
    if (const auto read = parse_date(args_.text(name))) return *read;
    wrong(name, fmt::format("'{}' is no day", args_.text(name)), "write a day as 2007-07-14");
    return otherwise;
  }

  /// One of the words of an enum, if it is given.
  template <class One, class Names>
  std::optional<One> word(std::string_view name, const Names& names) {
    if (!args_.has(name)) return std::nullopt;
    const auto at = std::ranges::find(names, args_.text(name));
    if (at != names.end()) return static_cast<One>(at - names.begin());
    const std::vector<std::string> known(names.begin(), names.end());
    wrong(name, fmt::format("'{}' is none of its words", args_.text(name)),
          did_you_mean(args_.text(name), known, "write one of: " + join_words(known)));
    return std::nullopt;
  }

  /// "title | url | sha256"; the last two may be left out.
  std::vector<ledger::Source> sources() {
    std::vector<ledger::Source> all;
    for (const std::string& written : args_.list("source")) {
      std::vector<std::string> parts;
      for (std::size_t from = 0; from <= written.size();) {
        const std::size_t bar = std::min(written.find('|', from), written.size());
        parts.push_back(trimmed_of(written.substr(from, bar - from)));
        from = bar + 1;
      }
      if (parts.front().empty() || parts.size() > 3)
        wrong("source", fmt::format("'{}' is no source", written),
              "write it as 'title | address | SHA-256', the last two if there are some");
      parts.resize(3);
      all.push_back({parts[0], parts[1], parts[2]});
    }
    return all;
  }

  void wrong(std::string_view name, std::string message, std::string repair) {
    found_.add(SourceLoc{}, "--" + std::string(name), std::move(message), std::move(repair));
  }

  [[nodiscard]] bool good() const { return found_.empty(); }
  [[nodiscard]] Error error() && {
    return {Errc::invalid_input, "the entry cannot be read", std::move(found_).in_file_order()};
  }

 private:
  static std::string trimmed_of(const std::string& text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
  }

  const Args& args_;
  Findings found_;
};

}  // namespace

Result<ledger::Second> time_of_args(const Args& args, ledger::Second now) {
  if (!args.has("at")) return now;
  if (const auto read = ledger::parse_second(args.text("at"))) return *read;
  return tl::unexpected(Error{Errc::invalid_input, fmt::format("--at: '{}' is no time; write it as "
                                                               "2007-07-14T09:30:00Z",
                                                               args.text("at"))});
}

Result<ledger::Event> event_of_args(const Args& args, ledger::Second now) {
  const auto at = time_of_args(args, now);
  if (!at) return tl::unexpected(at.error());
  EventReader reader(args);
  ledger::Event event;
  event.at = *at;
  event.on = reader.day("on", Date{std::chrono::floor<std::chrono::days>(*at)});
  if (!args.has("kind"))
    reader.wrong("kind", "what is recorded is not said", "give --kind, e.g. --kind reported");
  event.kind = reader.word<ledger::EventKind>("kind", ledger::kEventKinds)
                   .value_or(ledger::EventKind::reported);
  event.by = reader.text("by");
  event.of = reader.text("of");
  event.to = args.has("to") ? static_cast<std::uint64_t>(args.whole("to")) : 0;
  event.says = reader.text("says");
  event.share = args.has("share") ? args.real("share") : 1;
  event.finding = reader.word<ledger::Finding>("finding", ledger::kFindings);
  event.step = reader.word<ledger::DisputeStep>("step", ledger::kDisputeSteps);
  if (args.has("until")) event.until = reader.day("until", event.on);
  event.sources = reader.sources();
  if (reader.good()) return event;
  return tl::unexpected(std::move(reader).error());
}

}  // namespace tandem::cli
