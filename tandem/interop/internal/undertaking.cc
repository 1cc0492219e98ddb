#include "tandem/interop/internal/undertaking.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace tandem::interop {
namespace {

/// What agreements oblige to, in the form that follows "shall"; sorted. A word that is as often a
/// noun at the head of a title ("transfer", "release") is meant as the verb.
constexpr std::string_view kVerbs[] = {
    "abide",      "abolish",      "abstain",     "accede",       "accept",    "adhere",
    "adjust",     "admit",        "adopt",       "advance",      "agree",     "allocate",
    "allow",      "amend",        "announce",    "apply",        "appoint",   "approve",
    "arrange",    "assemble",     "assist",      "assume",       "authorise", "authorize",
    "avoid",      "ban",          "be",          "begin",        "bring",     "build",
    "buy",        "call",         "cancel",      "carry",        "cease",     "certify",
    "clear",      "close",        "collect",     "commence",     "commit",    "compensate",
    "complete",   "comply",       "conclude",    "conduct",      "confirm",   "consult",
    "continue",   "contribute",   "convene",     "convert",      "cooperate", "create",
    "deactivate", "decide",       "declare",     "decommission", "decrease",  "deliver",
    "demarcate",  "demilitarise", "demobilise",  "demolish",     "deploy",    "describe",
    "designate",  "destroy",      "develop",     "direct",       "disable",   "disarm",
    "disband",    "disclose",     "discontinue", "discuss",      "dismantle", "dispatch",
    "dispose",    "distribute",   "draft",       "draw",         "elaborate", "elect",
    "eliminate",  "enact",        "encourage",   "end",          "endorse",   "engage",
    "enrich",     "ensure",       "enter",       "establish",    "evacuate",  "examine",
    "exchange",   "export",       "extend",      "facilitate",   "fill",      "finance",
    "form",       "freeze",       "fulfil",      "fund",         "give",      "grant",
    "guarantee",  "halt",         "hand",        "help",         "hold",      "host",
    "identify",   "implement",    "import",      "increase",     "inform",    "initiate",
    "inspect",    "install",      "invite",      "issue",        "join",      "keep",
    "lead",       "leave",        "let",         "license",      "lift",      "limit",
    "list",       "loan",         "maintain",    "make",         "meet",      "monitor",
    "move",       "negotiate",    "nominate",    "normalise",    "normalize", "notify",
    "observe",    "open",         "oppose",      "organise",     "pardon",    "participate",
    "pass",       "pay",          "perform",     "permit",       "place",     "prepare",
    "present",    "preserve",     "prevent",     "proceed",      "process",   "produce",
    "prohibit",   "promote",      "propose",     "protect",      "provide",   "publish",
    "pull",       "purchase",     "pursue",      "put",          "ratify",    "reactivate",
    "reaffirm",   "rebuild",      "receive",     "recognise",    "recognize", "recommend",
    "reconnect",  "redeploy",     "reduce",      "refer",        "refrain",   "register",
    "reimburse",  "release",      "remain",      "remove",       "reopen",    "repair",
    "repatriate", "repeal",       "replace",     "report",       "rescind",   "resolve",
    "respect",    "restore",      "restrict",    "resume",       "retain",    "return",
    "revert",     "review",       "revoke",      "seal",         "secure",    "seek",
    "sell",       "send",         "serve",       "set",          "settle",    "share",
    "ship",       "shut",         "sign",        "start",        "stop",      "store",
    "submit",     "supply",       "support",     "surrender",    "suspend",   "take",
    "terminate",  "test",         "transfer",    "transport",    "treat",     "turn",
    "undertake",  "unfreeze",     "use",         "vacate",       "verify",    "waive",
    "withdraw",   "withhold",     "work"};
static_assert(std::ranges::is_sorted(kVerbs));

std::string_view word_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  std::size_t end = at;
  while (end < text.size() && std::isalpha(static_cast<unsigned char>(text[end])) != 0) ++end;
  return text.substr(at, end - at);
}

std::string with_small_letter(std::string_view text) {
  std::string out(text);
  if (!out.empty())
    out.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(out.front())));
  return out;
}

std::string with_capital(std::string text) {
  if (!text.empty())
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

bool is_verb(std::string_view word) { return std::ranges::binary_search(kVerbs, word); }

std::string ended(std::string_view sentence) {
  std::string out(sentence);
  while (!out.empty() && out.back() == ' ') out.pop_back();
  if (!out.empty() && std::string_view(".!?").find(out.back()) == std::string_view::npos)
    out += '.';
  return out;
}

}  // namespace

bool is_imperative(std::string_view title) {
  const std::string_view first = word_at(title, 0);
  const std::string word = with_small_letter(first);
  const bool adverb = word == "not" || (word.size() > 4 && word.ends_with("ly"));
  if (!adverb || is_verb(word)) return is_verb(word);
  return is_verb(word_at(title, first.size() + 1));
}

std::string undertaking(const model::Obligation& obligation, const std::string& actors) {
  using model::ObligationKind;
  const std::string_view title = obligation.title.empty() ? obligation.id : obligation.title;
  const bool event =
      obligation.kind == ObligationKind::milestone || obligation.kind == ObligationKind::happening;
  if (actors.empty() || (event && !is_imperative(title)))
    return event && !actors.empty() ? ended(fmt::format("{}: {}", with_capital(actors), title))
                                    : ended(title);
  const bool effort = obligation.trigger.effort;
  if (is_imperative(title))
    return ended(fmt::format("{} shall {}{}", with_capital(actors), effort ? "seek to " : "",
                             with_small_letter(title)));
  if (obligation.kind == ObligationKind::rule)
    return ended(fmt::format("The following applies to {}: {}", actors, title));
  return ended(fmt::format(
      "{} shall {}: {}", with_capital(actors),
      effort ? "make efforts towards the following" : "carry out the following", title));
}

}  // namespace tandem::interop
