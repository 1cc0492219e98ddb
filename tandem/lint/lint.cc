#include "tandem/lint/lint.h"

#include <fmt/format.h>

#include <algorithm>

#include "tandem/base/findings.h"
#include "tandem/base/id_text.h"
#include "tandem/lint/internal/context.h"
#include "tandem/lint/internal/rules.h"
#include "tandem/model/timetable.h"

namespace tandem::lint {
namespace {

/// The one to mend decides: of those that `in_sets` puts together, all have its reason.
const model::Allow* allowing(const model::Agreement& of, const Finding& finding) {
  const auto in = [&](const std::vector<model::Allow>& all) -> const model::Allow* {
    const auto found = std::ranges::find(all, finding.rule->id, &model::Allow::rule);
    return found == all.end() ? nullptr : &*found;
  };
  if (!finding.obligations.empty())
    if (const auto* found = in(of.obligation(finding.obligations.front()).allow)) return found;
  return in(of.data().allow);
}

std::size_t place_of(const Finding& finding) {
  return finding.obligations.empty() ? 0 : finding.obligations.front().index();
}

/// The rules that a list allows and that nothing was found of.
void report_unused(const std::vector<model::Allow>& allowed, const SourceLoc& at,
                   std::string_view where, const std::vector<std::string_view>& used,
                   Findings& found) {
  for (const model::Allow& one : allowed) {
    if (find_rule(one.rule) == nullptr) {
      std::vector<std::string> names;
      for (const Rule& rule : rules()) names.emplace_back(rule.id);
      found.add(at, "unused-allow",
                fmt::format("{} allows '{}', which is no rule", where, one.rule),
                did_you_mean(one.rule, names, "'tandem lint --rules' lists the rules"));
    } else if (std::ranges::find(used, one.rule) == used.end()) {
      found.add(at, "unused-allow",
                fmt::format("{} allows {}, but nothing is found of it there", where, one.rule),
                "take it out, so that it hides nothing later");
    }
  }
}

/// Shorter ids are all near each other.
constexpr std::size_t kShortestMisspelt = 3;

}  // namespace

std::vector<Finding> lint(const model::Agreement& of) {
  const model::Timetable dates = model::timetable(of, {.actual = false});
  const Context context(of, dates);
  std::vector<Finding> all;
  for (std::size_t r = 0; r < rules().size(); ++r) {
    std::vector<Finding> found = checks()[r](rules()[r], context);
    std::ranges::stable_sort(found, {}, place_of);
    for (Finding& finding : found) {
      if (const model::Allow* allow = allowing(of, finding)) {
        finding.allowed = true;
        finding.reason = allow->reason;
      }
      all.push_back(std::move(finding));
    }
  }
  return all;
}

std::vector<Diagnostic> unused_allows(const model::Agreement& of,
                                      const std::vector<Finding>& findings) {
  std::vector<std::vector<std::string_view>> used(of.obligations().size());
  std::vector<std::string_view> anywhere;
  for (const Finding& finding : findings) {
    anywhere.push_back(finding.rule->id);
    for (const model::ObligationId o : finding.obligations)
      used[o.index()].push_back(finding.rule->id);
  }
  Findings found(Severity::warning);
  report_unused(of.data().allow, of.data().at, "the agreement", anywhere, found);
  for (std::size_t o = 0; o < used.size(); ++o) {
    const model::Obligation& it = of.obligations()[o];
    if (!it.allow.empty())
      report_unused(it.allow, it.at, fmt::format("obligation '{}'", it.id), used[o], found);
  }
  return std::move(found).in_file_order();
}

std::vector<Diagnostic> misspelt_actors(const model::Agreement& of) {
  std::vector<std::string> ids;
  for (const model::Actor& actor : of.actors()) ids.push_back(actor.id);
  Findings found(Severity::warning);
  for (const model::Obligation& it : of.obligations()) {
    const auto look_at = [&](std::string_view key, const std::string& name) {
      if (name.size() < kShortestMisspelt || !is_id(name) || of.find_actor(name)) return;
      if (std::ranges::find(of.actors(), name, &model::Actor::name) != of.actors().end()) return;
      const std::string near = did_you_mean(name, ids, "");
      if (!near.empty())
        found.add(it.at, "unknown-actor",
                  fmt::format("obligation '{}': its {} '{}' is no actor", it.id, key, name), near);
    };
    if (it.verification) {
      look_at("operator", it.verification->operated_by);
      look_at("approval", it.verification->approval);
    }
    look_at("decided_by", it.decided_by);
  }
  return std::move(found).in_file_order();
}

}  // namespace tandem::lint
