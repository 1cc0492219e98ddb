#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "tandem/lint/internal/words.h"

/// The lists: phrases apart by commas, words by blanks, forms of one word by bars.
namespace tandem::lint {

inline constexpr std::array<std::pair<Topic, std::string_view>, 17> kWordLists{{
    {Topic::begins,
     "begins,begin,commences,commence,starts,start,initiates,initiate,launch,"
     "is|are to begin|start|commence"},
    {Topic::completes,
     "complete|completes|completed|completing,conclude|concludes|concluded,finish|finishes|"
     "finished,"
     "completion,in full,fully"},
    {Topic::parallel,
     "in parallel,simultaneous,simultaneously,concurrently,action for action,"
     "actions for actions,corresponding measures|steps|actions,step by step,"
     "reciprocal steps|measures|actions,commensurate measures|steps|actions,step for step"},
    {Topic::claim,
     "declaration,declarations,declare,declares,list of,lists of,inventory,inventories,"
     "report|reports on|to|that|its|their|the,submit|submits|provide|provides "
     "a|an|its|their|regular "
     "report|reports|account|accounting|notification,account|accounts for,full|complete account|"
     "accounting,notification of completion|completeness,certify,certifies,self certification"},
    {Topic::effort,
     "seek,seeks,seeking,endeavour,endeavours,endeavor,endeavors,"
     "best|sincere|reasonable|good|every|all effort|efforts,make|makes|exert|exerts effort|efforts,"
     "good faith effort|efforts,use|uses influence,"
     "use|uses any|its|their|whatever|all influence,use|uses any|its|their|whatever|all good "
     "offices,"
     "encourage,encourages,facilitate,facilitates,work|works towards|toward,strive,strives,"
     "aim|aims to"},
    {Topic::ending,
     "terminate,terminates,terminated,termination,expire,expires,expired,expiry,expiration,lapse,"
     "lapses,cease|ceases to apply|be|have,snapback,snap|snaps back,reimpose,reimposes,reimposed,"
     "reimposition,re impose|imposed|imposes|imposition,reinstate,reinstated,reinstates,"
     "reinstatement,revert,reverts,null and void,become|becomes|be|is void,reversal"},
    {Topic::condition,
     "if,unless,provided,in case,in the event,subject to,otherwise,failing,non performance,"
     "nonperformance,non compliance,noncompliance,material breach,violation,violates,as long as,"
     "once the conditions|conditions"},
    {Topic::limit,
     "limit,limits,limited to,at most,no|not more than,not exceed,not "
     "exceeding,must|shall|may|will "
     "not exceed,up to,cap,caps,ceiling,ceilings,maximum"},
    {Topic::bound, "below,fewer|less|more than,above"},
    {Topic::reduce, "reduce,reduces,reduced,reduction,cut|cuts,downsize"},
    {Topic::aid,
     "aid,assistance,deliver,delivers,delivery,deliveries,supply,supplies,provide,provides,grant,"
     "grants,loan,loans,pay,pays,donate,donates,offer,offers"},
    {Topic::costly,
     "deliver,delivers,delivery,deliveries,construct,constructs,construction,build,builds,rebuild,"
     "rebuilds,assistance,humanitarian|food|emergency|energy|economic "
     "aid,supply,supplies,dismantle,"
     "dismantles,dismantling,dismantlement,disable,disables,disablement,demolish,demolishes,"
     "demolition,demine,demining,clear|clears mines|minefields|the "
     "mines,reconstruct,reconstruction,"
     "rehabilitate,rehabilitation,resettle,resettlement,reintegrate,reintegration,repair,repairs,"
     "modernise,modernize,modernises,modernizes,install,installs,destroy|destroys "
     "the|all|its|their"},
    {Topic::paid,
     "funding,fund,funds,funded,financed,financing,finances,paid by,pays for,at own expense|cost,"
     "at its|their own expense|cost,at the expense|cost of,bear|bears the|its|their costs|cost|own,"
     "shared equally"},
    {Topic::escape,
     "in principle,as appropriate,where|if|when|wherever appropriate|feasible|practicable|possible,"
     "as far as possible|practicable|feasible,may withdraw|suspend|denounce,may cease|stop "
     "performing|"
     "implementing|to,reserve|reserves the|its|their right|rights,supreme interests,"
     "supreme national interests,flexible,flexibly,flexibility,"
     "to the extent possible|feasible|practicable,to the maximum extent "
     "possible|feasible|practicable,"
     "subject to its|their|national|domestic|applicable law|laws|legislation,"
     "subject to the laws|law|availability,"
     "subject to its|their national|domestic|own|respective law|laws|legislation,"
     "consistent with its|their constitutional,consistent with constitutional,"
     "in accordance with its|their|national|domestic law|laws|legislation,"
     "unless otherwise agreed|decided,unless the parties|sides agree|decide otherwise"},
    {Topic::notice, "notice,notification of withdrawal|suspension,give|gives notice"},
    {Topic::physical,
     "dismantle,dismantles,dismantlement,remove,removes,destroy,destroys,shut|shuts,disable,"
     "disables,"
     "disablement,withdraw,withdraws,withdrawal,export,exports,fill,fills,seal,seals,demolish,"
     "demolishes,ship|ships out,surrender,surrenders,evacuate,evacuates,convert,converts,dilute,"
     "dilutes,decommission,decommissions,disarm,disarms,hand|hands over,release,releases,return,"
     "returns"},
    {Topic::harmless,
     "build|builds trust|confidence|mutual,confidence building,declaration of "
     "intent|principles|peace,"
     "declaration of the end,end of war declaration,joint|political|peace|common declaration,"
     "list of persons|participants|members,deliver|delivers a|the|its "
     "letter|message|statement|note,"
     "not limited to,without limit,without limits,time limit,time limits,speed limit,"
     "launch pad|site|vehicle|vehicles,report|reports to work,legal assistance,up to date,"
     "is|are|be|as|services provided,provided by|with|to|for,start up,power supply|supplies,"
     "supply|supplies of|lines information,no construction|delivery|deliveries|supply|supplies,"
     "not construct|build|deliver|supply,not to construct|build|deliver|supply"},
}};

/// From one to twenty, and by tens to a hundred: `number_of` counts on the order.
inline constexpr std::array<std::string_view, 31> kNumberWords{
    "one",       "two",      "three",    "four",    "five",     "six",      "seven",   "eight",
    "nine",      "ten",      "eleven",   "twelve",  "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen", "twenty",  "thirty",   "forty",    "fifty",   "sixty",
    "seventy",   "eighty",   "ninety",   "hundred", "several",  "dozen",    "few"};
inline constexpr std::array<std::string_view, 4> kRepeatWords{"every", "each", "per", "once"};
inline constexpr std::array<std::string_view, 11> kAnchorWords{
    "from",  "after",      "following", "since",     "before", "prior",
    "later", "thereafter", "upon",      "beginning", "notice"};
/// After which "a year" is a length; elsewhere it may be a rate.
inline constexpr std::array<std::string_view, 9> kLastingWords{
    "for", "during", "within", "lasts", "last", "lasting", "than", "least", "of"};
inline constexpr std::array<std::string_view, 16> kTimeUnits{
    "decade", "decades", "year", "years", "y",    "month", "months", "m",
    "week",   "weeks",   "w",    "day",   "days", "d",     "hours",  "hour"};
/// With which a text begins that says there is nothing; "no" alone does too, but "no. 1" does not.
inline constexpr std::array<std::string_view, 20> kNothingPhrases{
    "none",          "nothing",     "nobody",        "tbd",          "unknown",
    "n a",           "n-a",         "no one",        "not agreed",   "not named",
    "not specified", "not stated",  "not yet",       "no means",     "no verification",
    "no operator",   "no fallback", "no disclosure", "no tolerance", "no financing"};

/// With which no quotation begins.
inline constexpr std::array<std::string_view, 10> kJoiningWords{"to", "and", "or",   "of", "the",
                                                                "a",  "an",  "with", "by", "in"};

}  // namespace tandem::lint
