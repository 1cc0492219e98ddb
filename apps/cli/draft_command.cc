#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/program.h"
#include "tandem/casefile/agreement_file.h"
#include "tandem/drafting/draft.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec term(std::string_view name, std::string_view value, std::string_view help,
                       std::string_view otherwise) {
  return {.name = name,
          .kind = ArgKind::whole,
          .help = help,
          .value = value,
          .otherwise = otherwise,
          .least = 1,
          .most = 3650};
}

constexpr ArgSpec kArgs[] = {
    {.name = "CASE", .help = kCaseHelp, .required = true},
    {.name = "ROADMAP", .help = kRoadmapHelp, .required = true},
    term("--longstop", "MONTHS", "after its planned day, a phase that has not opened is a dispute",
         "3"),
    term("--commission", "DAYS", "the joint commission has for a dispute", "15"),
    term("--ministers", "DAYS", "the ministers have after it", "15"),
    term("--opinion", "DAYS", "the arbiters have after them", "5"),
    term("--notice", "DAYS", "from their opinion to the suspension of what was exchanged", "30"),
    term("--cure", "DAYS", "a violation may be mended within", "30"),
};

constexpr std::string_view kExamples[] = {
    "tandem draft tutorial step-by-step",
    "tandem draft korea-2026 freeze-for-freeze --longstop 6 -o agreement.yaml",
};

drafting::Terms terms_of(const Args& args) {
  const auto whole = [&](std::string_view name) { return static_cast<int>(args.whole(name)); };
  return {whole("longstop"), whole("commission"), whole("ministers"),
          whole("opinion"),  whole("notice"),     whole("cure")};
}

int run(const Args& args, const Streams& io) {
  const auto loaded = load_case_argument(args, io);
  if (!loaded) return kBadInput;
  const auto roadmap = load_roadmap_argument(args, io, *loaded);
  if (!roadmap) return kBadInput;
  const auto draft = drafting::draft(loaded->valid, *roadmap, terms_of(args));
  if (const auto valid = model::Agreement::from(draft); !valid) {  // the case has such an id itself
    report_error(valid.error(), args, io);
    return kBadInput;
  }
  const std::string text = casefile::write_agreement(draft);
  if (args.json())
    write_json(io.out, {{"agreement", text}, {"obligations", draft.obligations.size()}});
  else
    io.out << text;
  const auto allowed =
      std::ranges::count_if(draft.obligations, [](const auto& one) { return !one.allow.empty(); });
  if (allowed > 0 && !args.json())
    io.err << fmt::format(
        "{} obligation{} a finding of lint, with the reason: tandem lint --allowed shows them\n",
        allowed, allowed == 1 ? " allows" : "s allow");
  suggest_next(args, io,
               "tandem lint " + (args.has("output") ? args.text("output") : "agreement.yaml"));
  return kFine;
}

}  // namespace

const Command& draft_command() {
  static constexpr Command kCommand{"draft", "write the agreement that carries out a roadmap",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
