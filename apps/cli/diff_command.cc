#include <ostream>

#include "apps/cli/agreement_argument.h"
#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/files/library.h"
#include "tandem/drafting/diff.h"
#include "tandem/report/diff_report.h"

namespace tandem::cli {
namespace {

constexpr ArgSpec kArgs[] = {
    {.name = "BEFORE", .help = kAgreementHelp, .required = true},
    {.name = "AFTER", .help = "the other agreement, likewise", .required = true},
    {.name = "--case",
     .help = "what the changes are worth: the case that both are linked to; default: the one that "
             "both name, if it is in the library",
     .value = "CASE"},
};

constexpr std::string_view kExamples[] = {
    "tandem diff first-draft.yaml second-draft.yaml",
    "tandem diff first-draft.yaml second-draft.yaml --case korea-2026 --json",
};

/// The case that the changes are weighed by. An absent one is no mistake where none was asked for.
struct Weights {
  std::optional<casefile::CaseFile> of;
  bool failed = false;
};

Weights weights(const Args& args, const Streams& io, const model::Agreement& before,
                const model::Agreement& after) {
  if (args.has("case")) {
    auto loaded = load_case_argument(args, io, "case");
    const bool failed = !loaded;
    return {std::move(loaded), failed};
  }
  const std::string& id = after.data().case_id;
  if (id.empty() || id != before.data().case_id) return {};
  const auto path = files::resolve_case(id);
  if (!path) {
    io.err << "tandem: the case '" << id
           << "' is not in the library, so that nothing is weighed: name it with --case\n";
    return {};
  }
  auto loaded = casefile::load_case(*path);
  if (loaded) return {std::move(*loaded), false};
  report_error(loaded.error(), args, io);
  return {{}, true};
}

/// Why the texts cannot be weighed, on err.
void say(const Error& error, const Streams& io) {
  for (const Diagnostic& d : error.details) io.err << casefile::render(d, "", io.colour);
  io.err << "tandem: nothing is weighed: " << error.what << "\n";
}

int run(const Args& args, const Streams& io) {
  const auto before = load_agreement_argument(args, io, "BEFORE");
  if (!before) return kBadInput;
  const auto after = load_agreement_argument(args, io, "AFTER");
  if (!after) return kBadInput;
  const Weights by = weights(args, io, before->valid, after->valid);
  if (by.failed) return kBadInput;
  const model::Case* const of = by.of ? &by.of->valid : nullptr;
  report::TextDiff made{before->valid.data().title,
                        after->valid.data().title,
                        drafting::diff(before->valid, after->valid, of),
                        {}};
  if (of != nullptr) {
    auto gains = drafting::gains(before->valid, after->valid, *of);
    if (gains)
      made.gains = std::move(*gains);
    else  // what changed can be said all the same
      say(gains.error(), io);
  }
  if (args.json())
    write_json(io.out, report::diff_json(made));
  else
    io.out << report::diff_text(made, {io.colour});
  return made.changed.empty() ? kFine : kFindings;
}

}  // namespace

const Command& diff_command() {
  static constexpr Command kCommand{"diff", "what changed between two agreements, and for whom",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
