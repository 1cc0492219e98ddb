#include "tandem/interop/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>
#include <string_view>

namespace tandem::interop {
namespace {

/// What `moments` name, none twice, in their order.
std::vector<model::Target> named_in(const model::Agreement& of,
                                    std::span<const model::Moment> moments) {
  std::vector<model::Target> all;
  std::set<model::Target> seen;
  for (const model::Moment& moment : moments)
    for (const model::Target& target : of.targets(moment))
      if (seen.insert(target).second) all.push_back(target);
  return all;
}

/// Sets `used` for every actor that a reader of the obligation may find in it.
void mark_actors(const model::Agreement& of, const model::Obligation& obligation,
                 std::vector<bool>& used) {
  for (const auto* ids : {&obligation.actors, &obligation.counterparts})
    for (const model::ActorId id : *ids) used[id.index()] = true;
  const auto mark_named = [&](std::string_view word) {
    if (const auto actor = of.find_actor(word)) used[actor->index()] = true;
  };
  mark_named(obligation.decided_by);
  mark_named(obligation.financing);
  if (!obligation.verification) return;
  mark_named(obligation.verification->operated_by);
  mark_named(obligation.verification->approval);
  mark_named(obligation.verification->disclosure);
}

/// The positions at which `used` is set.
template <class Id>
std::vector<Id> ids_of(const std::vector<bool>& used) {
  std::vector<Id> ids;
  for (std::size_t k = 0; k < used.size(); ++k)
    if (used[k]) ids.push_back(Id(k));
  return ids;
}

}  // namespace

std::vector<model::ObligationId> View::shown() const {
  std::vector<model::ObligationId> ids;
  for (std::size_t k = 0; k < of_->obligations().size(); ++k)
    if (shows(model::ObligationId(k))) ids.emplace_back(k);
  return ids;
}

std::size_t View::left_out() const { return of_->obligations().size() - shown().size(); }

std::string View::left_out_words() const {
  const std::size_t count = left_out();
  if (count == 0) return "";
  return fmt::format("{} above {} {} left out.", obligations_counted(count), tlp_words(up_to_),
                     count == 1 ? "is" : "are");
}

model::Tlp View::marking() const {
  model::Tlp highest = model::Tlp::clear;
  for (const model::ObligationId id : shown()) highest = std::max(highest, of_->obligation(id).tlp);
  return highest;
}

std::vector<model::ActorId> View::actors() const {
  std::vector<bool> used(of_->actors().size(), left_out() == 0);
  for (const model::ObligationId id : shown()) mark_actors(*of_, of_->obligation(id), used);
  for (std::size_t k = 0; k < of_->actors().size(); ++k)
    if (used[k])  // no group is a member of another
      for (const model::ActorId member : of_->actors()[k].members) used[member.index()] = true;
  return ids_of<model::ActorId>(used);
}

std::optional<model::Day> View::first_day() const {
  if (left_out() == 0) return dates_->first;
  std::optional<model::Day> first;
  for (const model::ObligationId id : shown()) {
    const model::Dates& dates = dates_->of[id.index()];
    // Not `latest`: it may be the day of something hidden that waits for this.
    for (const auto& day : {dates.start, dates.due, dates.expected, dates.effective})
      if (day && (!first || *day < *first)) first = day;
  }
  return first;
}

std::vector<model::EventId> View::events() const {
  std::vector<bool> used(of_->events().size());
  for (const model::ObligationId id : shown()) {
    const model::Obligation& obligation = of_->obligation(id);
    for (const auto& targets : {targets_of(*of_, obligation.trigger), waits_of(*of_, obligation)})
      for (const model::Target& target : targets)
        if (target.outside) used[target.index] = true;
  }
  return ids_of<model::EventId>(used);
}

std::vector<ProvenanceId> View::sources() const {
  std::vector<bool> used(of_->data().provenances.size());
  for (const model::ObligationId id : shown())
    for (const ProvenanceId source : of_->obligation(id).sources) used[source.index()] = true;
  return ids_of<ProvenanceId>(used);
}

std::vector<model::Target> targets_of(const model::Agreement& of, const model::Trigger& trigger) {
  std::vector<model::Moment> moments;
  for (const auto* moment : {&trigger.first, &trigger.second, &trigger.effective, &trigger.unless})
    if (*moment) moments.push_back(**moment);
  return named_in(of, moments);
}

std::vector<model::Target> waits_of(const model::Agreement& of,
                                    const model::Obligation& obligation) {
  return named_in(of, obligation.waits_for);
}

}  // namespace tandem::interop
