#include <fmt/format.h>

#include <cmath>

#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/report/internal/json_values.h"
#include "tandem/report/internal/sensitivity_words.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using stress::Box;
using stress::Driver;
using stress::Sensitivity;
using stress::Target;

bool is_share(const Target& target) { return target.what != Target::What::value; }

std::string value_of(const Target& target, double value) {
  return is_share(target) ? percent(value) : points(value);
}

std::string index_words(double index, double error) {
  return fmt::format("{} ± {}", percent(std::max(0.0, index), 0),
                     fixed(100 * half_interval(error), 0));
}

std::string number_words(double value) { return trimmed(value, std::abs(value) < 1 ? 3 : 1); }

std::string drivers(const Sensitivity& made, TextStyle style) {
  TextTable table{{{"Number", Align::left, 24, 44},
                   {"5 to 95 %", Align::right, 12},
                   {"Alone", Align::right, 9},
                   {"In all", Align::right, 9},
                   {"More of it", Align::left, 8}},
                  {}};
  for (const Driver& driver : made.drivers)
    table.rows.push_back({{{driver.name},
                           {number_words(driver.low) + " to " + number_words(driver.high)},
                           {index_words(driver.first, driver.first_error)},
                           {index_words(driver.total, driver.total_error)},
                           {std::string(direction_words(driver))}}});
  return table.text(style) +
         paragraph(
             "Alone: the share of the variance between worlds that would go if the number "
             "were known. In all: the share that would be left if it alone were not known. "
             "With 95 % intervals.",
             0, kTextColumns);
}

std::string side_words(const Box::Side& side) {
  if (side.above && side.below)
    return fmt::format("{} from {} to {}", side.name, number_words(*side.above),
                       number_words(*side.below));
  if (side.above) return fmt::format("{} above {}", side.name, number_words(*side.above));
  return fmt::format("{} below {}", side.name, number_words(*side.below));
}

std::string box_words(const Sensitivity& made, const Target& target, TextStyle style) {
  std::string out = heading("Where it fails", style);
  const std::string worst = fmt::format("In the worst quarter of the worlds it is below {}. ",
                                        value_of(target, made.low));
  if (!made.box)
    return out + paragraph(worst + "No few of the numbers above say which worlds those are.", 0,
                           kTextColumns);
  out += paragraph(worst + "Mostly there:", 0, kTextColumns);
  for (const Box::Side& side : made.box->sides) out += paragraph(side_words(side), 2, kTextColumns);
  out += paragraph(
      fmt::format("{} of the worlds are such, {} of them are among the worst, which are {} of all "
                  "the worst (measured on worlds other than those in which it was found).",
                  percent(made.box->mass, 0), percent(made.box->density, 0),
                  percent(made.box->coverage, 0)),
      0, kTextColumns);
  return out;
}

}  // namespace

std::string sensitivity_text(const model::Case& of, const model::Roadmap& roadmap,
                             const Target& target, const Sensitivity& made, TextStyle style) {
  std::string out = fmt::format("{}: {}\n", of.data().id, title_of(roadmap));
  out += paragraph(
      fmt::format("What decides {}: {} on average over {} worlds. Between worlds it differs by {} "
                  "(standard deviation), which is what is not known; within a world, between "
                  "histories, by {}, which is chance.",
                  target_words(of, target), value_of(target, made.mean), made.worlds,
                  value_of(target, made.spread), value_of(target, made.chance)),
      0, kTextColumns);
  if (made.spread <= 0)
    return out + paragraph("No uncertain number makes a difference that chance does not cover.", 0,
                           kTextColumns);
  out += heading("What decides it", style) + drivers(made, style) + box_words(made, target, style);
  if (made.stopped) out += "It was stopped before all numbers were measured.\n";
  return out;
}

nlohmann::ordered_json sensitivity_json(const model::Case& of, const model::Roadmap& roadmap,
                                        const Target& target, const Sensitivity& made) {
  Json list = Json::array();
  for (const Driver& driver : made.drivers)
    list.push_back({{"number", driver.name},
                    {"p5", driver.low},
                    {"p95", driver.high},
                    {"first_order", driver.first},
                    {"first_order_error", driver.first_error},
                    {"total", driver.total},
                    {"total_error", driver.total_error},
                    {"rank_correlation", driver.slope}});
  Json box = nullptr;
  if (made.box) {
    Json sides = Json::array();
    for (const Box::Side& side : made.box->sides)
      sides.push_back(
          {{"number", side.name}, {"above", or_null(side.above)}, {"below", or_null(side.below)}});
    box = {{"sides", std::move(sides)},
           {"density", made.box->density},
           {"coverage", made.box->coverage},
           {"mass", made.box->mass}};
  }
  return {{"kind", "sensitivity"},
          {"format", 1},
          {"case", of.data().id},
          {"roadmap", roadmap.name},
          {"of", target.name},
          {"worlds", made.worlds},
          {"mean", made.mean},
          {"worst_quarter_below", made.low},
          {"between_worlds", made.spread},
          {"between_histories", made.chance},
          {"drivers", std::move(list)},
          {"worst_where", std::move(box)},
          {"stopped", made.stopped}};
}

}  // namespace tandem::report
