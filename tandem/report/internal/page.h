#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tandem/model/numbers.h"
#include "tandem/report/internal/facts.h"
#include "tandem/report/internal/html.h"
#include "tandem/report/internal/step_chart.h"

/// The sections of the printable page, one function each, and what they share.
namespace tandem::report {

struct Page {
  explicit Page(const Brief& from);

  const Brief& brief;
  const model::Case& of;
  const model::Roadmap& roadmap;
  const assess::Assessment& assessment;
  std::vector<Tranche> steps;
  model::Census numbers;

  [[nodiscard]] std::string title() const;
  [[nodiscard]] int phases() const { return of.time().phases; }
  [[nodiscard]] std::vector<PartyId> principals() const;
  /// The parties that are in at some time.
  [[nodiscard]] std::vector<PartyId> members() const;
  /// Month from which a member is in.
  [[nodiscard]] int since(PartyId member) const;
};

[[nodiscard]] std::string_view style_sheet();

[[nodiscard]] Html summary_section(const Page& page);
[[nodiscard]] Html timeline_section(const Page& page);
/// Empty where the roadmap is no agreement's.
[[nodiscard]] Html text_section(const Page& page);
[[nodiscard]] Html exchange_section(const Page& page);
[[nodiscard]] Html principles_section(const Page& page);
[[nodiscard]] Html gains_section(const Page& page);
[[nodiscard]] Html leverage_section(const Page& page);
/// A part of the section on exposure.
[[nodiscard]] Html covert_html(const Page& page);
[[nodiscard]] Html security_section(const Page& page);
[[nodiscard]] Html alternatives_section(const Page& page);
/// Empty where no histories were played.
[[nodiscard]] Html stress_section(const Page& page);
/// Empty where the window was not explored.
[[nodiscard]] Html window_section(const Page& page);
[[nodiscard]] Html assumptions_section(const Page& page);

/// A section with its heading.
/// @param css  "fresh": begins a page in print
[[nodiscard]] Html section(std::string_view id, std::string_view title, const Html& inner,
                           std::string_view css = "");
/// The one-line summary in words that goes with a chart or table.
[[nodiscard]] Html message(std::string_view words);
/// A drawing and what stands below it.
[[nodiscard]] Html figure(std::string_view css, const Html& inner);
/// A verdict as a word in a box whose border, not only its colour, tells.
[[nodiscard]] Html verdict_html(assess::Verdict verdict);

/// A finding's number, and below it its range where it has one.
[[nodiscard]] Html value_html(const assess::Finding& finding);

/// A row of a table by phase: its name and one value for each phase, then the end.
struct PhaseRow {
  std::string name;
  std::vector<std::optional<double>> values;
};
/// Tables by phase, as many as their width asks for.
/// @param shade  CSS class of a value, e.g. how good it is
[[nodiscard]] Html phase_tables(const Page& page, const std::string& caption,
                                const std::vector<PhaseRow>& rows, std::string (*shade)(double),
                                std::string_view end_head);

/// A chart with the phases below its axis, otherwise empty. It ends after the last phase.
[[nodiscard]] StepChart phase_chart(const Page& page, std::string title, std::string description);

/// Small charts beside each other, one a member, of a table by decision month in points.
/// @param like  what they share: size, range, levels; its title is what is drawn, e.g. "Margin"
[[nodiscard]] Html party_charts(const Page& page, const StepChart& like, int style,
                                const std::vector<std::vector<double>>& values);

/// A row of values by decision month as a line, normalised points as shares of the scale.
/// @param since  month from which on it is drawn
[[nodiscard]] std::vector<assess::Step> steps_of(const std::vector<int>& months,
                                                 const std::vector<double>& values, double scale,
                                                 int since);

}  // namespace tandem::report
