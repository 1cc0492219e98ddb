#include "tandem/model/agreement.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "tandem/base/number.h"
#include "tandem/model/internal/agreement_builder.h"

namespace tandem::model {
namespace {

constexpr std::size_t kMostOthers = 1000;  // actors, events, sources

bool small_enough(internal::AgreementBuilder& b) {
  const std::pair<std::string_view, std::pair<std::size_t, std::size_t>> sections[] = {
      {"sources and judgements", {b.draft.provenances.size(), kMostOthers}},
      {"actors", {b.draft.actors.size(), kMostOthers}},
      {"events", {b.draft.events.size(), kMostOthers}},
      {"obligations", {b.draft.obligations.size(), kMostObligations}}};
  for (const auto& [name, size] : sections)
    if (size.first > size.second)
      b.add(b.draft.at, "too-many",
            fmt::format("the agreement has {} {}; the limit is {}", size.first, name, size.second),
            "split it into several agreements");
  return b.base.found.empty();
}

}  // namespace

std::optional<NumberedName> numbered(std::string_view id) {
  const std::size_t last = id.find_last_not_of("0123456789");
  const std::size_t digits = last == std::string_view::npos ? 0 : last + 1;
  const auto number = number_of<unsigned long>(id.substr(digits));
  if (!number) return std::nullopt;
  return NumberedName{id.substr(0, digits), *number};
}

Agreement::Agreement(AgreementData data) : data_(std::move(data)) {
  for (const Obligation& one : data_.obligations) {
    const std::size_t index = names_.size();
    names_.emplace_back(one.id, index);
    if (const auto split = numbered(one.id))
      numbered_.push_back({std::string(split->stem), split->number, index});
  }
  for (const Event& one : data_.events) names_.emplace_back(one.id, names_.size());
  std::ranges::sort(names_);
  std::ranges::sort(numbered_);
}

Result<Agreement> Agreement::from(const AgreementDraft& draft) {
  internal::AgreementBuilder b(draft);
  if (small_enough(b)) {
    internal::build_agreement_head(b);
    internal::build_actors(b);
    internal::build_events(b);
    internal::build_obligations(b);
    internal::build_triggers(b);
  }
  if (b.base.found.empty()) return Agreement(std::move(b.made));
  return tl::unexpected(Error{Errc::invalid_input, "the agreement has mistakes",
                              std::move(b.base.found).in_file_order()});
}

std::optional<ObligationId> Agreement::find_obligation(std::string_view id) const {
  const auto at = std::ranges::lower_bound(
      names_, id, {}, [](const auto& entry) -> std::string_view { return entry.first; });
  if (at == names_.end() || at->first != id || at->second >= data_.obligations.size())
    return std::nullopt;
  return ObligationId(at->second);
}

std::optional<ActorId> Agreement::find_actor(std::string_view id) const {
  const auto at = std::ranges::find(data_.actors, id, &Actor::id);
  if (at == data_.actors.end()) return std::nullopt;
  return ActorId(static_cast<std::size_t>(at - data_.actors.begin()));
}

std::vector<Target> Agreement::targets(const Reference& reference, Aspect aspect) const {
  const std::size_t count = data_.obligations.size();
  std::vector<Target> found;
  if (reference.last.empty()) {
    const auto at =
        std::ranges::lower_bound(names_, std::string_view(reference.first), {},
                                 [](const auto& entry) -> std::string_view { return entry.first; });
    if (at == names_.end() || at->first != reference.first) return found;
    const bool outside = at->second >= count;
    found.push_back(
        {outside, outside ? at->second - count : at->second, outside ? Aspect::done : aspect});
    return found;
  }
  const auto first = numbered(reference.first);
  const auto last = numbered(reference.last);
  if (!first || !last) return found;
  auto at =
      std::ranges::lower_bound(numbered_, Numbered{std::string(first->stem), first->number, 0});
  for (; at != numbered_.end() && at->stem == first->stem && at->number <= last->number; ++at)
    found.push_back({false, at->index, aspect});
  return found;
}

std::vector<Target> Agreement::targets(const Moment& moment) const {
  std::vector<Target> found;
  for (const Reference& one : moment.events)
    std::ranges::move(targets(one, moment.aspect), std::back_inserter(found));
  for (const Moment& part : moment.parts)
    std::ranges::move(targets(part), std::back_inserter(found));
  return found;
}

std::string Agreement::target_text(const Target& target) const {
  if (target.outside) return data_.events[target.index].id;
  const std::string& id = data_.obligations[target.index].id;
  switch (target.aspect) {
    case Aspect::started:
      return "started(" + id + ")";
    case Aspect::verified:
      return "verified(" + id + ")";
    case Aspect::unsaid:
    case Aspect::done:
      return id;
  }
  return id;
}

std::vector<ActorId> Agreement::members(std::span<const ActorId> actors) const {
  std::vector<ActorId> all;
  const auto add = [&](ActorId one) {
    if (std::ranges::find(all, one) == all.end()) all.push_back(one);
  };
  for (const ActorId one : actors) {
    if (actor(one).members.empty()) add(one);
    for (const ActorId member : actor(one).members) add(member);
  }
  return all;
}

}  // namespace tandem::model
