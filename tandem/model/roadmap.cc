#include "tandem/model/roadmap.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "tandem/model/internal/names.h"

namespace tandem::model {
namespace {

using internal::place;

constexpr double kShareTolerance = 1e-9;  // of sums of shares written in decimals

template <class Things>
std::vector<std::string> ids_of(const Things& things) {
  std::vector<std::string> ids;
  for (const auto& thing : things) ids.push_back(thing.id);
  return ids;
}

/// A roadmap while it is made from a draft.
class RoadmapBuilder {
 public:
  RoadmapBuilder(const Case& of, const RoadmapDraft& draft) : case_(of), draft_(draft) {}

  [[nodiscard]] Result<Roadmap> build() {
    made_ = no_agreement(case_);
    made_.name = draft_.name.text;
    made_.title = draft_.title.empty() ? draft_.name.text : draft_.title.text;
    check_case();
    for (const auto& entry : draft_.accession) accede(entry);
    for (const IncrementDraft& entry : draft_.increments) add(entry);
    check_shares();
    if (!found_.empty())
      return tl::unexpected(Error{Errc::invalid_input, "the roadmap has mistakes",
                                  std::move(found_).in_file_order()});
    canonicalise(made_);
    return std::move(made_);
  }

 private:
  void check_case() {
    if (draft_.case_id.empty() || draft_.case_id.text == case_.data().id) return;
    found_.add(place(draft_.case_id, draft_.at), "other-case",
               fmt::format("the roadmap is for case '{}' and is read with case '{}'",
                           draft_.case_id.text, case_.data().id),
               "give the case it was made for, or change 'case'");
  }
  void accede(const RoadmapDraft::AccessionEntry& entry);
  void add(const IncrementDraft& entry);
  [[nodiscard]] std::optional<int> start_month(const IncrementDraft& entry);
  void check_shares();

