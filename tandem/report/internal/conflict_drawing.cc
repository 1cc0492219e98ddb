#include "tandem/report/internal/conflict_drawing.h"

#include <fmt/format.h>

#include <algorithm>

#include "tandem/report/internal/chart.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using model::Limit;

constexpr double kWidth = 640;  // pixels
constexpr double kNames = 330;  // columns begin to the right of it
constexpr double kTop = 30;
constexpr double kRowGap = 19;
constexpr double kMostGap = 46;  // between columns
constexpr double kHolderGap = 10;

/// One limit: the same name means the same limit, whatever case it is of.
struct Row {
  std::string holder;
  std::string name;
  double y = 0;
};

std::string holder_words(const model::Case& of, const Limit& limit) {
  const auto holder = model::holder_of(of, limit);
  return holder ? short_name(of.party(*holder)) : "The case";
}

/// Rows by holder, in the order of the case's parties, then those that are nobody's alone.
std::vector<Row> rows_of(const std::vector<NamedConflict>& conflicts) {
  std::vector<std::pair<std::size_t, Row>> rows;
  for (const NamedConflict& conflict : conflicts)
    for (const Limit& limit : conflict.limits) {
      const std::string name = model::name_of(*conflict.of, limit);
      if (std::ranges::any_of(rows, [&](const auto& row) { return row.second.name == name; }))
        continue;
      const auto holder = model::holder_of(*conflict.of, limit);
      rows.emplace_back(holder ? holder->index() : conflict.of->parties().size(),
                        Row{holder_words(*conflict.of, limit), name});
    }
  std::ranges::stable_sort(rows, {}, [](const auto& row) { return row.first; });
  std::vector<Row> sorted;
  double y = kTop;
  for (auto& [order, row] : rows) {
    const bool first = sorted.empty() || sorted.back().holder != row.holder;
    y += first && !sorted.empty() ? kRowGap + kHolderGap : kRowGap;
    row.y = y;
    sorted.push_back(std::move(row));
  }
  return sorted;
}

Html names(const std::vector<Row>& rows) {
  Html out;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (k == 0 || rows[k - 1].holder != rows[k].holder)
      out += words_at({8, rows[k].y + 4}, "", rows[k].holder);
    out += words_at({kNames - 14, rows[k].y + 4}, "end", rows[k].name);
    out += segment({kNames, rows[k].y}, {kWidth - 8, rows[k].y}, "grid");
  }
  return out;
}

Html column(const NamedConflict& conflict, const std::vector<Row>& rows, double x) {
  std::vector<double> at;
  Html dots;
  for (const Limit& limit : conflict.limits) {
    const std::string name = model::name_of(*conflict.of, limit);
    at.push_back(std::ranges::find(rows, name, &Row::name)->y);
    dots += dot({x, at.back()}, "dot", model::words_of(*conflict.of, limit));
  }
  const auto [top, foot] = std::ranges::minmax(at);
  return words_at({x, kTop - 6}, "mid", conflict.name) + segment({x, top}, {x, foot}, "join") +
         dots;
}

}  // namespace

Html conflict_drawing(const std::vector<NamedConflict>& conflicts, const std::string& title) {
  std::vector<NamedConflict> drawn = conflicts;
  std::erase_if(drawn, [](const NamedConflict& conflict) { return conflict.limits.empty(); });
  if (drawn.empty()) return {};
  const std::vector<Row> rows = rows_of(drawn);
  const double gap =
      std::min(kMostGap, (kWidth - kNames - 8) / (static_cast<double>(drawn.size()) + 0.5));
  Html inner = names(rows);
  for (std::size_t k = 0; k < drawn.size(); ++k)
    inner += column(drawn[k], rows, kNames + gap * (static_cast<double>(k) + 0.75));
  return chart_drawing(kWidth, rows.back().y + kRowGap, title,
                       "Each column is a set of limits that cannot all be held; the words below "
                       "say what they are.",
                       inner);
}

}  // namespace tandem::report
