#include "tests/assess/judged.h"

#include <algorithm>

namespace tandem::test {

model::CaseDraft neighbours() {
  model::CaseDraft draft = blank_case(3, 12, 120);
  draft.tracks = {{"arms", "Arms"}, {"trade", "Trade"}};
  draft.parties = {principal("north", 1), principal("south", 1)};
  draft.parties[0].name = "North";
  draft.parties[1].name = "South";
  draft.measures = {step("guns", {"north"}, {{"north", -30}, {"south", 60}}),
                    step("mines", {"north"}, {{"north", -20}, {"south", 40}}),
                    step("road", {"south"}, {{"south", -30}, {"north", 60}}),
                    step("market", {"south"}, {{"south", -20}, {"north", 40}})};
  for (model::MeasureDraft& measure : draft.measures)
    measure.track = measure.actors.front().text == "north" ? "arms" : "trade";
  return draft;
}

model::CaseDraft neighbours_and_coast() {
  model::CaseDraft draft = neighbours();
  model::PartyDraft coast = principal("coast", 1);
  coast.name = "Coast";
  coast.role = "partner";
  draft.parties.push_back(coast);
  draft.measures.push_back(step("line", {"coast"}, {{"coast", -10}, {"north", 25}}));
  draft.measures.back().track = "trade";
  measure_of(draft, "guns").worth.push_back({"coast", 100});
  return draft;
}

model::MeasureDraft& measure_of(model::CaseDraft& draft, std::string_view id) {
  for (model::MeasureDraft& measure : draft.measures)
    if (measure.id.text == id) return measure;
  give_up({Errc::not_found, "no measure " + std::string(id)});
}

model::VerificationDraft seen_with(double detection) {
  model::VerificationDraft draft;
  draft.means = "inspectors";
  draft.detection = detection;
  draft.false_alarm = 0;
  return draft;
}

model::Roadmap starting(const model::Case& of, const std::vector<Start>& starts) {
  model::RoadmapDraft draft;
  draft.name = "test";
  for (const auto& [measure, month, share] : starts)
    draft.increments.push_back({measure, 0, month, share});
  return must_roadmap(of, draft);
}

Judged::Judged(const model::Case& of, const model::Roadmap& roadmap,
               std::vector<std::optional<double>> ideal)
    : result(assess::assess(of, value::Economics(of), roadmap, {std::move(ideal), false})) {}

Judged::Judged(const model::CaseDraft& draft, const std::vector<Tranche>& tranches,
               std::vector<std::optional<double>> ideal)
    : Judged(must_case(draft), must_roadmap(must_case(draft), tranches), std::move(ideal)) {}

const assess::Principle& Judged::principle(std::string_view id) const {
  const auto found = std::ranges::find(result.principles, id, &assess::Principle::id);
  if (found == result.principles.end())
    give_up({Errc::not_found, "no principle " + std::string(id)});
  return *found;
}

const assess::Finding& Judged::finding(std::string_view id, std::size_t k) const {
  return principle(id).findings.at(k);
}

void expect(const assess::Finding& found, const Expected& expected) {
  SCOPED_TRACE(found.name);
  const auto expect_number = [](std::optional<double> number, std::optional<double> wanted) {
    ASSERT_EQ(number.has_value(), wanted.has_value());
    EXPECT_NEAR(number.value_or(0), wanted.value_or(0), 1e-12);
  };
  expect_number(found.value, expected.value);
  expect_number(found.threshold, expected.threshold);
  EXPECT_EQ(found.verdict, expected.verdict);
  EXPECT_EQ(found.reason, expected.reason);
}

}  // namespace tandem::test
