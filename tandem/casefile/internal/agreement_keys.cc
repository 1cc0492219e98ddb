#include "tandem/casefile/internal/agreement_keys.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "tandem/casefile/internal/case_keys.h"
#include "tandem/model/agreement.h"
#include "tandem/model/day_count_words.h"
#include "tandem/model/vocabulary.h"

namespace tandem::casefile::internal {
namespace {

using namespace model;

constexpr char kSource[] = "source";
constexpr char kJudgement[] = "judgement";
constexpr char kActor[] = "actor";
constexpr char kEvent[] = "event";
constexpr char kObligation[] = "obligation";

/// Inside quotes an expression begins a column later.
SourceLoc inside(const Node& node) {
  SourceLoc at = node.at;
  if (!node.plain) ++at.column;
  return at;
}

/// Words whose inside messages point into.
template <auto Member>
constexpr auto expression(std::string_view name, std::string_view about) {
  using T = typename MemberOf<Member>::Owner;
  constexpr bool kOne = std::is_same_v<typename MemberOf<Member>::Type, Word>;
  auto made = key<Member>(name, about, false, kOne ? Shape::text : Shape::texts);
  made.read = [](Decoder& d, const Entry& entry, T& into) {
    d.read(entry, into.*Member);
    if constexpr (kOne) {
      (into.*Member).at = inside(entry.value);
    } else {
      for (std::size_t i = 0; i < (into.*Member).size() && i < entry.value.items.size(); ++i)
        (into.*Member)[i].at = inside(entry.value.items[i]);
    }
  };
  return made;
}

/// `allow: {unfinanced: each side bears its own costs}`.
template <class T>
constexpr Key<T> allow_key(std::string_view about) {
  return {{"allow", about, false, Shape::reasons},
          [](Decoder& d, const Entry& entry, T& into) {
            if (!d.expect(entry, Node::Kind::mapping, "a mapping from rules of lint to reasons"))
              return;
            for (const Entry& part : entry.value.entries) {
              AllowDraft& made = into.allow.emplace_back();
              made.rule = Word(part.key, part.at);
              d.read(part, made.reason);
            }
          },
          [](const T& from, const Encoder&) -> std::optional<Node> {
            if (from.allow.empty()) return std::nullopt;
            Node node;
            node.kind = Node::Kind::mapping;
            for (const AllowDraft& one : from.allow) {
              Entry& made = node.entries.emplace_back();
              made.key = one.rule.text;
              made.value = leaf(one.reason.text, false);
            }
            return node;
          }};
}

Keys<ObligationVerificationDraft> verification_keys() {
  using V = ObligationVerificationDraft;
  static constexpr std::array kKeys = {
      key<&V::means>("means", "how it is verified"),
      key<&V::operated_by>("operator", "who verifies"),
      key<&V::approval>("approval", "whose consent the operator needs"),
      key<&V::fallback>("fallback", "what is done where the means or the operator fails"),
      key<&V::disclosure>("disclosure", "who sees the result"),
      key<&V::takes>("takes", "length from done to verified; default none"),
  };
  return kKeys;
}

Keys<ObligationDraft> visibility_keys() {
  static constexpr std::array kKeys = {
      key<&ObligationDraft::tlp>("tlp", "traffic light; default clear", false, Shape::word, kTlps),
      key<&ObligationDraft::compartment>("compartment", "who else is meant"),
  };
  return kKeys;
}

constexpr Key<ObligationDraft> visibility_key() {
  auto made = part<ObligationDraft, visibility_keys>("visibility", "who may see it");
  made.write = [](const ObligationDraft& from, const Encoder& e) -> std::optional<Node> {
    Node node = write_keys(e, visibility_keys(), from);
    if (node.entries.empty()) return std::nullopt;
    return node;
  };
  return made;
}

/// The first source stands behind the numbers of its obligation that name none.
constexpr Key<ObligationDraft> source_key() {
  auto made = key<&ObligationDraft::sources>("source", "ids of the sources behind it");
  made.read = [](Decoder& d, const Entry& entry, ObligationDraft& into) {
    d.read(entry, into.sources);
    if (!into.sources.empty()) d.cover = into.sources.front();
  };
  made.covers = true;
  return made;
}

/// A share of a measure is a choice of the drafter's and has no source.
constexpr Key<ObligationDraft> share_key() {
  auto made = key<&ObligationDraft::share>("share", "of that measure; default 1");
  made.read = [](Decoder& d, const Entry& entry, ObligationDraft& into) {
    double share = 0;
    d.read(entry, share);
    into.share = Number(share);
    into.share->at = entry.value.at;
  };
  return made;
}

constexpr Key<ObligationDraft> kind_key() {
  auto made = key<&ObligationDraft::kind>("kind", "what sort of obligation; default action", false,
                                          Shape::word, kObligationKinds);
  made.write = [](const ObligationDraft& from, const Encoder& e) -> std::optional<Node> {
    if (from.kind.text == "action") return std::nullopt;
    return e.node(from.kind);
  };
  return made;
}

constexpr Key<ActorDraft> role_key() {
  auto made = key<&ActorDraft::role>("role", "party or body; default party", false, Shape::word,
                                     kActorRoles);
  made.write = [](const ActorDraft& from, const Encoder& e) -> std::optional<Node> {
    if (from.role.text == "party") return std::nullopt;
    return e.node(from.role);
  };
  return made;
}

constexpr Key<DayCountDraft> weekend_key() {
  auto made = key<&DayCountDraft::weekend>("weekend", "days of rest; default sat and sun", false,
                                           Shape::words, kWeekdays);
  made.read = [](Decoder& d, const Entry& entry, DayCountDraft& into) {
    d.read(entry, into.weekend);
    into.weekend_given = true;
  };
  made.write = [](const DayCountDraft& from, const Encoder& e) -> std::optional<Node> {
    if (!from.weekend_given) return std::nullopt;
    Node none;
    none.kind = Node::Kind::sequence;
    return e.node(from.weekend).value_or(none);
  };
  return made;
}

/// A word that is written only where it is not the default.
template <auto Member>
constexpr Key<DayCountDraft> count_word(std::string_view name, std::string_view about,
                                        std::span<const std::string_view> words) {
  return key<Member>(name, about, false, Shape::word, words);
}

Keys<DayCountDraft> day_count_keys() {
  static constexpr std::array kKeys = {
      count_word<&DayCountDraft::first_day>(
          "first_day", "whether the anchor's own day counts; default excluded", kFirstDays),
      weekend_key(),
      key<&DayCountDraft::holidays>("holidays", "other days of rest, as dates", false,
                                    Shape::texts),
      count_word<&DayCountDraft::rest_day>(
          "rest_day", "what becomes of an end on a day of rest; default stays", kRestDays),
  };
  return kKeys;
}

constexpr Key<AgreementDraft> day_count_key() {
  return {{"day_count",
           "how days are counted",
           false,
           Shape::part,
           {},
           [] { return infos(day_count_keys()); }},
          [](Decoder& d, const Entry& entry, AgreementDraft& into) {
            if (!d.expect(entry, Node::Kind::mapping, mapping_of(day_count_keys()))) return;
            d.where = "'day_count'";
            read_keys(d, entry.value, entry.at, day_count_keys(), into.day_count);
          },
          [](const AgreementDraft& from, const Encoder& e) -> std::optional<Node> {
            const DayCountDraft& count = from.day_count;
            const DayCountDraft usual;
            Node node = write_keys(e, day_count_keys(), count);
            std::erase_if(node.entries, [&](const Entry& entry) {
              return (entry.key == "first_day" && count.first_day.text == usual.first_day.text) ||
                     (entry.key == "rest_day" && count.rest_day.text == usual.rest_day.text);
            });
            if (node.entries.empty()) return std::nullopt;
            return node;
          }};
}

constexpr Key<AgreementDraft> horizon_key() {
  auto made = key<&AgreementDraft::horizon_months>(
      "horizon", "months over which the worths of the obligations are counted");
  made.write = [](const AgreementDraft& from, const Encoder&) -> std::optional<Node> {
    if (!from.horizon_months) return std::nullopt;
    return leaf(fmt::to_string(*from.horizon_months), true);
  };
  return made;
}

void mark_judgement(Decoder& /*d*/, ProvenanceDraft& made) { made.judgement = true; }

constexpr Key<AgreementDraft> version_key() {
  return {{"tandem", "the version of this format, 1", kRequired, Shape::version},
          [](Decoder& d, const Entry& entry, AgreementDraft& /*into*/) { read_version(d, entry); }};
}

}  // namespace

Keys<ActorDraft> actor_keys() {
  static constexpr std::array kKeys = {
      key<&ActorDraft::name>("name", "its name", kRequired),
      role_key(),
      key<&ActorDraft::members>("members", "of a group: other actors"),
      key<&ActorDraft::case_party>("case_party", "its id in the case; default its own", false,
                                   Shape::id),
      key<&ActorDraft::discount>("discount", "the annual factor, above 0, at most 1; default 1"),
      key<&ActorDraft::reserve>("reserve", "the least net gain it accepts, points; default 0"),
      covering_key<ActorDraft>(),
  };
  return kKeys;
}

Keys<EventDraft> event_keys() {
  static constexpr std::array kKeys = {
      key<&EventDraft::title>("title", "what happens", kRequired),
      key<&EventDraft::date>("date", "the day on which it is planned, or happened", false,
                             Shape::date),
      key<&EventDraft::happened>("happened", "whether the date is a fact; default false"),
      key<&EventDraft::source>("source", "the id of the source behind it", false, Shape::id),
  };
  return kKeys;
}

Keys<ObligationDraft> obligation_keys() {
  using O = ObligationDraft;
  static constexpr std::array kKeys = {
      key<&O::title>("title", "what is to be done, in short", kRequired),
      key<&O::text>("text", "the exact wording"),
      key<&O::article>("article", "where it stands in the text"),
      key<&O::phase>("phase", "the heading that it stands under"),
      kind_key(),
      key<&O::actors>("actors", "who does it"),
      key<&O::counterparts>("counterparts", "to whom it is owed"),
      key<&O::quantity>("quantity", "how much"),
      key<&O::unit>("unit", "what the quantity is counted in"),
      key<&O::legal_form>("legal_form", "the form in which it binds", false, Shape::word,
                          kLegalForms),
      expression<&O::trigger>("trigger", "when it is due; absent: nothing is said"),
      key<&O::takes>("takes", "how long the work takes, such as 90d"),
      expression<&O::waits_for>("waits_for", "moments that it waits for in fact"),
      key<&O::exchanged_for>("for", "the obligations that it is exchanged for"),
      key<&O::group>("group", "a name that simultaneous obligations share"),
      optional_part<&O::verification, verification_keys>("verification", "how it is verified"),
      key<&O::tolerance>("tolerance", "what is no violation"),
      key<&O::cure>("cure", "the length within which a violation may be mended"),
      key<&O::decided_by>("decided_by", "who decides whether its conditions are met"),
      key<&O::financing>("financing", "who pays"),
      visibility_key(),
      key<&O::off_text>("off_text", "whether it was agreed beside the text; default false"),
      key<&O::measure>("measure", "the measure of the case that it is", false, Shape::id),
      share_key(),
      key<&O::worth>("worth", "points to each party, where no case is linked"),
      key<&O::reversibility>("reversibility",
                             "share of the flow that is taken back on breakdown; default 0"),
      source_key(),
      key<&O::provenance>("provenance", "how it was established"),
      key<&O::note>("note", "remarks"),
      key<&O::started>("started", "the day on which it began", false, Shape::date),
      key<&O::done>("done", "the day on which it was done", false, Shape::date),
      key<&O::verified>("verified", "the day on which that was verified", false, Shape::date),
      key<&O::outcome>("outcome", "what became of it"),
      allow_key<O>("findings of lint that are meant here, with the reason"),
  };
  return kKeys;
}

Keys<AgreementDraft> agreement_keys() {
  using A = AgreementDraft;
  static constexpr std::array kKeys = {
      version_key(),
      key<&A::id>("agreement", "the id of the agreement: letters, digits, dashes", kRequired,
                  Shape::id),
      key<&A::title>("title", "what the agreement is called", kRequired),
      key<&A::summary>("summary", "the agreement in a paragraph"),
      key<&A::signed_on>("signed", "the date of signature", false, Shape::date),
      key<&A::case_id>("case", "the id of the case with its measures", false, Shape::id),
      horizon_key(),
      day_count_key(),
      collection<&A::provenances, source_keys, kSource>("sources", "sources, by id"),
      collection<&A::provenances, judgement_keys, kJudgement, mark_judgement>(
          "judgements", "judgements that numbers come from, by id"),
      collection<&A::actors, actor_keys, kActor>("actors", "who takes part, by id", kRequired),
      collection<&A::events, event_keys, kEvent>("events", "outside events, by id"),
      allow_key<A>("findings of lint that are meant, for the whole text"),
      collection<&A::obligations, obligation_keys, kObligation>(
          "obligations", "the obligations, by id, in the order of the text", kRequired),
  };
  return kKeys;
}

AgreementDraft decode_agreement(const Node& root, Findings& found) {
  AgreementDraft draft;
  draft.at = root.at;
  Decoder d(found, draft.provenances, true);
  if (root.kind == Node::Kind::mapping)
    read_keys(d, root, root.at, agreement_keys(), draft);
  else if (root.kind != Node::Kind::broken)
    d.refuse(root.at, "not-an-agreement", "the file is not a mapping of keys to values",
             "start with 'tandem: 1' and 'agreement:'");
  return draft;
}

}  // namespace tandem::casefile::internal
