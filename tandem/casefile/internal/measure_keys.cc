#include <array>

#include "tandem/casefile/internal/case_keys.h"
#include "tandem/model/vocabulary.h"

namespace tandem::casefile::internal {
namespace {

using namespace model;

Keys<VerificationDraft> verification_keys() {
  static constexpr std::array kKeys = {
      key<&VerificationDraft::means>("means", "how it is verified", kRequired),
      key<&VerificationDraft::operated_by>("operator", "who verifies"),
      key<&VerificationDraft::fallback>("fallback", "what is done where the means fails"),
      key<&VerificationDraft::detection>("detection",
                                         "chance a month of finding a covert violation"),
      key<&VerificationDraft::false_alarm>("false_alarm",
                                           "chance a month of an alarm at a compliant party"),
  };
  return kKeys;
}

/// Where the value cannot be read, limits of its tranches are no second mistake.
constexpr Key<MeasureDraft> divisible_key() {
  auto made =
      key<&MeasureDraft::divisible>("divisible", "whether it is done in tranches; default false");
  made.read = [](Decoder& d, const Entry& entry, MeasureDraft& into) {
    const std::size_t before = d.mistakes();
    d.read(entry, into.divisible);
    const bool unread = d.mistakes() > before || entry.value.kind == Node::Kind::broken;
    into.divisible = into.divisible || unread;
  };
  return made;
}

}  // namespace

Keys<MeasureDraft> measure_keys() {
  static constexpr std::array kKeys = {
      key<&MeasureDraft::title>("title", "what is done, in words", kRequired),
      key<&MeasureDraft::note>("note", "the reasons behind its numbers"),
      key<&MeasureDraft::actors>("actors", "the parties that carry it out", kRequired),
      key<&MeasureDraft::track>("track", "the track it belongs to", kRequired, Shape::id),
      required_number<&MeasureDraft::duration>("duration", "months till it is in force"),
      divisible_key(),
      key<&MeasureDraft::smallest_tranche>("smallest_tranche", "share of the whole"),
      key<&MeasureDraft::fastest_pace>("fastest_pace", "the largest share a phase"),
      key<&MeasureDraft::quantity>("quantity", "what the whole amounts to"),
      key<&MeasureDraft::unit>("unit", "what the quantity is counted in"),
      key<&MeasureDraft::worth>("worth", "points to each party; negative is a burden"),
      key<&MeasureDraft::upfront>("upfront", "share of a benefit that comes at once; default 0"),
      key<&MeasureDraft::upfront_burden>("upfront_burden",
                                         "share of a burden that is borne at once; default 0"),
      key<&MeasureDraft::reversibility>(
          "reversibility", "share of the flow that is taken back on breakdown; default 0"),
      key<&MeasureDraft::restore_months>("restore_months", "how long taking it back takes"),
      key<&MeasureDraft::breakdown_shift>(
          "breakdown_shift", "added to a party's breakdown points a year once in force"),
      key<&MeasureDraft::risk_reduction>("risk_reduction",
                                         "security points, one scale for all measures"),
      key<&MeasureDraft::final_goal>("final_goal", "weight among the final goals"),
      key<&MeasureDraft::weight>("weight", "weight in its track; default by its worth"),
      optional_part<&MeasureDraft::verification, verification_keys>("verification",
                                                                    "how it is verified"),
      key<&MeasureDraft::legal_form>("legal_form", "the form in which it binds", false, Shape::word,
                                     kLegalForms),
      key<&MeasureDraft::after>("after", "measures in force before this starts"),
      key<&MeasureDraft::with>("with", "measures that start in the same phase"),
      key<&MeasureDraft::excludes>("excludes", "measures that cannot be in the same roadmap"),
      key<&MeasureDraft::one_of>("one_of", "a group of alternatives, together at most one whole"),
      key<&MeasureDraft::mandatory>("mandatory", "whether every roadmap has it; default false"),
      key<&MeasureDraft::not_before>("not_before", "the first date on which it may start", false,
                                     Shape::date),
      key<&MeasureDraft::not_after>("not_after", "the last date on which it may start", false,
                                    Shape::date),
      covering_key<MeasureDraft>(),
  };
  return kKeys;
}

}  // namespace tandem::casefile::internal
