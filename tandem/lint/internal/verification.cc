#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "tandem/lint/internal/families.h"
#include "tandem/lint/internal/paste.h"

namespace tandem::lint {
namespace {

using model::Obligation;
using model::ObligationKind;

bool has_means(const Obligation& it) {
  return it.verification && !says_none(it.verification->means);
}

/// "under the Pyongyang Declaration": the name of a document, not a claim.
bool is_name(std::string_view text, const Said& said) {
  const auto is_upper = [&](std::size_t at) {
    return std::isupper(static_cast<unsigned char>(text[at])) != 0;
  };
  if (!is_upper(said.begin)) return false;
  const auto before = tokens_of(text.substr(0, said.begin));
  return !before.empty() && is_upper(before.back().begin);
}

const Said* claim_in(const Context& c, std::size_t o) {
  for (const Said& said : c.said[o])
    if (said.topic == Topic::claim && !is_name(c.text_of(o, said), said)) return &said;
  return nullptr;
}

/// Obligations with a verification that lacks something, in sets of one operator and means.
Sets lacking(const Rule& rule, const Context& c, bool (*lacks)(const Obligation&)) {
  std::vector<std::size_t> all;
  std::vector<std::string> keys;
  for (std::size_t o = 0; o < c.size(); ++o) {
    const Obligation& it = c.at(o);
    const bool of_party = c.by_party(o) && it.kind != ObligationKind::milestone;
    if (!c.live(o) || !of_party || !has_means(it) || !lacks(it)) continue;
    all.push_back(o);
    keys.push_back(fmt::format("{}\n{}", it.verification->operated_by, it.verification->means));
  }
  return in_sets(rule, c, all, keys);
}

/// "photographs from the air by observers".
std::string verifier(const Context& c, const Obligation& it) {
  const model::ObligationVerification& v = *it.verification;
  if (v.operated_by.empty()) return fmt::format("'{}'", v.means);
  const auto actor = c.of.find_actor(v.operated_by);
  return fmt::format("'{}' by {}", v.means, actor ? c.of.actor(*actor).name : v.operated_by);
}

Finding on_set(const Rule& rule, const Context& c, const std::vector<std::size_t>& set) {
  Finding made = finding(rule, c, set);
  made.words = c.at(set.front()).verification->means;
  for (const std::size_t o : set)
    made.paste += paste_lines(c.at(o).id, {{"verification", verification_value(c, o)}});
  return made;
}

std::string of_what(const Context& c, const std::vector<std::size_t>& set) {
  return set.size() == 1 ? label(c, set.front()) : ids(c, set);
}

}  // namespace

Found unverified_claim(const Rule& rule, const Context& c) {
  Found found;
  for (std::size_t o = 0; o < c.size(); ++o) {
    const Obligation& it = c.at(o);
    if (has_means(it) || !c.is_step(o)) continue;
    const Said* words = claim_in(c, o);
    if (words == nullptr) continue;
    Finding made = finding(rule, c, {o});
    made.at = c.place(o, *words);
    made.words = c.quoted(o, *words);
    made.message = fmt::format("{}: nothing lets the others check this claim of {}", label(c, o),
                               actors(c, o));
    made.repair = "agree with the claim how it is checked, by whom and against what";
    made.paste = paste_lines(it.id, {{"verification", verification_value(c, o)}});
    found.push_back(std::move(made));
  }
  return found;
}

Found undisclosed_verification(const Rule& rule, const Context& c) {
  Found found;
  const auto lacks = [](const Obligation& it) { return says_none(it.verification->disclosure); };
  for (const auto& set : lacking(rule, c, lacks)) {
    Finding made = on_set(rule, c, set);
    made.message = fmt::format("{} {} verified through {}, and nothing says who sees the result",
                               of_what(c, set), is_are(set.size()), verifier(c, c.at(set.front())));
    made.repair = "say under 'disclosure' who sees what, and when";
    found.push_back(std::move(made));
  }
  return found;
}

Found verifier_without_fallback(const Rule& rule, const Context& c) {
  Found found;
  const auto lacks = [](const Obligation& it) { return says_none(it.verification->fallback); };
  for (const auto& set : lacking(rule, c, lacks)) {
    Finding made = on_set(rule, c, set);
    made.message = fmt::format(
        "{} {} on {} alone: where that fails or is sent away, nothing takes its place",
        of_what(c, set), set.size() == 1 ? "rests" : "rest", verifier(c, c.at(set.front())));
    made.repair = "name under 'fallback' who or what takes over";
    found.push_back(std::move(made));
  }
  return found;
}

}  // namespace tandem::lint
