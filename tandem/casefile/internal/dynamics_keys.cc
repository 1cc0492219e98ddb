#include <fmt/format.h>

#include <array>

#include "tandem/casefile/internal/case_keys.h"
#include "tandem/model/vocabulary.h"

/// How history interferes with a process, as a case file says it.
namespace tandem::casefile::internal {
namespace {

using namespace model;

constexpr char kGovernment[] = "government";
constexpr char kCrisis[] = "crisis";
constexpr char kIndicator[] = "indicator";
constexpr char kAdministration[] = "administrations of";

Keys<GovernmentDraft> government_keys() {
  static constexpr std::array kKeys = {
      key<&GovernmentDraft::title>("title", "the government in words"),
      key<&GovernmentDraft::worth>("worth", "factors on the party's worths, by track"),
      key<&GovernmentDraft::discount>("discount", "the annual factor instead of the party's"),
      key<&GovernmentDraft::resumes>("resumes",
                                     "factor on the chance that a suspended process resumes"),
      key<&GovernmentDraft::repudiates>("repudiates",
                                        "factor on the chance that it undoes what is in force"),
      key<&GovernmentDraft::next>("next", "chances of what follows it at a change; they sum to 1"),
      covering_key<GovernmentDraft>(),
  };
  return kKeys;
}

Keys<AdministrationDraft> administration_keys() {
  static constexpr std::array kKeys = {
      key<&AdministrationDraft::in_office>("in_office", "the government at the start", kRequired,
                                           Shape::id),
      key<&AdministrationDraft::first>("first", "the date of the next change by the calendar",
                                       false, Shape::date),
      key<&AdministrationDraft::every>("every", "months from one such date to the next"),
      key<&AdministrationDraft::hazard>("hazard", "chance a month of a change besides; default 0"),
      collection<&AdministrationDraft::governments, government_keys, kGovernment>(
          "governments", "who may govern it, by id", kRequired),
      covering_key<AdministrationDraft>(),
  };
  return kKeys;
}

Keys<OpeningDraft> opening_keys() {
  static constexpr std::array kKeys = {
      key<&OpeningDraft::parties>("parties", "whose change of government counts", kRequired),
      key<&OpeningDraft::within>("within", "the months after the change", kRequired),
      key<&OpeningDraft::factor>("factor", "the factor on the hazard in those months", kRequired),
  };
  return kKeys;
}

Keys<CrisisDraft> crisis_keys() {
  static constexpr std::array kKeys = {
      key<&CrisisDraft::title>("title", "the crisis in words", kRequired),
      key<&CrisisDraft::note>("note", "what it stands for"),
      key<&CrisisDraft::by>("by", "the party that is behind it: unsettled, it breaks its word",
                            false, Shape::id),
      key<&CrisisDraft::hazard>("hazard", "the chance a month while the process runs", kRequired),
      key<&CrisisDraft::while_suspended>("while_suspended",
                                         "factor while the process is suspended; default 1"),
      key<&CrisisDraft::governments>("governments", "factors while these are in office"),
      optional_part<&CrisisDraft::opening, opening_keys>(
          "opening", "who takes office is tested: a factor for some months"),
      key<&CrisisDraft::measures>("measures", "factors while these are wholly in force"),
      key<&CrisisDraft::settled>("settled",
                                 "chance that it is settled without a forum; default by trust"),
      covering_key<CrisisDraft>(),
  };
  return kKeys;
}

Keys<DynamicsDraft> compliance_keys() {
  static constexpr std::array kKeys = {
      key<&DynamicsDraft::noise>(
          "noise", "by party: how far a choice may miss its own interest, points of 100"),
      covering_key<DynamicsDraft>(),
  };
  return kKeys;
}

Keys<DynamicsDraft> dispute_keys() {
  static constexpr std::array kKeys = {
      key<&DynamicsDraft::distrustful>("distrustful", "chance of a settlement without trust"),
      key<&DynamicsDraft::trusting>("trusting", "chance of a settlement at full trust"),
      key<&DynamicsDraft::violations>(
          "violations", "chance that what a party did against the agreement is settled; by trust"),
      key<&DynamicsDraft::alarms>("alarms",
                                  "chance that a false alarm is cleared up without a forum"),
      key<&DynamicsDraft::forums>(
          "forums", "measures that, in force, settle what trust did not, with their chances"),
      key<&DynamicsDraft::guarantors>("guarantors",
                                      "parties that, acceded, do the same, with their chances"),
      covering_key<DynamicsDraft>(),
  };
  return kKeys;
}

Keys<DynamicsDraft> suspension_keys() {
  static constexpr std::array kKeys = {
      key<&DynamicsDraft::resume>("resume", "chance a month that the process resumes"),
      key<&DynamicsDraft::collapse>("collapse", "chance a month that it ends for good"),
      key<&DynamicsDraft::starts_over>("starts_over",
                                       "whether it then begins at its first phase; default false"),
      covering_key<DynamicsDraft>(),
  };
  return kKeys;
}

Keys<DynamicsDraft> trust_keys() {
  static constexpr std::array kKeys = {
      key<&DynamicsDraft::beliefs>("beliefs",
                                   "by party: how likely it holds the others to do their part"),
      key<&DynamicsDraft::belief_weight>("weight", "cases that a belief is worth at the start"),
      key<&DynamicsDraft::kept>("kept", "cases that the heaviest phase carried out counts for"),
      key<&DynamicsDraft::broken>("broken", "cases that a violation counts for"),
      covering_key<DynamicsDraft>(),
  };
  return kKeys;
}

Keys<StockDraft> stock_keys() {
  static constexpr std::array kKeys = {
      key<&StockDraft::grows>("grows", "the units a year", kRequired),
      key<&StockDraft::least>("least", "it never falls below; default 0"),
      key<&StockDraft::most>("most", "it never rises above"),
      key<&StockDraft::removes>("removes", "units that go as measures come into force"),
  };
  return kKeys;
}

Keys<DiffusionDraft> diffusion_keys() {
  static constexpr std::array kKeys = {
      key<&DiffusionDraft::market>("market", "the units that it can reach", kRequired),
      key<&DiffusionDraft::innovation>("innovation",
                                       "share a year that takes it up by itself, of those without"),
      key<&DiffusionDraft::imitation>("imitation",
                                      "the same by the example of all who have it, a year"),
  };
  return kKeys;
}

Keys<IndicatorDraft> indicator_keys() {
  static constexpr std::array kKeys = {
      key<&IndicatorDraft::title>("title", "the indicator in words", kRequired),
      key<&IndicatorDraft::unit>("unit", "its unit", kRequired),
      key<&IndicatorDraft::note>("note", "what it stands for"),
      key<&IndicatorDraft::start>("start", "its amount at the start", kRequired),
      optional_part<&IndicatorDraft::stock, stock_keys>("stock", "an amount that grows"),
      optional_part<&IndicatorDraft::diffusion, diffusion_keys>(
          "diffusion", "something taken up in a population"),
      key<&IndicatorDraft::measures>("measures", "factors on its pace while these are in force"),
      key<&IndicatorDraft::while_suspended>("while_suspended",
                                            "factor on its pace while suspended; default 1"),
      key<&IndicatorDraft::while_collapsed>("while_collapsed",
                                            "factor on its pace after a collapse; default 1"),
      key<&IndicatorDraft::final_goals>(
          "final_goals", "factor on its pace while all final goals are promised; default 1"),
      covering_key<IndicatorDraft>(),
  };
  return kKeys;
}

constexpr Key<DynamicsDraft> months_key() {
  auto made =
      key<&DynamicsDraft::months>("months", "months that are played through; default the horizon");
  made.read = [](Decoder& d, const Entry& entry, DynamicsDraft& into) {
    into.months_at = entry.value.at;
    d.read(entry, into.months);
  };
  return made;
}

constexpr Key<DynamicsDraft> legal_forms_key() {
  return key<&DynamicsDraft::legal_forms>(
      "legal_forms", "chances that a new government undoes a measure, by its legal form");
}

}  // namespace

Keys<DynamicsDraft> dynamics_keys() {
  static constexpr std::array kKeys = {
      covering_key<DynamicsDraft>(),
      months_key(),
      collection<&DynamicsDraft::administrations, administration_keys, kAdministration>(
          "administrations", "by party: who may govern it, and when that changes"),
      collection<&DynamicsDraft::crises, crisis_keys, kCrisis>("crises",
                                                               "what may go wrong, by id"),
      key<&DynamicsDraft::lateness>("lateness",
                                    "by party: chance a month that what is due slips by one"),
      part<DynamicsDraft, compliance_keys>("compliance", "how parties choose at each phase"),
      part<DynamicsDraft, dispute_keys>("disputes", "how likely a dispute is settled"),
      part<DynamicsDraft, suspension_keys>("suspension", "what follows an unsettled dispute"),
      part<DynamicsDraft, trust_keys>("trust", "what parties believe of each other"),
      legal_forms_key(),
      collection<&DynamicsDraft::indicators, indicator_keys, kIndicator>(
          "indicators", "quantities that the process speeds up, slows down or caps, by id"),
  };
  return kKeys;
}

}  // namespace tandem::casefile::internal
