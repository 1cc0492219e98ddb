#include "tandem/lint/internal/rules.h"

#include <algorithm>
#include <array>

namespace tandem::lint {
namespace {

constexpr std::size_t kRuleCount = 18;

constexpr std::array<Rule, kRuleCount> kRules{{
    {"ambiguous-trigger", Level::warning,
     "the text does not say whether something begins or is completed on its day",
     "Minsk II, 2015: a dialogue was to start on the first day after a withdrawal that itself "
     "began on one day and ended on another; it had no last day (articles 2 and 4)"},
    {"contradictory-order", Level::error,
     "the text gives two orders, or one in which a step comes before itself",
     "Minsk II, 2015: control of the border hung on elections and on a reform, with no order that "
     "both sides read alike; each held the other to be first (articles 4, 9 and 11)"},
    {"circular-wait", Level::warning, "each side may wait for the other to move first",
     "Six-Party Talks, February 2007: oil and the shutdown of the reactor shared one deadline; the "
     "shutdown came 91 days late, once the first oil had arrived"},
    {"start-only", Level::warning, "a mere start is exchanged for a completed act",
     "Six-Party Talks, February 2007: the delisting was only to begin within 60 days; it came in "
     "October 2008"},
    {"side-agreement", Level::warning,
     "something that is not in the text holds up something that is",
     "Six-Party Talks, February 2007: $25 million in a Macau bank, agreed beside the text, held up "
     "the whole first phase"},
    {"unverified-claim", Level::warning, "a declaration that nothing lets the others check",
     "Six-Party Talks, 2007-08: a complete and correct declaration was due, with no protocol to "
     "verify it; the talks failed on that in December 2008"},
    {"unpaired-parallel", Level::warning, "acts in parallel, without saying which answers which",
     "Six-Party Talks, October 2007: delisting in parallel with disablement; each side read the "
     "order differently, and disablement stopped in August 2008"},
    {"unanchored-duration", Level::warning, "a length of time that counts from no day",
     "JCPOA, 2015, annex V section F: commitments of 15, 20 and 25 years that name no first day"},
    {"weak-legal-form", Level::warning,
     "relief in a form that is easier to undo than what it pays for",
     "JCPOA, May 2018: relief by executive act was ended by the next government, 28 months after "
     "the verified dismantling that it paid for"},
    {"arbiterless-termination", Level::warning,
     "an end on a condition that two sides can read two ways, and nobody decides",
     "JCPOA, 2025: sides differed on whether the earlier resolutions were reinstated, and so on "
     "whether Termination Day had come"},
    {"threshold-without-cure", Level::warning,
     "a limit without a tolerance and a time to mend an excess",
     "JCPOA, February 2016: 130.9 t of heavy water against a limit of 130 t; nothing said what an "
     "excess of 0.9 t meant"},
    {"effort-as-result", Level::warning, "an effort is owed where others count on a result",
     "Good Friday Agreement, 1998: parties were to use any influence they had for decommissioning, "
     "which the other side read as a condition"},
    {"undisclosed-verification", Level::warning,
     "nothing says who sees the result of a verification",
     "Northern Ireland, October 2003: the commission reported an act of decommissioning but was "
     "bound not to say, even vaguely, what it had seen, and was doubted for it"},
    {"verifier-without-fallback", Level::warning,
     "one operator or one means, and nothing takes its place",
     "Egypt and Israel, 1979: the treaty counted on a force of the UN; the Council gave none, and "
     "another had to be invented"},
    {"leverage-exhausted", Level::warning,
     "a side has given all it has before the other's last steps",
     "Sinai, 1979 to 1982: land went back by stages and could not be taken again, while normal "
     "relations were owed for long after the last of it"},
    {"unfinanced", Level::warning, "something that costs money, and nothing says who pays",
     "South Sudan, 2018: troops waited in cantonment for almost four years, and the monitors "
     "named a shortage of funds that came again and again"},
    {"costless-escape", Level::warning, "a way out, or words that allow one, at no price",
     "Six-Party Talks, February 2007: progress in one working group should in principle not hold "
     "up another; in practice each track waited for the others"},
    {"silent-actor", Level::warning, "a party that owes nothing",
     "Minsk II, 2015: a signatory with forces and influence on the ground had no obligation of its "
     "own"},
}};

// in the order of kRules
constexpr std::array<Check, kRuleCount> kChecks{ambiguous_trigger,
                                                contradictory_order,
                                                circular_wait,
                                                start_only,
                                                side_agreement,
                                                unverified_claim,
                                                unpaired_parallel,
                                                unanchored_duration,
                                                weak_legal_form,
                                                arbiterless_termination,
                                                threshold_without_cure,
                                                effort_as_result,
                                                undisclosed_verification,
                                                verifier_without_fallback,
                                                leverage_exhausted,
                                                unfinanced,
                                                costless_escape,
                                                silent_actor};

}  // namespace

std::span<const Rule> rules() { return kRules; }

const Rule* find_rule(std::string_view id) {
  const auto found = std::ranges::find(kRules, id, &Rule::id);
  return found == kRules.end() ? nullptr : &*found;
}

std::span<const Check> checks() { return kChecks; }

}  // namespace tandem::lint
