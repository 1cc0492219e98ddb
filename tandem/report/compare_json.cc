#include "tandem/report/internal/json_values.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using model::Case;
using stress::Comparison;
using stress::Contender;

Json by_party(const Case& of, const std::vector<double>& values) {
  Json json = Json::object();
  for (std::size_t p = 0; p < values.size(); ++p) json[of.parties()[p].id] = values[p];
  return json;
}

Json differences_json(const Case& of, const stress::Difference& difference) {
  Json json = Json::object();
  const auto metrics = stress::metrics(of);
  for (std::size_t m = 0; m < metrics.size(); ++m) {
    const stress::Estimate& e = difference.metrics[m];
    json[metrics[m].name] = {{"mean", e.mean}, {"interval_95", Json::array({e.low, e.high})}};
  }
  return json;
}

}  // namespace

Json compare_json(const Case& of, const std::vector<Contender>& contenders,
                  const StressAsked& asked, const Comparison& made) {
  Json list = Json::array();
  for (std::size_t c = 0; c < contenders.size(); ++c) {
    Json one{{"id", contenders[c].id},
             {"title", contenders[c].title},
             {"begins_in_month", contenders[c].setting.begins},
             {"differs_from_first", differences_json(of, made.differences[c])}};
    Json wagers = Json::array();
    if (!made.wagers.empty())
      for (const stress::Wager& wager : made.wagers[c]) {
        Json even = Json::object();
        for (std::size_t other = 0; other < contenders.size(); ++other)
          if (other != c) even[contenders[other].id] = or_null(wager.break_even[other]);
        wagers.push_back(
            {{"party", of.party(wager.party).id},
             {"others_mean_it", wager.sincere},
             {"others_do_not", wager.insincere},
             {"break_even_with_none", or_null(wager.worth_it)},
             {"break_even_with_none_95",
              wager.worth_it ? Json({wager.worth_it_range.low, wager.worth_it_range.high})
                             : Json(nullptr)},
             {"break_even_chance", std::move(even)}});
      }
    one["wagers"] = std::move(wagers);
    one["stress"] = stress_json(of, contenders[c].roadmap, asked, made.results[c]);
    list.push_back(std::move(one));
  }
  Json families = Json::array();
  for (std::size_t f = 0; f < made.families.size(); ++f) {
    Json row{{"id", made.families[f].id}, {"words", made.families[f].words}};
    for (std::size_t c = 0; c < contenders.size(); ++c)
      row["policies"][contenders[c].id] = {{"value", by_party(of, made.in_family[f][c].values)},
                                           {"regret", by_party(of, made.in_family[f][c].regret)}};
    families.push_back(std::move(row));
  }
  return {{"kind", "comparison"},        {"format", 1},
          {"case", of.data().id},        {"seed", asked.seed},
          {"policies", std::move(list)}, {"families", std::move(families)}};
}

}  // namespace tandem::report
