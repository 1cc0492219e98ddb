#include "tandem/report/diff_report.h"
#include "tandem/report/internal/json_values.h"

namespace tandem::report {
namespace {

using drafting::ChangedObligation;

Json keys_json(const std::vector<drafting::ChangedKey>& keys) {
  Json list = Json::array();
  for (const drafting::ChangedKey& one : keys)
    list.push_back({{"key", one.key}, {"before", one.before}, {"after", one.after}});
  return list;
}

Json day_json(const std::optional<model::Day>& day) {
  return day ? Json(format_date(Date(*day))) : Json();
}

Json obligation_json(const ChangedObligation& one) {
  constexpr const char* kKinds[] = {"added", "removed", "changed"};
  Json worth = Json::array();
  for (const auto& [party, points] : one.worth)
    worth.push_back({{"party", party}, {"points", points}});
  return {{"id", one.id},
          {"title", one.title},
          {"change", kKinds[static_cast<std::size_t>(one.kind)]},
          {"actors", one.actors},
          {"counterparts", one.counterparts},
          {"due_before", day_json(one.due_before)},
          {"due_after", day_json(one.due_after)},
          {"keys", keys_json(one.keys)},
          {"worth", std::move(worth)}};
}

}  // namespace

Json diff_json(const TextDiff& of) {
  Json obligations = Json::array();
  for (const ChangedObligation& one : of.changed.obligations)
    obligations.push_back(obligation_json(one));
  Json gains = Json::array();
  for (const drafting::PartyGain& one : of.gains.parties)
    gains.push_back({{"party", one.name}, {"before", one.before}, {"after", one.after}});
  Json left_out = Json::array();
  for (const Diagnostic& d : of.gains.left_out) left_out.push_back(d.message);
  return {{"before", of.before},
          {"after", of.after},
          {"same", of.changed.same},
          {"agreement", keys_json(of.changed.head)},
          {"actors_added", of.changed.actors_added},
          {"actors_removed", of.changed.actors_removed},
          {"obligations", std::move(obligations)},
          {"gains",
           {{"unit", "present value; a party's gains sum to 100"},
            {"parties", gains},
            {"left_out", left_out}}}};
}

}  // namespace tandem::report