  const Case& case_;
  const RoadmapDraft& draft_;
  Findings found_{};
  Roadmap made_{};
  std::set<std::size_t> acceded_{};
  std::set<std::pair<std::size_t, int>> started_{};
};

void RoadmapBuilder::accede(const RoadmapDraft::AccessionEntry& entry) {
  const SourceLoc& at = place(entry.party, draft_.at);
  const auto party = case_.find_party(entry.party.text);
  if (!party) {
    found_.add(
        at, "unknown-party",
        fmt::format("the accession names '{}', which is no party of the case", entry.party.text),
        did_you_mean(entry.party.text, ids_of(case_.parties()), "name a partner of the case"));
    return;
  }
  if (case_.party(*party).role == Role::principal)
    found_.add(at, "principal-accession",
               fmt::format("'{}' is a principal and does not accede", entry.party.text),
               "remove it: principals are in from the start");
  else if (entry.phase < 1 || entry.phase > case_.time().phases)
    found_.add(at, "out-of-range",
               fmt::format("'{}' accedes in phase {}; the case has phases 1 to {}",
                           entry.party.text, entry.phase, case_.time().phases),
               "write a phase of the case, or remove it: absent means that it never accedes");
  else if (!acceded_.insert(party->index()).second)
    found_.add(at, "named-twice", fmt::format("'{}' accedes twice", entry.party.text),
               "remove one");
  else
    made_.accession[party->index()] = entry.phase;
}

std::optional<int> RoadmapBuilder::start_month(const IncrementDraft& entry) {
  const SourceLoc& at = place(entry.measure, draft_.at);
  const int phases = case_.time().phases;
  const int months = phases * case_.time().months_per_phase;
  if (entry.month) {
    if (*entry.month >= 0 && *entry.month < months) return entry.month;
    found_.add(at, "out-of-range",
               fmt::format("'{}' starts in month {}; the phases of the case cover months 0 to {}",
                           entry.measure.text, *entry.month, months - 1),
               "write a month of the case, counted from 0");
    return std::nullopt;
  }
  if (entry.phase >= 1 && entry.phase <= phases) return case_.phase_start(entry.phase);
  found_.add(at, "out-of-range",
             fmt::format("'{}' starts in phase {}; the case has phases 1 to {}", entry.measure.text,
                         entry.phase, phases),
             "write a phase of the case, counted from 1");
  return std::nullopt;
}

void RoadmapBuilder::add(const IncrementDraft& entry) {
  const SourceLoc& at = place(entry.measure, draft_.at);
  const auto measure = case_.find_measure(entry.measure.text);
  if (!measure)
    found_.add(
        at, "unknown-measure",
        fmt::format("the roadmap starts '{}', which is no measure of the case", entry.measure.text),
        did_you_mean(entry.measure.text, ids_of(case_.measures()), "name a measure of the case"));
  const double share = entry.share.mode;
  const bool sound = share > 0 && share <= 1 + kShareTolerance && !entry.share.ranged;
  if (!sound)
    found_.add(
        entry.share.at.line > 0 ? entry.share.at : at, "out-of-range",
        fmt::format("a tranche of '{}' is {}; it must be one share above 0, at most 1",
                    entry.measure.text, entry.share.ranged ? "a range" : fmt::to_string(share)),
        "write the share of the whole measure, such as 0.25");
  const auto month = start_month(entry);
  if (!measure || !month || !sound) return;
  if (!started_.emplace(measure->index(), *month).second)
    found_.add(at, "named-twice",
               fmt::format("two tranches of '{}' start in month {}", entry.measure.text, *month),
               "write one with the sum of their shares");
  made_.increments.push_back({*measure, *month, std::min(share, 1.0)});
}

void RoadmapBuilder::check_shares() {
  for (std::size_t m = 0; m < case_.measures().size(); ++m) {
    const Measure& measure = case_.measures()[m];
    const auto entry = std::ranges::find(draft_.increments, measure.id,
                                         [](const auto& e) { return e.measure.text; });
    if (entry == draft_.increments.end()) continue;
    const SourceLoc& at = place(entry->measure, draft_.at);
    double total = 0;
    std::size_t tranches = 0;
    for (const Increment& increment : made_.increments) {
      if (increment.measure.index() != m) continue;
      total += increment.share;
      ++tranches;
    }
    if (total > 1 + kShareTolerance)
      found_.add(at, "shares-above-one",
                 fmt::format("the tranches of '{}' sum to {}", measure.id, total),
                 "shares are of the whole measure: make them sum to at most 1");
    else if (!measure.divisible && tranches > 0 && (tranches != 1 || total < 1))
      found_.add(at, "tranche-of-whole",
                 fmt::format("'{}' is whole and is started in part", measure.id),
                 "start all of it at once, or make it divisible in the case");
  }
}

}  // namespace

Result<Roadmap> roadmap_from(const Case& of, const RoadmapDraft& draft) {
  return RoadmapBuilder(of, draft).build();
}

Roadmap no_agreement(const Case& of) {
  Roadmap made{"no-agreement", "No agreement", {}, {}};
  for (const Party& party : of.parties())
    made.accession.push_back(party.role == Role::principal ? std::optional<int>(1) : std::nullopt);
  return made;
}

void canonicalise(Roadmap& roadmap) {
  auto& increments = roadmap.increments;
  std::ranges::stable_sort(increments, {}, [](const Increment& i) {
    return std::make_tuple(i.start_month, i.measure.index());
  });
  std::vector<Increment> merged;
  for (const Increment& increment : increments) {
    const bool same = !merged.empty() && merged.back().measure == increment.measure &&
                      merged.back().start_month == increment.start_month;
    if (same)
      merged.back().share += increment.share;
    else
      merged.push_back(increment);
  }
  increments = std::move(merged);
}

Roadmap before(const Case& of, Roadmap roadmap, int phase) {
  std::erase_if(roadmap.increments, [&](const Increment& increment) {
    return increment.start_month >= of.phase_start(phase);
  });
  for (std::size_t p = 0; p < roadmap.accession.size(); ++p) {
    auto& since = roadmap.accession[p];
    if (since && *since >= phase && of.parties()[p].role == Role::partner) since.reset();
  }
  return roadmap;
}

double started_before(const Roadmap& roadmap, MeasureId measure, int month) {
  double share = 0;
  for (const Increment& increment : roadmap.increments)
    if (increment.measure == measure && increment.start_month < month) share += increment.share;
  return share;
}

}  // namespace tandem::model
