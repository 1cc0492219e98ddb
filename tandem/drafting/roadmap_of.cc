#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "tandem/base/findings.h"
#include "tandem/drafting/draft.h"
#include "tandem/drafting/internal/step.h"

namespace tandem::drafting {
namespace {

using internal::Anchor;
using model::Agreement;
using model::Case;
using model::Obligation;

class Reader {
 public:
  Reader(const Agreement& text, const model::Timetable& dates, const Case& of)
      : text_(text), dates_(dates), of_(of) {}

  Result<ReadRoadmap> run() {
    draft_.name = text_.data().id;
    draft_.title = text_.data().title;
    draft_.case_id = of_.data().id;
    first_phase_.resize(of_.parties().size());
    for (std::size_t o = 0; o < text_.obligations().size(); ++o) read(o);
    for (std::size_t p = 0; p < first_phase_.size(); ++p)
      if (of_.parties()[p].role == model::Role::partner && first_phase_[p])
        draft_.accession.push_back({of_.parties()[p].id, *first_phase_[p]});
    if (!wrong_.empty())
      return tl::unexpected(Error{Errc::invalid_input,
                                  "the agreement does not fit the case that it is linked to",
                                  std::move(wrong_).in_file_order()});
    auto roadmap = model::roadmap_from(of_, draft_);
    if (!roadmap) return tl::unexpected(std::move(roadmap.error()));
    return ReadRoadmap{std::move(*roadmap), std::move(left_out_).in_file_order()};
  }

 private:
  void read(std::size_t o) {
    const Obligation& one = text_.obligations()[o];
    const auto day = internal::anchor(dates_.of[o]);
    if (day) note_parties(one, *day);
    const std::string& linked = linked_measure(one);
    if (linked.empty()) return;
    const auto measure = of_.find_measure(linked);
    if (!measure && one.measure.empty()) return;
    if (!measure) {
      std::vector<std::string> known;
      for (const model::Measure& each : of_.measures()) known.push_back(each.id);
      wrong_.add(one.at, "unknown-measure",
                 fmt::format("obligation '{}' is linked to measure '{}', which the case '{}' does "
                             "not have",
                             one.id, one.measure, of_.data().id),
                 did_you_mean(one.measure, known, "add it to the case, or name another"));
      return;
    }
    if (!day) {
      left_out_.add(
          one.trigger_at, "no-day",
          fmt::format("obligation '{}' has no day: measure '{}' is left out", one.id, linked),
          "give it a trigger with a day");
      return;
    }
    add(one, *measure, *day);
  }

  /// Who does something has acceded by then.
  void note_parties(const Obligation& one, const Anchor& day) {
    const int phase =
        std::clamp(of_.phase_of(std::max(0, months_to(of_, day.day))), 1, of_.time().phases);
    for (const model::ActorId actor : text_.members(one.actors)) {
      const auto party = of_.find_party(text_.actor(actor).case_party);
      if (!party) continue;
      std::optional<int>& first = first_phase_[party->index()];
      first = std::min(first.value_or(phase), phase);
    }
  }

  void add(const Obligation& one, MeasureId measure, const Anchor& day) {
    const std::string& id = of_.measure(measure).id;
    const auto made = internal::step_of(of_, measure, one.share, day);
    if (!made) {
      left_out_.add(one.trigger_at, "outside-the-phases",
                    fmt::format("obligation '{}' falls on {}, outside the phases of the case: "
                                "measure '{}' is left out",
                                one.id, format_date(Date(day.day)), id),
                    "move the start of the case, or add phases");
      return;
    }
    for (model::IncrementDraft& other : draft_.increments)
      if (other.measure.text == id && other.month == made->start_month) {
        other.share = model::Number(other.share.mode + one.share);
        return;
      }
    model::IncrementDraft step;
    step.measure = id;
    step.measure.at = one.at;
    step.month = made->start_month;
    step.share = model::Number(one.share);
    draft_.increments.push_back(std::move(step));
  }

  const Agreement& text_;
  const model::Timetable& dates_;
  const Case& of_;
  model::RoadmapDraft draft_;
  std::vector<std::optional<int>> first_phase_;
  Findings wrong_;
  Findings left_out_{Severity::warning};
};

}  // namespace

const std::string& linked_measure(const Obligation& one) {
  return one.measure.empty() && !one.worth.empty() ? one.id : one.measure;
}

Result<ReadRoadmap> roadmap_of(const Agreement& text, const model::Timetable& dates,
                               const Case& of) {
  return Reader(text, dates, of).run();
}

}  // namespace tandem::drafting
