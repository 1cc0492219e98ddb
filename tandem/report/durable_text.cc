#include <fmt/format.h>

#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/report/internal/json_values.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using durable::Answer;
using durable::Candidate;

const stress::Estimate& of_metric(const model::Case& of, const Answer& answer,
                                  std::string_view name) {
  const auto metrics = stress::metrics(of);
  std::size_t k = 0;
  while (metrics[k].name != name) ++k;
  return answer.fresh->differences[1].metrics[k];
}

std::string gain_words(const model::Case& of, const Answer& answer) {
  if (!answer.fresh)
    return "None of the others lasts longer, so the best is kept: its margins are not what ends "
           "it.";
  const stress::Estimate& months = of_metric(of, answer, "running");
  return fmt::format(
      "In {} other histories it runs for {} months more than the best (95 %: {} to {}), for {} of "
      "the objective.",
      answer.fresh->results[0].histories, fixed(months.mean, 1), fixed(months.low, 1),
      fixed(months.high, 1),
      percent((answer.best.objective - answer.candidates[answer.chosen].objective) /
                  std::max(1e-9, std::abs(answer.best.objective)),
              2));
}

}  // namespace

std::string durable_text(const model::Case& of, const Answer& answer, TextStyle style) {
  std::string out = heading("Against stress", style);
  TextTable table{{{"Margins larger by", Align::left, 14},
                   {"Objective", Align::right, 10},
                   {"Runs for, months", Align::right, 10},
                   {"", Align::left, 8}},
                  {}};
  for (std::size_t c = 0; c < answer.candidates.size(); ++c) {
    const Candidate& one = answer.candidates[c];
    table.rows.push_back({{{percent(one.level)},
                           {percent(one.objective, 2)},
                           {fixed(one.running, 1)},
                           {c == answer.chosen ? "chosen" : ""}}});
  }
  return out + table.text(style) + paragraph(gain_words(of, answer), 0, kTextColumns);
}

nlohmann::ordered_json durable_json(const model::Case& of, const Answer& answer) {
  Json list = Json::array();
  for (const Candidate& one : answer.candidates)
    list.push_back({{"margins_larger_by", one.level},
                    {"objective", one.objective},
                    {"months_running", one.running}});
  Json gain = nullptr;
  if (answer.fresh) {
    const stress::Estimate& months = of_metric(of, answer, "running");
    gain = {{"months_running", months.mean},
            {"interval_95", Json::array({months.low, months.high})},
            {"histories", answer.fresh->results[0].histories}};
  }
  return {{"candidates", std::move(list)},
          {"chosen", answer.chosen},
          {"gain_in_other_histories", std::move(gain)},
          {"roadmap", answer.candidates.empty()
                          ? Json(nullptr)
                          : roadmap_json(of, answer.candidates[answer.chosen].roadmap)}};
}

}  // namespace tandem::report
