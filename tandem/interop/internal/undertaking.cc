#include "tandem/interop/internal/undertaking.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace tandem::interop {
namespace {

/// What agreements oblige to, in the form that follows "shall"; sorted. A word that is as often a
/// noun at the head of a title ("transfer", "release") is meant as the verb.
constexpr std::string_view kVerbs[] = {
    "abide",        "abolish",     "abstain",    "accede",       "accelerate",  "accept",
    "act",          "add",         "address",    "adhere",       "adjust",      "admit",
    "adopt",        "advance",     "advise",     "agree",        "allocate",    "allow",
    "amend",        "announce",    "apply",      "appoint",      "approve",     "arrange",
    "assemble",     "assess",      "assist",     "assume",       "attend",      "authorise",
    "authorize",    "avoid",       "award",      "ban",          "be",          "bear",
    "begin",        "block",       "bring",      "build",        "buy",         "call",
    "cancel",       "carry",       "cease",      "cede",         "certify",     "choose",
    "clear",        "close",       "collect",    "commence",     "commit",      "compensate",
    "compile",      "complete",    "comply",     "conclude",     "conduct",     "confirm",
    "connect",      "consider",    "consult",    "continue",     "contribute",  "convene",
    "convert",      "cooperate",   "cover",      "create",       "cut",         "deactivate",
    "decide",       "declare",     "declassify", "decommission", "decrease",    "defer",
    "define",       "delay",       "delist",     "deliver",      "demand",      "demarcate",
    "demilitarise", "demine",      "demobilise", "demolish",     "deploy",      "describe",
    "designate",    "destroy",     "detain",     "develop",      "dilute",      "direct",
    "disable",      "disarm",      "disband",    "disclose",     "discontinue", "discuss",
    "dismantle",    "dispatch",    "dispose",    "distribute",   "divide",      "donate",
    "downblend",    "draft",       "draw",       "ease",         "elaborate",   "elect",
    "eliminate",    "enable",      "enact",      "encourage",    "end",         "endorse",
    "enforce",      "engage",      "enrich",     "ensure",       "enter",       "escort",
    "establish",    "evacuate",    "evaluate",   "examine",      "exchange",    "expand",
    "expel",        "explore",     "export",     "extend",       "facilitate",  "file",
    "fill",         "finance",     "finish",     "fix",          "follow",      "forego",
    "forgo",        "form",        "free",       "freeze",       "fulfil",      "fund",
    "give",         "grant",       "guarantee",  "guard",        "halt",        "hand",
    "harmonise",    "harvest",     "hear",       "help",         "hire",        "hold",
    "host",         "identify",    "implement",  "import",       "improve",     "include",
    "increase",     "inform",      "initiate",   "inspect",      "install",     "intensify",
    "introduce",    "investigate", "invite",     "issue",        "join",        "keep",
    "lead",         "leave",       "let",        "license",      "lift",        "limit",
    "list",         "loan",        "locate",     "lower",        "maintain",    "make",
    "manage",       "mark",        "mediate",    "meet",         "modify",      "monitor",
    "move",         "negotiate",   "neutralise", "nominate",     "normalise",   "normalize",
    "notify",       "observe",     "obtain",     "offer",        "open",        "operate",
    "oppose",       "order",       "organise",   "oversee",      "pardon",      "participate",
    "pass",         "patrol",      "pay",        "perform",      "permit",      "place",
    "plan",         "postpone",    "prepare",    "present",      "preserve",    "prevent",
    "proceed",      "process",     "produce",    "prohibit",     "promote",     "propose",
    "prosecute",    "protect",     "provide",    "publish",      "pull",        "purchase",
    "pursue",       "put",         "raise",      "ratify",       "reach",       "reactivate",
    "reaffirm",     "rebuild",     "recall",     "receive",      "recognise",   "recognize",
    "recommend",    "reconnect",   "reconsider", "reconvene",    "record",      "recover",
    "redeploy",     "reduce",      "refer",      "reform",       "refrain",     "refuse",
    "register",     "regulate",    "reimburse",  "reinstate",    "reject",      "release",
    "relinquish",   "relocate",    "remain",     "remove",       "renew",       "renounce",
    "reopen",       "repair",      "repatriate", "repeal",       "replace",     "report",
    "request",      "rescind",     "rescue",     "resolve",      "respect",     "respond",
    "restore",      "restrict",    "resume",     "retain",       "return",      "reunite",
    "revert",       "review",      "revoke",     "roll",         "run",         "save",
    "schedule",     "scrap",       "seal",       "search",       "secure",      "seek",
    "sell",         "send",        "separate",   "sequence",     "serve",       "set",
    "settle",       "share",       "ship",       "show",         "shut",        "sign",
    "specify",      "stabilise",   "staff",      "start",        "station",     "stay",
    "stop",         "store",       "strengthen", "study",        "submit",      "supervise",
    "supply",       "support",     "surrender",  "suspend",      "take",        "terminate",
    "test",         "tighten",     "train",      "transfer",     "transmit",    "transport",
    "treat",        "try",         "turn",       "undertake",    "unfreeze",    "upgrade",
    "use",          "vacate",      "verify",     "visit",        "vote",        "waive",
    "welcome",      "withdraw",    "withhold",   "work"};
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
  // What is itself called seeking is not sought once more.
  const bool effort = obligation.trigger.effort && with_small_letter(word_at(title, 0)) != "seek";
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
