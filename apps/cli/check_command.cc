#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/program.h"
#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/model/numbers.h"
#include "tandem/model/vocabulary.h"
#include "tandem/report/case_report.h"

namespace tandem::cli {
namespace {

using model::Case;

constexpr std::size_t kColumns = 80;
constexpr std::size_t kNames = 14;  // columns, the indentation included

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "--strict", .kind = ArgKind::flag, .help = "exit with 1 where there are warnings"},
};

constexpr std::string_view kExamples[] = {
    "tandem check korea-2026",
    "tandem check my-case/case.yaml --strict",
    "cat case.yaml | tandem check - --json",
};

/// Provenances of one kind on which some number rests.
std::size_t used(const casefile::CaseFile& loaded, const model::Census& numbers, bool judgement) {
  std::size_t count = 0;
  for (std::size_t k = 0; k < numbers.numbers.size(); ++k)
    if (numbers.numbers[k] > 0 && loaded.draft.provenances[k].judgement == judgement) ++count;
  return count;
}

/// What the summary counts, the same for text and JSON.
struct Summary {
  explicit Summary(const casefile::CaseFile& loaded)
      : of(loaded.valid),
        numbers(model::census(loaded.draft)),
        sources_used(used(loaded, numbers, false)),
        judgements_used(used(loaded, numbers, true)) {
    for (const model::Party& p : of.parties())
      (p.role == model::Role::principal ? principals : partners).push_back(p.id);
    for (const model::Track& t : of.tracks()) tracks.push_back(t.id);
    for (const model::Measure& m : of.measures()) {
      if (m.divisible) ++divisible;
      if (m.mandatory) ++mandatory;
    }
    for (const model::Boundary& b : of.boundaries()) ++boundaries[of.party(b.holder).id];
  }

  const Case& of;
  model::Census numbers;
  std::size_t sources_used;
  std::size_t judgements_used;
  std::vector<std::string> principals{};
  std::vector<std::string> partners{};
  std::vector<std::string> tracks{};
  std::size_t divisible = 0;
  std::size_t mandatory = 0;
  std::map<std::string, std::size_t> boundaries{};
};

std::string plural(std::size_t count, std::string_view noun, std::string_view more = "s") {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : more);
}

std::string horizon_text(const Case& of) {
  if (!of.time().horizon) return "value is counted for ever";
  return fmt::format("value is counted for {}, to {}",
                     plural(static_cast<std::size_t>(*of.time().horizon), "month"),
                     format_date(of.date_of(*of.time().horizon)));
}

std::string boundaries_text(const Summary& s) {
  if (s.boundaries.empty()) return "none";
  std::vector<std::string> holders;
  for (const auto& [holder, count] : s.boundaries)
    holders.push_back(fmt::format("{} of {}", count, holder));
  return join_words(holders);
}

void print_text(const Summary& s, const Streams& io) {
  const Case& of = s.of;
  const model::Time& time = of.time();
  const auto row = [&](std::string_view name, const std::string& text) {
    for (const std::string& line : wrapped(text, kColumns - kNames)) {
      io.out << fmt::format("  {:<{}}{}\n", name, kNames - 2, line);
      name = {};
    }
  };
  io.out << paragraph(of.data().id + ": " + of.data().title, 0, kColumns);
  row("parties", plural(s.principals.size(), "principal") + ": " + join_words(s.principals));
  if (!s.partners.empty())
    row("", plural(s.partners.size(), "partner") + ": " + join_words(s.partners));
  row("tracks", join_words(s.tracks));
  row("measures", fmt::format("{}: {} whole, {} divisible, {} mandatory", of.measures().size(),
                              of.measures().size() - s.divisible, s.divisible, s.mandatory));
  row("time",
      fmt::format("{} of {}, {} to {}; {}", plural(static_cast<std::size_t>(time.phases), "phase"),
                  plural(static_cast<std::size_t>(time.months_per_phase), "month"),
                  format_date(time.start),
                  format_date(of.date_of(time.phases * time.months_per_phase)), horizon_text(of)));
  row("numbers", fmt::format("{}: {} from {}, {} from {}, {} with a range", s.numbers.all(),
                             s.numbers.sourced, plural(s.sources_used, "source"), s.numbers.judged,
                             plural(s.judgements_used, "judgement"), s.numbers.ranged));
  row("boundaries", boundaries_text(s));
}

int run(const Args& args, const Streams& io) {
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const std::vector<Diagnostic>& doubts = loaded->warnings;
  const Summary summary(*loaded);
  if (args.json()) {
    write_json(io.out, {{"case", report::case_summary_json(loaded->draft, loaded->valid)},
                        {"warnings", to_json(doubts)}});
  } else {
    for (const Diagnostic& d : doubts) io.err << casefile::render(d, loaded->text, io.colour);
    print_text(summary, io);
    io.err << fmt::format("no mistakes, {}\n", plural(doubts.size(), "warning"));
  }
  suggest_next(args, io, fmt::format("tandem plan {}", args.text("CASE")));
  return args.flag("strict") && !doubts.empty() ? kFindings : kFine;
}

}  // namespace

const Command& check_command() {
  static constexpr Command kCommand{"check", "every mistake of a case, then doubts, then a summary",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
