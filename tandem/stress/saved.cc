#include "tandem/stress/saved.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <concepts>
#include <nlohmann/json.hpp>
#include <numeric>
#include <stdexcept>
#include <type_traits>

#include "tandem/stress/internal/tally.h"

namespace tandem::stress {
namespace {

using Json = nlohmann::json;

constexpr int kFormat = 3;

constexpr int kHalf = 64;  // bits

// Each of these reads what the other writes.

void to(Json& json, const Chance& chance) {
  const Chance::Sums& s = chance.sums();
  json = {s.hits, s.trials, s.worlds, s.squares, s.trial_squares};
}
void from(const Json& json, Chance& chance) {
  const auto s = json.get<std::array<std::uint64_t, 5>>();
  chance = Chance({s[0], s[1], s[2], s[3], s[4]});
}

void to(Json& json, const Sketch& sketch) {
  const Sketch::Contents all = sketch.contents();
  json = {
      {"sum", {static_cast<std::int64_t>(all.sum >> kHalf), static_cast<std::uint64_t>(all.sum)}},
      {"least", all.least},
      {"most", all.most},
      {"counts", all.counts}};
}
void from(const Json& json, Sketch& sketch) {
  Sketch::Contents all;
  all.sum = static_cast<Sketch::Sum>(json.at("sum").at(0).get<std::int64_t>()) << kHalf |
            json.at("sum").at(1).get<std::uint64_t>();
  json.at("least").get_to(all.least);
  json.at("most").get_to(all.most);
  if (all.least > all.most && !json.at("counts").empty())
    throw std::out_of_range("a least value above the most");
  json.at("counts").get_to(all.counts);
  sketch = Sketch(all);
}

void to(Json& json, std::uint64_t number) { json = number; }
void from(const Json& json, std::uint64_t& number) { json.get_to(number); }
void to(Json& json, const std::vector<std::uint64_t>& counts) { json = counts; }
/// Keeps the shape.
void from(const Json& json, std::vector<std::uint64_t>& counts) {
  const auto read = json.get<std::vector<std::uint64_t>>();
  if (read.size() != counts.size()) throw std::out_of_range("another number of months or phases");
  counts = read;
}
template <class T>
  requires requires(Json& json, T& one) { from(json, one); }
void from(const Json& json, std::vector<T>& all) {
  if (json.size() != all.size()) throw std::out_of_range("another number of marks or parties");
  for (std::size_t k = 0; k < all.size(); ++k) from(json.at(k), all[k]);
}
template <class T>
  requires requires(Json& json, const T& one) { to(json, one); }
void to(Json& json, const std::vector<T>& all) {
  json = Json::array();
  for (const T& one : all) to(json.emplace_back(), one);
}

template <class Field, class Some>
void fields_of(Field&& field, Some& mark)
  requires std::same_as<std::remove_const_t<Some>, Mark>
{
  field("unbroken", mark.unbroken);
  field("alive", mark.alive);
  field("running", mark.running);
  field("completed", mark.completed);
  field("security", mark.security);
  field("goals", mark.goals);
  field("indicators", mark.indicators);
}

template <class Field, class Some>
void fields_of(Field&& field, Some& results)
  requires std::same_as<std::remove_const_t<Some>, Results>
{
  field("histories", results.histories);
  field("worlds", results.worlds);
  field("breakdowns", results.breakdowns);
  field("collapses", results.collapses);
  field("completions", results.completions);
  field("phases", results.phases);
  field("values", results.values);
  field("running", results.running);
  field("suspended", results.suspended);
  field("crises", results.crises);
  field("all_breakdowns", results.all_breakdowns);
  field("disputes", results.disputes);
  field("settled", results.settled);
}

Json event_json(const Event& event) {
  return {static_cast<int>(event.kind), event.party, event.thing};
}
void check(bool fits) {
  if (!fits) throw std::out_of_range("numbers that do not fit each other");
}

/// How many things there are that an event of a kind can be about.
std::size_t things_of(const model::Case& of, EventKind kind, std::size_t party) {
  const model::Administration* office = of.dynamics().administration(PartyId(party));
  switch (kind) {
    case EventKind::crisis:
      return of.dynamics().crises.size();
    case EventKind::defection:
      return static_cast<std::size_t>(of.time().phases) + 2;
    case EventKind::government:
      return office == nullptr ? 0 : office->governments.size();
    default:
      return of.measures().size();
  }
}

Event event_of(const Json& json, const model::Case& of) {
  const auto kind = json.at(0).get<int>();
  const Event event{0, static_cast<EventKind>(kind), json.at(1).get<std::size_t>(),
                    json.at(2).get<std::size_t>()};
  check(kind >= 0 && event.kind <= EventKind::government && event.party < of.parties().size());
  check(event.thing < things_of(of, event.kind, event.party));
  return event;
}

Results read(const Json& json, const model::Case& of) {
  Results made = internal::empty_results(of);
  check(json.at("format") == kFormat && json.at("months") == made.months);
  fields_of([&](const char* name, auto& field) { from(json.at(name), field); }, made);
  check(json.at("marks").size() == made.marks.size());
  for (std::size_t k = 0; k < made.marks.size(); ++k)
    fields_of([&](const char* name, auto& field) { from(json.at("marks").at(k).at(name), field); },
              made.marks[k]);
  for (const Json& one : json.at("chains")) {
    Chain chain;
    if (!one.at(0).is_null()) chain.government = event_of(one.at(0), of);
    chain.cause = event_of(one.at(1), of);
    made.chains[chain] = one.at(2).get<std::uint64_t>();
  }
  const auto whole = [&](const Sketch& sketch) { check(sketch.count() == made.histories); };
  for (const Mark& mark : made.marks) {
    for (const Chance* one : {&mark.unbroken, &mark.alive, &mark.running, &mark.completed})
      check(one->trials() == made.histories && one->sums().worlds == made.worlds &&
            one->hits() <= one->trials());
    whole(mark.security);
    whole(mark.goals);
    std::ranges::for_each(mark.indicators, whole);
  }
  std::ranges::for_each(made.values, whole);
  for (const Sketch* one : {&made.running, &made.suspended, &made.crises}) whole(*one);
  for (const auto* by_month : {&made.breakdowns, &made.collapses, &made.completions})
    check(std::accumulate(by_month->begin(), by_month->end(), std::uint64_t{0}) == made.histories);
  return made;
}

}  // namespace

std::string text_of(const Results& results) {
  Json json{{"format", kFormat}, {"months", results.months}};
  fields_of([&](const char* name, const auto& field) { to(json[name], field); }, results);
  json["marks"] = Json::array();
  for (const Mark& mark : results.marks) {
    Json& one = json["marks"].emplace_back();
    fields_of([&](const char* name, const auto& field) { to(one[name], field); }, mark);
  }
  json["chains"] = Json::array();
  for (const auto& [chain, count] : results.chains)
    json["chains"].push_back({chain.government ? event_json(*chain.government) : Json(nullptr),
                              event_json(chain.cause), count});
  return json.dump();
}

Result<Results> results_of(std::string_view text, const model::Case& of) {
  try {
    return read(Json::parse(text), of);
  } catch (const Json::parse_error& wrong) {
    return tl::unexpected(
        Error{Errc::invalid_input,
              fmt::format("no results of histories: cut off, or no JSON, at byte {}", wrong.byte)});
  } catch (const std::exception& wrong) {
    return tl::unexpected(
        Error{Errc::invalid_input,
              fmt::format("no results of histories of this case ({})", wrong.what())});
  }
}

}  // namespace tandem::stress
