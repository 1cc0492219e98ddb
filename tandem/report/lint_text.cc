#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "tandem/base/width.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/lint_report.h"

namespace tandem::report {
namespace {

using lint::Finding;

constexpr std::array<lint::Level, 3> kFromTheTop{lint::Level::error, lint::Level::warning,
                                                 lint::Level::note};

Ink ink_of(lint::Level level) {
  if (level == lint::Level::error) return Ink::bad;
  return level == lint::Level::warning ? Ink::strong : Ink::faint;
}

std::string place(const SourceLoc& at) {
  const std::string file = printable(at.file);
  return at.line > 0 ? fmt::format("{}:{}", file, at.line) : file;
}

/// A line of YAML; one that is too wide goes on below, indented deeper, which YAML reads as one.
std::string pasted(std::string_view line, std::size_t indent) {
  const std::size_t own = std::min(line.find_first_not_of(' '), line.size());
  const std::size_t left = indent + own;
  std::string lines;
  std::size_t more = 0;
  for (const std::string& part : wrapped(line.substr(own), kTextColumns - left - 4)) {
    lines += std::string(left + more, ' ') + part + "\n";
    more = 4;
  }
  return lines;
}

std::string paste_block(const std::string& paste) {
  std::string lines = "  paste:\n";
  std::string_view rest = paste;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    lines += pasted(rest.substr(0, end), 4);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return lines;
}

std::string finding_text(const Finding& finding, bool with_precedent, TextStyle style) {
  std::string text = "\n" + inked(place(finding.at), Ink::faint, style);
  text += "  " + inked(finding.rule->id, ink_of(finding.level), style);
  if (finding.allowed) text += "  (allowed)";
  text += "\n";
  if (!finding.words.empty())
    text += paragraph(fmt::format("\"{}\"", printable(finding.words)), 2, kTextColumns);
  text += paragraph(printable(finding.message), 2, kTextColumns);
  if (finding.allowed) {
    return text + paragraph("allowed: " + printable(finding.reason), 2, kTextColumns);
  }
  if (with_precedent)
    text += paragraph(fmt::format("precedent: {}", finding.rule->precedent), 2, kTextColumns);
  text += paragraph("repair: " + printable(finding.repair), 2, kTextColumns);
  return text + paste_block(finding.paste);
}

std::string counts(const LintReport& report) {
  std::array<std::size_t, 3> of{};
  std::size_t allowed = report.hidden;
  for (const Finding& finding : report.findings) {
    if (finding.allowed)
      ++allowed;
    else
      ++of[static_cast<std::size_t>(finding.level)];
  }
  std::string words =
      fmt::format("{}, {}, {}", counted(of[2], "error", "errors"),
                  counted(of[1], "warning", "warnings"), counted(of[0], "note", "notes"));
  if (allowed > 0) words += fmt::format("; {} allowed", allowed);
  return words;
}

/// Warnings that are no findings, under a heading of their own.
std::string listed(std::string_view name, const std::vector<Diagnostic>& warnings,
                   TextStyle style) {
  std::string text = warnings.empty() ? "" : heading(name, style);
  for (const Diagnostic& one : warnings)
    text += "\n" + place(one.at) + "  " + one.rule + "\n" +
            paragraph(printable(one.message + "; " + one.repair), 2, kTextColumns);
  return text;
}

}  // namespace

std::string_view level_word(lint::Level level) {
  switch (level) {
    case lint::Level::note:
      return "note";
    case lint::Level::warning:
      return "warning";
    case lint::Level::error:
      return "error";
  }
  return "";
}

std::string lint_text(const model::Agreement&, const LintReport& report, TextStyle style) {
  std::string text;
  std::set<std::string_view> told;
  for (const lint::Level level : kFromTheTop) {
    std::vector<const Finding*> here;
    for (const Finding& finding : report.findings)
      if (finding.level == level) here.push_back(&finding);
    if (here.empty()) continue;
    text += heading(capitalised(std::string(level_word(level)) + "s"), style);
    for (const Finding* finding : here)
      text += finding_text(*finding, told.insert(finding->rule->id).second, style);
  }
  text += listed("Names of nobody", report.misspelt, style);
  text += listed("Allowed in vain", report.unused, style);
  return text + (text.empty() ? "" : "\n") + counts(report) + "\n";
}

std::string lint_rules_text(TextStyle style) {
  std::string text;
  for (const lint::Rule& rule : lint::rules()) {
    text += fmt::format("{}  ({})\n", inked(rule.id, Ink::strong, style), level_word(rule.level));
    text += paragraph(rule.what, 2, kTextColumns);
    text += paragraph(rule.precedent, 4, kTextColumns);
  }
  return text;
}

}  // namespace tandem::report
