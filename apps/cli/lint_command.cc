#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>

#include "apps/cli/agreement_argument.h"
#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/output.h"
#include "apps/files/write.h"
#include "tandem/base/findings.h"
#include "tandem/model/timetable.h"
#include "tandem/report/lint_report.h"

namespace tandem::cli {
namespace {

using lint::Level;

constexpr ArgSpec kArgs[] = {
    {.name = "AGREEMENT", .help = kAgreementHelp},
    {.name = "--level",
     .help = "the least that counts: note, warning or error",
     .value = "LEVEL",
     .otherwise = "note"},
    {.name = "--rule", .help = "only findings of this rule", .value = "ID", .repeats = true},
    {.name = "--allowed", .kind = ArgKind::flag, .help = "show what the file allows, too"},
    {.name = "--sarif",
     .help = "write the findings, allowed ones too, as SARIF 2.1.0",
     .value = "FILE",
     .writes = true},
    {.name = "--rules", .kind = ArgKind::flag, .help = "list the rules with their precedents"},
};

constexpr std::string_view kExamples[] = {
    "tandem lint agreement.yaml",
    "tandem lint agreement.yaml --level warning --sarif findings.sarif",
    "tandem lint agreement.yaml --rule circular-wait --rule start-only",
    "tandem lint --rules",
};

Error wrong(std::string what) { return {Errc::invalid_input, std::move(what)}; }

std::optional<Level> level_named(std::string_view word) {
  for (const Level level : {Level::note, Level::warning, Level::error})
    if (report::level_word(level) == word) return level;
  return std::nullopt;
}

/// Why --level or --rule make no sense.
std::optional<Error> refuse(const Args& args) {
  if (!level_named(args.text("level")))
    return wrong(
        fmt::format("--level is '{}'; it can be note, warning or error", args.text("level")));
  std::vector<std::string> names;
  for (const lint::Rule& rule : lint::rules()) names.emplace_back(rule.id);
  for (const std::string& asked : args.list("rule"))
    if (lint::find_rule(asked) == nullptr)
      return wrong(fmt::format("'{}' is no rule; {}", asked,
                               did_you_mean(asked, names, "'tandem lint --rules' lists them")));
  if (!args.has("AGREEMENT") && !args.flag("rules"))
    return wrong("name an agreement, or ask for --rules");
  return std::nullopt;
}

/// Those that were asked for, allowed ones included.
std::vector<lint::Finding> asked_for(std::vector<lint::Finding> all, const Args& args) {
  const Level least = *level_named(args.text("level"));
  const std::vector<std::string> only = args.list("rule");
  std::erase_if(all, [&](const lint::Finding& finding) {
    const bool named = only.empty() || std::ranges::find(only, finding.rule->id) != only.end();
    return !named || finding.level < least;
  });
  return all;
}

int list_rules(const Args& args, const Streams& io) {
  if (args.json())
    write_json(io.out, report::lint_rules_json());
  else
    io.out << report::lint_rules_text({io.colour});
  return kFine;
}

int run(const Args& args, const Streams& io) {
  if (const auto error = refuse(args)) {
    report_error(*error, args, io);
    return kBadInput;
  }
  if (args.flag("rules")) return list_rules(args, io);
  const auto loaded = load_agreement_argument(args, io);
  if (!loaded) return kBadInput;
  const model::Agreement& of = loaded->valid;
  const auto all = lint::lint(of);
  report::LintReport shown{asked_for(all, args), {}, 0, {}};
  if (args.list("rule").empty()) {
    shown.unused = lint::unused_allows(of, all);
    if (*level_named(args.text("level")) <= Level::warning)
      shown.misspelt = lint::misspelt_actors(of);
  }
  if (args.has("sarif")) {
    const std::string& path = args.text("sarif");
    const auto sarif = report::lint_sarif(of, shown, TANDEM_VERSION);
    const std::string text = sarif.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    if (!files::write_file(path, text)) {
      report_error(files::unwritable(path), args, io);
      return kBadInput;
    }
  }
  if (!args.flag("allowed"))
    shown.hidden = std::erase_if(shown.findings, [](const auto& f) { return f.allowed; });
  if (args.json())
    write_json(io.out, report::lint_json(of, shown));
  else
    io.out << report::lint_text(of, shown, {io.colour});
  const bool open = std::ranges::any_of(shown.findings, [](const auto& f) { return !f.allowed; });
  return open || !shown.misspelt.empty() ? kFindings : kFine;
}

}  // namespace

const Command& lint_command() {
  static constexpr Command kCommand{"lint", "defects of an agreement's text, with repairs",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
