#include "tandem/interop/view.h"

#include <fmt/format.h>

#include <algorithm>

namespace tandem::interop {
namespace {

void add(std::vector<model::Target>& all, const std::vector<model::Target>& more) {
  for (const model::Target& target : more)
    if (std::ranges::find(all, target) == all.end()) all.push_back(target);
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

std::vector<model::EventId> View::events() const {
  std::vector<bool> used(of_->events().size());
  for (const model::ObligationId id : shown()) {
    const model::Obligation& obligation = of_->obligation(id);
    auto targets = targets_of(*of_, obligation.trigger);
    add(targets, waits_of(*of_, obligation));
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
  std::vector<model::Target> all;
  for (const auto& moment : {trigger.first, trigger.second, trigger.effective, trigger.unless})
    if (moment) add(all, of.targets(*moment));
  return all;
}

std::vector<model::Target> waits_of(const model::Agreement& of,
                                    const model::Obligation& obligation) {
  std::vector<model::Target> all;
  for (const model::Moment& moment : obligation.waits_for) add(all, of.targets(moment));
  return all;
}

}  // namespace tandem::interop
