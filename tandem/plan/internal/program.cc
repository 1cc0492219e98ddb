#include "tandem/plan/internal/program.h"

namespace tandem::plan::internal {
namespace {

using solver::Program;
using solver::Row;

Row row_of(const Gauge& gauge) {
  return {gauge.lower - gauge.constant, gauge.upper - gauge.constant, gauge.entries};
}

bool limited(const Gauge& gauge) { return gauge.lower > -kInfinity || gauge.upper < kInfinity; }

void add_columns(const Formulation& of, Program& program) {
  for (const Column& column : of.columns)
    program.columns.push_back({0, column.upper, 0, column.integer});
}

void add_limits(const Formulation& of, Program& program) {
  for (const Gauge& gauge : of.gauges)
    if (needs_row(of, gauge)) program.rows.push_back(row_of(gauge));
}

/// Whether a term is one linear form, so that the solver needs no column for it.
bool linear(const Formulation& of, const Term& term) {
  return term.gauges.size() == 1 &&
         of.gauges[static_cast<std::size_t>(term.gauges.front())].constant == 0;
}

void add_term(const Formulation& of, const Term& term, Program& program) {
  if (linear(of, term)) {
    const Gauge& gauge = of.gauges[static_cast<std::size_t>(term.gauges.front())];
    for (const Entry& entry : gauge.entries)
      program.columns[static_cast<std::size_t>(entry.column)].objective +=
          term.weight * entry.value;
    return;
  }
  const auto least = static_cast<int>(program.columns.size());
  program.columns.push_back({term.floor, kInfinity, term.weight, false});
  for (const int index : term.gauges) {
    const Gauge& gauge = of.gauges[static_cast<std::size_t>(index)];
    Row row{-gauge.constant, kInfinity, gauge.entries};
    row.entries.push_back({least, -1});
    program.rows.push_back(std::move(row));
  }
}

}  // namespace

Program to_program(const Formulation& of) {
  Program program;
  add_columns(of, program);
  add_limits(of, program);
  for (const Term& term : of.terms) add_term(of, term, program);
  return program;
}

Elastic to_elastic(const Formulation& of) {
  Elastic elastic;
  add_columns(of, elastic.program);
  elastic.first_miss = elastic.program.columns.size();
  for (const Gauge& gauge : of.gauges) {
    const bool bends = limited(gauge) && !gauge.structural;
    const double price = bends ? -1 / gauge.unit : 0;
    const double most = bends ? kInfinity : 0;
    const auto below = static_cast<int>(elastic.program.columns.size());
    elastic.program.columns.push_back({0, most, price, false});
    elastic.program.columns.push_back({0, most, price, false});
    if (!limited(gauge)) continue;
    Row row = row_of(gauge);
    row.entries.push_back({below, 1});
    row.entries.push_back({below + 1, -1});
    elastic.program.rows.push_back(std::move(row));
  }
  return elastic;
}

std::vector<double> complete(const Formulation& of, const std::vector<double>& values) {
  std::vector<double> all = values;
  for (const Term& term : of.terms)
    if (!linear(of, term)) all.push_back(value_of(of, term, values));
  return all;
}

}  // namespace tandem::plan::internal
