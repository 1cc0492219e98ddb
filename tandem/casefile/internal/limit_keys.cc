#include <fmt/format.h>

#include <array>

#include "tandem/casefile/internal/case_keys.h"
#include "tandem/model/vocabulary.h"

namespace tandem::casefile::internal {
namespace {

using namespace model;

Keys<BoundaryDraft> not_before_keys() {
  static constexpr std::array kKeys = {
      key<&BoundaryDraft::measures>("measures", "the measures that are limited", kRequired),
      key<&BoundaryDraft::date>("date", "the date before which none starts", kRequired,
                                Shape::date),
  };
  return kKeys;
}

Keys<BoundaryDraft> not_after_keys() {
  static constexpr std::array kKeys = {
      key<&BoundaryDraft::measures>("measures", "the measures that are limited", kRequired),
      key<&BoundaryDraft::date>("date", "the date after which none starts", kRequired, Shape::date),
  };
  return kKeys;
}

Keys<BoundaryDraft> only_after_keys() {
  static constexpr std::array kKeys = {
      key<&BoundaryDraft::measures>("measures", "the measures that are limited", kRequired),
      key<&BoundaryDraft::until>("until", "the measures that must be in force first", kRequired),
  };
  return kKeys;
}

Keys<BoundaryDraft> share_before_keys() {
  static constexpr std::array kKeys = {
      key<&BoundaryDraft::track>("track", "the track that is limited", kRequired, Shape::id),
      key<&BoundaryDraft::share>("share", "the largest share of it before", kRequired),
      key<&BoundaryDraft::until>("until", "the measures that must be in force first", kRequired),
  };
  return kKeys;
}

/// Notes the kind that a key stands for. A boundary has one; says so where this is another.
bool set_kind(Decoder& d, const Entry& entry, BoundaryDraft& into) {
  const bool first = into.kind.empty();
  if (!first)
    d.refuse(entry.at, "boundary-kind",
             fmt::format("{} has the kinds '{}' and '{}'", d.where, into.kind.text, entry.key),
             "make two boundaries of it, one for each");
  else
    into.kind = Word(entry.key, entry.at);
  return first;
}

template <auto Table>
constexpr Key<BoundaryDraft> kind_key(std::string_view name, std::string_view about) {
  auto made = part<BoundaryDraft, Table>(name, about);
  made.read = [](Decoder& d, const Entry& entry, BoundaryDraft& into) {
    if (!set_kind(d, entry, into)) return;
    if (!d.expect(entry, Node::Kind::mapping, mapping_of(Table()))) return;
    d.where = d.name(entry.key);
    read_keys(d, entry.value, entry.at, Table(), into);
  };
  return made;
}

constexpr Key<BoundaryDraft> never_key() {
  auto made = key<&BoundaryDraft::measures>("never", "measures that its holder never accepts");
  made.read = [](Decoder& d, const Entry& entry, BoundaryDraft& into) {
    if (!set_kind(d, entry, into)) return;
    d.read(entry, into.measures);
    demand_some(d, entry, "the measures that its holder never accepts");
  };
  return made;
}

Keys<PrinciplesDraft> parallel_keys() {
  static constexpr std::array kKeys = {
      key<&PrinciplesDraft::parallel_tracks>("tracks", "the two tracks that are compared"),
      key<&PrinciplesDraft::parallel_max_gap>(
          "max_gap", "the largest gap between their weighted shares of completion"),
      covering_key<PrinciplesDraft>(),
  };
  return kKeys;
}

Keys<PrinciplesDraft> reciprocal_keys() {
  static constexpr std::array kKeys = {
      key<&PrinciplesDraft::reciprocal_min_index>("min_index",
                                                  "the least ratio of gives to gets, or of gets"),
      key<&PrinciplesDraft::reciprocal_min_step>("min_step",
                                                 "the least share to give and get in a phase"),
      covering_key<PrinciplesDraft>(),
  };
  return kKeys;
}

Keys<PrinciplesDraft> proportional_keys() {
  static constexpr std::array kKeys = {
      key<&PrinciplesDraft::proportional_max_gap>(
          "max_gap", "the largest difference of net gains, each a share of the party's ideal"),
      covering_key<PrinciplesDraft>(),
  };
  return kKeys;
}

Keys<PrinciplesDraft> simultaneous_keys() {
  static constexpr std::array kKeys = {
      key<&PrinciplesDraft::max_exposure>("max_exposure",
                                          "the largest exposure, a share of the party's scale"),
      covering_key<PrinciplesDraft>(),
  };
  return kKeys;
}

Keys<PrinciplesDraft> self_enforcing_keys() {
  static constexpr std::array kKeys = {
      key<&PrinciplesDraft::min_margin>("min_margin",
                                        "the smallest margin, a share of the party's scale"),
      covering_key<PrinciplesDraft>(),
  };
  return kKeys;
}

Keys<PrinciplesDraft> early_security_keys() {
  static constexpr std::array kKeys = {
      key<&PrinciplesDraft::by_month_12>("by_month_12", "least share of risk reduction by then"),
      key<&PrinciplesDraft::by_month_24>("by_month_24", "least share of risk reduction by then"),
      key<&PrinciplesDraft::by_month_36>("by_month_36", "least share of risk reduction by then"),
      key<&PrinciplesDraft::first_payoff_months>("first_payoff_months",
                                                 "most months to the first verified payoff"),
      key<&PrinciplesDraft::payoff_share>("payoff_share",
                                          "share of risk reduction that counts as a payoff"),
      key<&PrinciplesDraft::confidence>("confidence", "chance at which it counts as verified"),
      covering_key<PrinciplesDraft>(),
  };
  return kKeys;
}

Keys<PrinciplesDraft> verifiable_keys() {
  static constexpr std::array kKeys = {
      key<&PrinciplesDraft::min_detection>("min_detection",
                                           "least chance of detection before the counterpart"),
      key<&PrinciplesDraft::irreversible_below>("irreversible_below",
                                                "reversibility below which a step is final"),
      covering_key<PrinciplesDraft>(),
  };
  return kKeys;
}

Keys<PrinciplesDraft> buy_in_keys() {
  static constexpr std::array kKeys = {
      key<&PrinciplesDraft::min_surplus>("min_surplus", "least net gain above the reserve, points"),
      key<&PrinciplesDraft::required_partners>("required", "partners that must accede"),
      covering_key<PrinciplesDraft>(),
  };
  return kKeys;
}

Keys<PrinciplesDraft> long_game_keys() {
  static constexpr std::array kKeys = {
      key<&PrinciplesDraft::min_final_share>("min_share",
                                             "least share of the final goals at the horizon"),
      covering_key<PrinciplesDraft>(),
  };
  return kKeys;
}

void read_weights(Decoder& d, const Entry& entry, CaseDraft& into) {
  if (!d.expect(entry, Node::Kind::mapping, "a mapping from objectives to weights")) return;
  for (const Entry& weight : entry.value.entries) {
    ObjectiveDraft& made = into.objectives.emplace_back();
    made.name = Word(weight.key, weight.at);
    made.at = weight.at;
    d.read(weight, made.weight);
  }
}

void read_order(Decoder& d, const Entry& entry, CaseDraft& into) {
  if (!into.objectives.empty()) {
    d.refuse(entry.at, "objectives-twice", "the objectives have weights and an order",
             "keep one of the two");
    return;
  }
  into.objectives_in_order = true;
  std::vector<Word> names;
  d.read(entry, names);
  for (const Word& name : names) into.objectives.push_back({name, 1.0, name.at});
}

}  // namespace

/// A boundary without a kind limits nothing.
void demand_kind(Decoder& d, BoundaryDraft& made) {
  if (made.kind.empty())
    d.refuse(made.at, "boundary-kind", fmt::format("{} does not say what it limits", d.where),
             "write one of never, not_before, not_after, only_after and share_before");
}

Keys<BoundaryDraft> boundary_keys() {
  static constexpr std::array kKeys = {
      key<&BoundaryDraft::holder>("holder", "the party that holds it", kRequired, Shape::id),
      key<&BoundaryDraft::statement>("statement", "the limit in words", kRequired),
      never_key(),
      kind_key<not_before_keys>("not_before", "measures that do not start before a date"),
      kind_key<not_after_keys>("not_after", "measures that do not start after a date"),
      kind_key<only_after_keys>("only_after", "measures that start only after others"),
      kind_key<share_before_keys>("share_before", "the most of a track before others"),
      key<&BoundaryDraft::cost>("cost", "the political cost to the holder of relaxing it"),
      covering_key<BoundaryDraft>(kRequired),
  };
  return kKeys;
}

Keys<PrinciplesDraft> principle_keys() {
  static constexpr std::array kKeys = {
      covering_key<PrinciplesDraft>(),
      part<PrinciplesDraft, parallel_keys>("parallel", "two tracks move together"),
      part<PrinciplesDraft, reciprocal_keys>("reciprocal", "all give and get in every phase"),
      part<PrinciplesDraft, proportional_keys>("proportional", "gains grow alike"),
      part<PrinciplesDraft, simultaneous_keys>("simultaneous", "nobody is exposed for long"),
      part<PrinciplesDraft, self_enforcing_keys>("self_enforcing", "complying pays at all times"),
      part<PrinciplesDraft, early_security_keys>("early_security", "risk falls early"),
      part<PrinciplesDraft, verifiable_keys>("verifiable", "what is owed can be verified in time"),
      part<PrinciplesDraft, buy_in_keys>("buy_in", "partners gain from acceding"),
      part<PrinciplesDraft, long_game_keys>("long_game", "the final goals are reached"),
  };
  return kKeys;
}

Keys<CaseDraft> objective_keys() {
  static constexpr std::array kKeys = {
      Key<CaseDraft>{
          {"weights", "objectives with their weights", false, Shape::weights, kObjectives},
          read_weights},
      Key<CaseDraft>{
          {"order", "objectives, the most important first", false, Shape::words, kObjectives},
          read_order},
  };
  return kKeys;
}

}  // namespace tandem::casefile::internal
