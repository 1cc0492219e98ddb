#include <fmt/format.h>

#include <algorithm>

#include "tandem/base/text.h"
#include "tandem/model/rules.h"
#include "tandem/plan/internal/obstacles.h"

namespace tandem::plan::internal {
namespace {

using model::Case;

std::string when(const Case& of, const Gauge& gauge) {
  if (gauge.phase == 0) return {};
  return gauge.phase > of.time().phases ? " at the end" : fmt::format(" in phase {}", gauge.phase);
}

std::string who(const Case& of, const Gauge& gauge) {
  return gauge.party ? of.party(*gauge.party).name : "The roadmap";
}

/// "a" and "b", as titles.
std::string titles(const Case& of, const Gauge& gauge) {
  std::vector<std::string> words;
  for (const MeasureId m : gauge.measures)
    words.push_back(fmt::format("\"{}\"", of.measure(m).title));
  return join_words(words);
}

std::string title(const Case& of, const Gauge& gauge, std::size_t k) {
  return fmt::format("\"{}\"", of.measure(gauge.measures[k]).title);
}

std::string margin_text(const Case& of, const Gauge& gauge, double is) {
  const std::string party = who(of, gauge);
  const std::string at = when(of, gauge);
  if (gauge.lower == 0) return fmt::format("{} would rather break off{}.", party, at);
  if (gauge.lower < 0)
    return fmt::format("{} would rather break off{}, by more than the {:g} points allowed.", party,
                       at, -gauge.lower);
  if (is < 0)
    return fmt::format(
        "{} would rather break off{}; carrying on is to be worth {:g} points more to it.", party,
        at, gauge.lower);
  return fmt::format("{} would rather carry on{}, but not by the {:g} points asked for.", party, at,
                     gauge.lower);
}

std::string accession_text(const Case& of, const Gauge& gauge) {
  const std::string party = who(of, gauge);
  if (!gauge.structural) return fmt::format("{} would not accede, and is required to.", party);
  if (gauge.measures.empty()) return fmt::format("{} accedes once, and not before others.", party);
  if (of.measure(gauge.measures[0]).has_actor(*gauge.party))
    return fmt::format("{} carries out {} only once it has acceded.", party, titles(of, gauge));
  return fmt::format("{} accedes only after {} is in force.", party, titles(of, gauge));
}

/// Rules of structure, which are what they are whatever the parties want.
std::string structure_text(const Case& of, const Gauge& gauge) {
  if (gauge.rule == "mandatory")
    return fmt::format("{} is mandatory, all of it, by the last phase.", titles(of, gauge));
  if (gauge.rule == "once") return fmt::format("{} can be done once.", titles(of, gauge));
  if (gauge.rule == "after")
    return fmt::format("{} starts only after {} is in force.", title(of, gauge, 0),
                       title(of, gauge, 1));
  if (gauge.rule == "with") return titles(of, gauge) + " start in the same phase.";
  if (gauge.rule == "excludes") return titles(of, gauge) + " exclude each other.";
  if (gauge.rule == "one_of") return titles(of, gauge) + " are together at most one whole.";
  return fmt::format("The tranches of {} are limited in size.", titles(of, gauge));
}

std::string boundary_text(const Case& of, const Gauge& gauge) {
  for (const model::Boundary& boundary : of.boundaries())
    if (gauge.rule == "boundary " + boundary.id)
      return fmt::format("{} would have to give way{}: {}", of.party(boundary.holder).name,
                         when(of, gauge), model::sentence_of(boundary));
  return {};
}

std::string principle_text(const Case& of, const Gauge& gauge) {
  if (gauge.rule == "reciprocal")
    return fmt::format("{} would give or get too little{}.", who(of, gauge), when(of, gauge));
  if (gauge.rule == "parallel")
    return fmt::format("The two tracks would be too far apart{}.", when(of, gauge));
  if (gauge.rule == "proportional")
    return fmt::format("The gains of the principals would be too far apart{}.", when(of, gauge));
  if (gauge.rule == "early-security")
    return fmt::format("Too little risk reduction would be delivered by month {}.", gauge.month);
  if (gauge.rule == "verifiable")
    return fmt::format("An irreversible step{} would not wait till its counterpart is verified.",
                       when(of, gauge));
  return "Too little of the final goals would be in force at the horizon.";
}

}  // namespace

std::string obstacle_text(const Case& of, const Gauge& gauge, double is) {
  if (gauge.rule == "self-enforcing") return margin_text(of, gauge, is);
  if (gauge.rule == "reserve" || gauge.rule == "buy-in")
    return fmt::format("{} would gain less than the least it accepts.", who(of, gauge));
  if (gauge.rule == "simultaneous")
    return fmt::format("{} would be exposed{} by more than the {:g} points allowed.",
                       who(of, gauge), when(of, gauge), -gauge.lower);
  if (gauge.rule == "capacity")
    return fmt::format("{} would start more burdens{} than its capacity allows.", who(of, gauge),
                       when(of, gauge));
  if (gauge.rule == "accession") return accession_text(of, gauge);
  if (gauge.rule == "keep") return "Too few of the agreed steps would keep their phase.";
  if (gauge.rule.starts_with("boundary ")) return boundary_text(of, gauge);
  return gauge.structural ? structure_text(of, gauge) : principle_text(of, gauge);
}

}  // namespace tandem::plan::internal
