#include "tandem/interop/clauses.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/base/text.h"
#include "tandem/interop/internal/undertaking.h"

namespace tandem::interop {
namespace {

/// `first`, or `between` and `words` after it; nothing where `words` is empty.
void append(std::string& all, std::string_view between, const std::string& words) {
  if (words.empty()) return;
  if (!all.empty()) all += between;
  all += words;
}

/// "1,250,000.5", without trailing zeros.
std::string number_words(double value) {
  std::string digits = fixed(value, 4);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  const std::size_t first = digits.find_first_of("0123456789");
  const std::size_t end = std::min(digits.find('.'), digits.size());
  for (std::size_t at = end; at > first + 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

void add(std::vector<Clause>& all, std::string label, std::string words) {
  if (!words.empty()) all.push_back({std::move(label), std::move(words)});
}

std::string days_late(int days) {
  if (days == 0) return ", on the day";
  const int many = std::abs(days);
  return fmt::format(", {} day{} {}", many, many == 1 ? "" : "s", days > 0 ? "late" : "early");
}

std::string titled(const model::Obligation& obligation) {
  return obligation.title.empty() ? obligation.id
                                  : fmt::format("{} ({})", obligation.id, obligation.title);
}

std::string group_words(const View& view, model::ObligationId id) {
  const std::string& group = view.of().obligation(id).group;
  std::vector<model::ObligationId> others;
  if (!group.empty())
    for (const model::ObligationId other : view.shown())
      if (other != id && view.of().obligation(other).group == group) others.push_back(other);
  return id_words(view.of(), others);
}

}  // namespace

std::string undertaking_words(const View& view, model::ObligationId id) {
  const model::Obligation& obligation = view.of().obligation(id);
  if (!obligation.text.empty()) return obligation.text;
  return undertaking(obligation, actor_words(view.of(), obligation.actors));
}

std::string quantity_words(const model::Obligation& obligation) {
  if (!obligation.quantity) return "";
  const model::Quantity& quantity = *obligation.quantity;
  std::string words = quantity.ranged ? fmt::format("{} to {}", number_words(quantity.low),
                                                    number_words(quantity.high))
                                      : number_words(quantity.mode);
  append(words, " ", obligation.unit);
  return words;
}

std::string verification_words(const View& view, const model::Obligation& obligation) {
  if (!obligation.verification) return "";
  const model::ObligationVerification& check = *obligation.verification;
  const model::Agreement& of = view.of();
  std::string words = check.means;
  if (!check.operated_by.empty())
    append(words, ", ", "by " + actor_or_words(of, check.operated_by));
  if (!check.approval.empty())
    append(words, "; ", "needs the consent of " + actor_or_words(of, check.approval));
  if (!check.fallback.empty()) append(words, "; ", "failing that, " + check.fallback);
  if (check.takes)
    append(words, "; ", "within " + model::length_words(*check.takes) + " of completion");
  if (!check.disclosure.empty())
    append(words, "; ", "the result is shown to " + actor_or_words(of, check.disclosure));
  return words;
}

std::string exchange_words(const View& view, const model::Obligation& obligation, Naming naming) {
  std::vector<model::ObligationId> shown;
  for (const model::ObligationId id : obligation.exchanged_for)
    if (view.shows(id)) shown.push_back(id);
  const std::size_t hidden = obligation.exchanged_for.size() - shown.size();
  std::string words;
  if (naming == Naming::ids) words = id_words(view.of(), shown);
  if (naming == Naming::titles)
    for (const model::ObligationId id : shown)
      append(words, "; ", titled(view.of().obligation(id)));
  if (hidden > 0) append(words, "; ", obligations_counted(hidden) + " not shown here");
  return words;
}

std::string waits_words(const View& view, const model::Obligation& obligation) {
  std::vector<std::string> all;
  for (const model::Moment& moment : obligation.waits_for)
    all.push_back(moment_words(view.of(), moment, view.up_to()));
  return join_words(all);
}

std::string source_words(const View& view, const model::Obligation& obligation) {
  std::string words;
  for (const ProvenanceId id : obligation.sources) {
    const model::Provenance& source = view.of().data().provenances[id.index()];
    append(words, "; ", source.title.empty() ? source.id : source.title);
  }
  return words;
}

std::string marking_words(const model::Obligation& obligation) {
  std::string words;
  if (obligation.tlp != model::Tlp::clear) words = tlp_words(obligation.tlp);
  if (!obligation.compartment.empty()) append(words, ", ", "compartment " + obligation.compartment);
  return words;
}

std::string state_words(const View& view, model::ObligationId id) {
  const model::Obligation& obligation = view.of().obligation(id);
  const model::Dates& dates = view.dates().of[id.index()];
  std::string words;
  if (obligation.started) append(words, "; ", "begun on " + format_date_long(*obligation.started));
  if (obligation.done)
    append(words, "; ",
           "done on " + format_date_long(*obligation.done) +
               (dates.recorded && dates.late ? days_late(*dates.late) : ""));
  if (obligation.verified)
    append(words, "; ", "verified on " + format_date_long(*obligation.verified));
  if (words.find(obligation.outcome) == std::string::npos) append(words, "; ", obligation.outcome);
  return words;
}

std::vector<Clause> clauses(const View& view, model::ObligationId id, Naming naming) {
  const model::Obligation& obligation = view.of().obligation(id);
  std::vector<Clause> all;
  add(all, "Owed to",
      obligation.counterparts == obligation.actors
          ? "each other"
          : actor_words(view.of(), obligation.counterparts));
  add(all, "Quantity", quantity_words(obligation));
  add(all, "Legal form", obligation.legal_form);
  add(all, "In exchange for", exchange_words(view, obligation, naming));
  add(all, "Simultaneous with", group_words(view, id));
  add(all, "Verification", verification_words(view, obligation));
  add(all, "No violation", obligation.tolerance);
  if (obligation.cure)
    add(all, "Cure", "a violation may be mended within " + model::length_words(*obligation.cure));
  add(all, "Decided by", actor_or_words(view.of(), obligation.decided_by));
  add(all, "Costs", actor_or_words(view.of(), obligation.financing));
  return all;
}

}  // namespace tandem::interop
