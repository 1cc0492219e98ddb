#include "tandem/casefile/internal/case_keys.h"

#include <fmt/format.h>

#include <array>

#include "tandem/model/vocabulary.h"

namespace tandem::casefile::internal {
namespace {

using namespace model;

constexpr char kSource[] = "source";
constexpr char kJudgement[] = "judgement";
constexpr char kParty[] = "party";
constexpr char kTrack[] = "track";
constexpr char kMeasure[] = "measure";
constexpr char kBoundary[] = "boundary";
constexpr char kAlternative[] = "alternative";

/// A whole number of the time grid, with its place.
template <auto Member, auto Place>
constexpr Key<CaseDraft> grid_key(std::string_view name, std::string_view about,
                                  bool required = false) {
  auto made = key<Member>(name, about, required);
  made.read = [](Decoder& d, const Entry& entry, CaseDraft& into) {
    d.read(entry, into.*Member);
    into.time_at.*Place = entry.value.at;
  };
  return made;
}

constexpr Key<CaseDraft> horizon_key() {
  auto made = grid_key<&CaseDraft::horizon_months, &TimePlaces::horizon>(
      "horizon", "months over which value is counted, or forever", kRequired);
  made.info.shape = Shape::horizon;
  made.read = [](Decoder& d, const Entry& entry, CaseDraft& into) {
    into.time_at.horizon = entry.value.at;
    into.horizon_months.reset();
    if (entry.value.text != "forever") d.read(entry, into.horizon_months);
  };
  return made;
}

Keys<CaseDraft> time_keys() {
  static constexpr std::array kKeys = {
      key<&CaseDraft::start>("start", "the date on which month 0 begins", kRequired, Shape::date),
      grid_key<&CaseDraft::phases, &TimePlaces::phases>("phases", "the number of phases, 1 to 60",
                                                        kRequired),
      grid_key<&CaseDraft::months_per_phase, &TimePlaces::months_per_phase>(
          "months_per_phase", "the length of a phase in months", kRequired),
      horizon_key(),
      grid_key<&CaseDraft::response_months, &TimePlaces::response_months>(
          "response_months", "months from a deviation to the breakdown; default months_per_phase"),
      key<&CaseDraft::deviation>("deviation", "what a deviator does; default withhold", false,
                                 Shape::word, kDeviations),
      key<&CaseDraft::moves>("moves", "whether principals move together or in turn", false,
                             Shape::word, kMoves),
      key<&CaseDraft::hazard>("hazard",
                              "chance a year that the whole relationship ends, below 1; default 0"),
  };
  return kKeys;
}

Keys<AccessionDraft> accession_keys() {
  static constexpr std::array kKeys = {
      key<&AccessionDraft::earliest>("earliest", "the first phase of accession; default 1"),
      key<&AccessionDraft::latest>("latest", "the last phase of accession; default the last"),
      key<&AccessionDraft::after>("after", "measures that must be in force before"),
      key<&AccessionDraft::with>("with", "partners that must have acceded by then"),
  };
  return kKeys;
}

constexpr Key<PartyDraft> accession_key() {
  auto made = optional_part<&PartyDraft::accession, accession_keys>(
      "accession", "when a partner may accede: never, or a window and its conditions");
  made.info.shape = Shape::never_or;
  made.read = [](Decoder& d, const Entry& entry, PartyDraft& into) {
    const bool never = entry.value.kind == Node::Kind::text && entry.value.text == "never";
    if (!never && !d.expect(entry, Node::Kind::mapping, "never, or {earliest: 2, latest: 6}"))
      return;
    AccessionDraft& made_part = into.accession.emplace();
    made_part.at = entry.at;
    made_part.never = never;
    d.where = d.name(entry.key);
    if (!never) read_keys(d, entry.value, entry.at, accession_keys(), made_part);
  };
  return made;
}

/// A role that cannot be read keeps its place, so that what the rules say of it is dropped.
constexpr Key<PartyDraft> role_key() {
  auto made =
      key<&PartyDraft::role>("role", "principal or partner", kRequired, Shape::word, kRoles);
  made.read = [](Decoder& d, const Entry& entry, PartyDraft& into) {
    into.role = Word("", entry.value.is_null() ? entry.at : entry.value.at);
    d.read(entry, into.role);
  };
  return made;
}

Keys<PartyDraft> breakdown_keys() {
  static constexpr std::array kKeys = {
      key<&PartyDraft::breakdown_per_year>("per_year", "points a year from a breakdown on"),
      key<&PartyDraft::breakdown_once>("once", "points at a breakdown, at once"),
  };
  return kKeys;
}

Keys<PartyDraft> party_keys() {
  static constexpr std::array kKeys = {
      key<&PartyDraft::name>("name", "the party's name", kRequired),
      role_key(),
      required_number<&PartyDraft::discount>("discount", "the annual factor, above 0, at most 1"),
      key<&PartyDraft::reserve>("reserve", "the least net gain it accepts, points; default 0"),
      part<PartyDraft, breakdown_keys>("breakdown", "what a breakdown is worth to it; default 0"),
      key<&PartyDraft::capacity>("capacity",
                                 "the largest sum of its burdens started in one phase, points"),
      accession_key(),
      covering_key<PartyDraft>(),
  };
  return kKeys;
}

Keys<TrackDraft> track_keys() {
  static constexpr std::array kKeys = {
      key<&TrackDraft::title>("title", "the track's name", kRequired),
  };
  return kKeys;
}

Keys<AlternativeDraft> alternative_keys() {
  static constexpr std::array kKeys = {
      key<&AlternativeDraft::title>("title", "the policy's name", kRequired),
      key<&AlternativeDraft::roadmap>("roadmap", "a file beside the case; absent: no agreement"),
      key<&AlternativeDraft::note>("note", "what it stands for"),
      collection<&AlternativeDraft::boundaries, boundary_keys, kBoundary, demand_kind>(
          "boundaries", "limits that the policy insists on besides those of the case, by id"),
      key<&AlternativeDraft::gives_up>("gives_up", "boundaries of the case that it gives up"),
  };
  return kKeys;
}

/// A section that describes one part of the case with keys of its own.
template <auto Member, auto Table>
constexpr Key<CaseDraft> section(std::string_view name, std::string_view about) {
  return {{name, about, false, Shape::part, {}, [] { return infos(Table()); }},
          [](Decoder& d, const Entry& entry, CaseDraft& into) {
            if (!d.expect(entry, Node::Kind::mapping, mapping_of(Table()))) return;
            d.where = "'" + entry.key + "'";
            if constexpr (requires { (into.*Member).at; }) (into.*Member).at = entry.at;
            read_keys(d, entry.value, entry.at, Table(), into.*Member);
          }};
}

/// The version is no part of the draft: it is only checked.
constexpr Key<CaseDraft> version_key() {
  return {{"tandem", "the version of this format, 1", kRequired, Shape::version},
          [](Decoder& d, const Entry& entry, CaseDraft& /*into*/) { read_version(d, entry); }};
}

void mark_judgement(Decoder& /*d*/, ProvenanceDraft& made) { made.judgement = true; }

}  // namespace

void read_version(Decoder& d, const Entry& entry) {
  int version = kFormatVersion;
  d.read(entry, version);
  if (version != kFormatVersion)
    d.refuse(entry.value.at, "format-version",
             fmt::format("this file has format version {}; this program reads version {}", version,
                         kFormatVersion),
             fmt::format("write 'tandem: {}', or use a program that reads that version",
                         kFormatVersion));
}

Keys<ProvenanceDraft> source_keys() {
  static constexpr std::array kKeys = {
      key<&ProvenanceDraft::title>("title", "what is cited", kRequired),
      key<&ProvenanceDraft::url>("url", "where it can be read"),
      key<&ProvenanceDraft::as_of>("as_of", "the date of what it says", false, Shape::date),
      key<&ProvenanceDraft::note>("note", "what was taken from it"),
  };
  return kKeys;
}

Keys<ProvenanceDraft> judgement_keys() {
  static constexpr std::array kKeys = {
      key<&ProvenanceDraft::title>("about", "what is judged", kRequired),
      key<&ProvenanceDraft::by>("by", "whose judgement it is", kRequired),
      key<&ProvenanceDraft::as_of>("as_of", "the date of the judgement", kRequired, Shape::date),
      key<&ProvenanceDraft::note>("note", "the reasons"),
  };
  return kKeys;
}

Keys<CaseDraft> case_keys() {
  static constexpr std::array kKeys = {
      version_key(),
      key<&CaseDraft::id>("case", "the id of the case: letters, digits, dashes", kRequired,
                          Shape::id),
      key<&CaseDraft::title>("title", "what the case is about", kRequired),
      key<&CaseDraft::summary>("summary", "the case in a paragraph"),
      part<CaseDraft, time_keys>("time", "start, phases, months_per_phase and horizon", kRequired),
      key<&CaseDraft::distribution>("distribution", "of ranges; default pert", false, Shape::word,
                                    kDistributions),
      collection<&CaseDraft::provenances, source_keys, kSource>(
          "sources", "sources that numbers come from, by id"),
      collection<&CaseDraft::provenances, judgement_keys, kJudgement, mark_judgement>(
          "judgements", "judgements that numbers come from, by id"),
      collection<&CaseDraft::parties, party_keys, kParty>("parties", "the parties, by id",
                                                          kRequired),
      collection<&CaseDraft::tracks, track_keys, kTrack>("tracks", "the tracks, by id", kRequired),
      collection<&CaseDraft::measures, measure_keys, kMeasure>("measures", "the measures, by id",
                                                               kRequired),
      collection<&CaseDraft::boundaries, boundary_keys, kBoundary, demand_kind>(
          "boundaries", "limits that a party's politics puts on the roadmap, by id"),
      section<&CaseDraft::principles, principle_keys>("principles", "thresholds of the principles"),
      part<CaseDraft, objective_keys>("objectives", "what a plan is to reach"),
      collection<&CaseDraft::alternatives, alternative_keys, kAlternative>(
          "alternatives", "policies to compare with, by id"),
      section<&CaseDraft::dynamics, dynamics_keys>(
          "dynamics", "who governs, what may go wrong, how it is mended"),
  };
  return kKeys;
}

CaseDraft decode_case(const Node& root, Findings& found) {
  CaseDraft draft;
  draft.at = root.at;
  Decoder d(found, draft.provenances, true);
  if (root.kind == Node::Kind::mapping)
    read_keys(d, root, root.at, case_keys(), draft);
  else if (root.kind != Node::Kind::broken)
    d.refuse(root.at, "not-a-case", "the file is not a mapping of keys to values",
             "start with 'tandem: 1'; tandem init writes a first case");
  return draft;
}

}  // namespace tandem::casefile::internal
