#include <fmt/format.h>

#include <algorithm>

#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/report/diff_report.h"
#include "tandem/report/internal/text_table.h"

namespace tandem::report {
namespace {

using drafting::ChangedKey;
using drafting::ChangedObligation;
using Kind = ChangedObligation::Kind;

constexpr std::size_t kIndent = 4;

std::string signed_points(double points) { return (points > 0 ? "+" : "") + fixed(points, 2); }

std::string quoted_or_nothing(const std::string& text) { return text.empty() ? "(nothing)" : text; }

/// Short values on one line, long ones below each other.
std::string key_lines(const ChangedKey& key, std::size_t indent) {
  const std::string line = fmt::format("{}: {} -> {}", key.key, quoted_or_nothing(key.before),
                                       quoted_or_nothing(key.after));
  if (display_width(line) + indent <= kTextColumns) return paragraph(line, indent, kTextColumns);
  return paragraph(key.key + ":", indent, kTextColumns) +
         paragraph("- " + quoted_or_nothing(key.before), indent + 2, kTextColumns) +
         paragraph("+ " + quoted_or_nothing(key.after), indent + 2, kTextColumns);
}

std::string day_text(const std::optional<model::Day>& day) {
  return day ? format_date(Date(*day)) : "no day";
}

std::string due_line(const ChangedObligation& one) {
  if (one.due_before == one.due_after && one.kind == Kind::changed) return {};
  if (one.kind == Kind::added) return "due: " + day_text(one.due_after);
  if (one.kind == Kind::removed) return "was due: " + day_text(one.due_before);
  std::string line =
      fmt::format("due: {} -> {}", day_text(one.due_before), day_text(one.due_after));
  if (one.due_before && one.due_after) {
    const auto days = (*one.due_after - *one.due_before).count();
    line += fmt::format(" ({} day{} {})", std::abs(days), std::abs(days) == 1 ? "" : "s",
                        days > 0 ? "later" : "earlier");
  }
  return line;
}

std::string worth_line(const ChangedObligation& one) {
  std::vector<std::string> parts;
  for (const auto& [party, points] : one.worth)
    parts.push_back(fmt::format("{} to {}", signed_points(points), party));
  return parts.empty() ? "" : "worth: " + join_words(parts);
}

std::string for_whom(const ChangedObligation& one) {
  if (one.actors.empty()) return {};
  std::string words = join_words(one.actors);
  if (!one.counterparts.empty()) words += " to " + join_words(one.counterparts);
  return words;
}

std::string obligation_text(const ChangedObligation& one, TextStyle style) {
  const auto [mark, ink] = one.kind == Kind::added     ? std::pair{"+", Ink::good}
                           : one.kind == Kind::removed ? std::pair{"-", Ink::bad}
                                                       : std::pair{"~", Ink::strong};
  std::string text = inked(fmt::format("{} {}", mark, one.id), ink, style) + "  " +
                     shortened(printable(one.title), kTextColumns - 6 - display_width(one.id)) +
                     "\n";
  for (const std::string& line : {for_whom(one), due_line(one), worth_line(one)})
    if (!line.empty()) text += paragraph(line, kIndent, kTextColumns);
  for (const ChangedKey& key : one.keys) text += key_lines(key, kIndent);
  return text;
}

std::string counts(const drafting::AgreementDiff& changed) {
  const auto number = [&](Kind kind) {
    return std::ranges::count(changed.obligations, kind, &ChangedObligation::kind);
  };
  return fmt::format("{} obligations added, {} removed, {} changed, {} the same.",
                     number(Kind::added), number(Kind::removed), number(Kind::changed),
                     changed.same);
}

std::string head_text(const drafting::AgreementDiff& changed, TextStyle style) {
  if (changed.head.empty() && changed.actors_added.empty() && changed.actors_removed.empty())
    return {};
  std::string text = heading("The agreement", style);
  for (const ChangedKey& key : changed.head) text += key_lines(key, 0);
  if (!changed.actors_added.empty())
    text += paragraph("new: " + join_words(changed.actors_added), 0, kTextColumns);
  if (!changed.actors_removed.empty())
    text += paragraph("no longer: " + join_words(changed.actors_removed), 0, kTextColumns);
  return text;
}

std::string gains_text(const drafting::Gains& gains, TextStyle style) {
  if (gains.parties.empty()) return {};
  TextTable table{
      {{"party"}, {"before", Align::right}, {"after", Align::right}, {"change", Align::right}}, {}};
  for (const drafting::PartyGain& one : gains.parties)
    table.rows.push_back({{{one.name},
                           {fixed(one.before, 2)},
                           {fixed(one.after, 2)},
                           {signed_points(one.after - one.before)}}});
  std::string text =
      heading("The whole text to each party", style) + table.text(style) +
      paragraph(
          "Present value if all carry it out, at the likeliest worths of the case; each party's "
          "gains sum to 100, and no agreement is 0.",
          0, kTextColumns);
  for (const Diagnostic& d : gains.left_out)
    text += paragraph("Not counted: " + d.message + ".", 0, kTextColumns);
  return text;
}

}  // namespace

std::string diff_text(const TextDiff& of, TextStyle style) {
  std::string text = paragraph(fmt::format("From: {}", printable(of.before)), 0, kTextColumns) +
                     paragraph(fmt::format("To:   {}", printable(of.after)), 0, kTextColumns);
  if (of.changed.empty()) return text + "\nNothing changed.\n";
  text += paragraph(counts(of.changed), 0, kTextColumns) + head_text(of.changed, style);
  if (!of.changed.obligations.empty()) text += heading("Obligations", style);
  for (const ChangedObligation& one : of.changed.obligations) text += obligation_text(one, style);
  return text + gains_text(of.gains, style);
}

}  // namespace tandem::report
