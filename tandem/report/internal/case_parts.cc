#include "tandem/report/internal/case_parts.h"

#include <fmt/format.h>

#include <set>

#include "tandem/model/numbers.h"

namespace tandem::report {
namespace {

using model::Word;

Json accession_json(const model::AccessionDraft& accession) {
  return {{"earliest", accession.earliest},
          {"latest", accession.latest > 0 ? Json(accession.latest) : Json(nullptr)},
          {"never", accession.never},
          {"after", words_json(accession.after)},
          {"with", words_json(accession.with)}};
}

Json amounts_json(const std::string& in, std::span<const model::WorthDraft> amounts,
                  const NumberWriter& numbers) {
  Json json = Json::object();
  for (const model::WorthDraft& one : amounts)
    json[one.party.text] = numbers.of(in + one.party.text, one.points);
  return json;
}

Json afters_json(const std::string& in, std::span<const model::AfterDraft> afters,
                 const NumberWriter& numbers) {
  Json list = Json::array();
  for (const model::AfterDraft& one : afters)
    list.push_back(
        {{"measure", one.measure.text}, {"share", numbers.of(in + one.measure.text, one.share)}});
  return list;
}

Json verification_json(const std::string& at, const model::VerificationDraft& of,
                       const NumberWriter& numbers) {
  return {{"means", text_json(of.means)},
          {"operated_by", text_json(of.operated_by)},
          {"fallback", text_json(of.fallback)},
          {"detection", numbers.of(at + "verification.detection", of.detection)},
          {"false_alarm", numbers.of(at + "verification.false_alarm", of.false_alarm)}};
}

/// The provenances of its numbers, each once, in order.
Json provenances_of(const Json& numbers, const NumberWriter& writer) {
  Json list = Json::array();
  std::set<std::string> seen;
  for (const Json& number : numbers) {
    if (!number.is_object() || !number.contains("provenance")) continue;
    const Json& from = number["provenance"];
    if (from.is_object() && seen.insert(from["id"].get<std::string>()).second)
      list.push_back(writer.provenance(from["id"].get<std::string>()));
  }
  return list;
}

Json measure_json(const model::MeasureDraft& m, int months, const NumberWriter& numbers) {
  const std::string at = "measures." + m.id.text;
  const auto number = [&](const char* key, const auto& of) {
    return numbers.of(at + "." + key, of);
  };
  Json json{{"id", m.id.text},
            {"title", m.title.text},
            {"note", text_json(m.note)},
            {"actors", words_json(m.actors)},
            {"track", m.track.text},
            {"duration", number("duration", m.duration)},
            {"months", months},
            {"divisible", m.divisible},
            {"smallest_tranche", number("smallest_tranche", m.smallest_tranche)},
            {"fastest_pace", number("fastest_pace", m.fastest_pace)},
            {"quantity", number("quantity", m.quantity)},
            {"unit", text_json(m.unit)},
            {"mandatory", m.mandatory},
            {"worth", amounts_json(at + ".worth.", m.worth, numbers)},
            {"breakdown_shift", amounts_json(at + ".breakdown_shift.", m.breakdown_shift, numbers)},
            {"upfront", number("upfront", m.upfront)},
            {"upfront_burden", number("upfront_burden", m.upfront_burden)},
            {"reversibility", number("reversibility", m.reversibility)},
            {"restore_months", number("restore_months", m.restore_months)},
            {"risk_reduction", number("risk_reduction", m.risk_reduction)},
            {"final_goal", number("final_goal", m.final_goal)},
            {"weight", number("weight", m.weight)}};
  json["verification"] =
      m.verification ? verification_json(at + ".", *m.verification, numbers) : Json(nullptr);
  json["legal_form"] = text_json(m.legal_form);
  json["after"] = afters_json(at + ".after.", m.after, numbers);
  json["with"] = words_json(m.with);
  json["excludes"] = words_json(m.excludes);
  json["one_of"] = text_json(m.one_of);
  json["not_before"] = text_json(m.not_before);
  json["not_after"] = text_json(m.not_after);
  Json with_worth = json;
  for (const Json& worth : json["worth"]) with_worth[worth["at"].get<std::string>()] = worth;
  json["provenance"] = provenances_of(with_worth, numbers);
  json["at"] = at;
  json["line"] = line_json(m.id.at);
  return json;
}

}  // namespace

Json words_json(std::span<const Word> words) {
  Json list = Json::array();
  for (const Word& word : words) list.push_back(word.text);
  return list;
}

Json parties_json(const model::CaseDraft& draft, const NumberWriter& numbers) {
  Json list = Json::array();
  for (const model::PartyDraft& p : draft.parties) {
    const std::string at = "parties." + p.id.text;
    list.push_back({{"id", p.id.text},
                    {"name", p.name.text},
                    {"role", p.role.text},
                    {"discount", numbers.of(at + ".discount", p.discount)},
                    {"reserve", numbers.of(at + ".reserve", p.reserve)},
                    {"breakdown",
                     {{"per_year", numbers.of(at + ".breakdown.per_year", p.breakdown_per_year)},
                      {"once", numbers.of(at + ".breakdown.once", p.breakdown_once)}}},
                    {"capacity", numbers.of(at + ".capacity", p.capacity)},
                    {"accession", p.accession ? accession_json(*p.accession) : Json(nullptr)},
                    {"at", at},
                    {"line", line_json(p.id.at)}});
  }
  return list;
}

Json measures_json(const model::CaseDraft& draft, const model::Case& valid,
                   const NumberWriter& numbers) {
  Json list = Json::array();
  for (std::size_t k = 0; k < draft.measures.size(); ++k)
    list.push_back(measure_json(draft.measures[k], valid.measures()[k].months, numbers));
  return list;
}

Json boundaries_json(std::span<const model::BoundaryDraft> boundaries, const std::string& in,
                     const NumberWriter& numbers) {
  Json list = Json::array();
  for (const model::BoundaryDraft& b : boundaries) {
    const std::string at = in + b.id.text;
    const std::string kind = at + "." + b.kind.text;
    list.push_back({{"id", b.id.text},
                    {"holder", b.holder.text},
                    {"statement", b.statement.text},
                    {"kind", b.kind.text},
                    {"measures", words_json(b.measures)},
                    {"until", afters_json(kind + ".until.", b.until, numbers)},
                    {"track", text_json(b.track)},
                    {"share", numbers.of(kind + ".share", b.share)},
                    {"date", text_json(b.date)},
                    {"cost", numbers.of(at + ".cost", b.cost)},
                    {"provenance", numbers.provenance(b.provenance.text)},
                    {"at", at},
                    {"line", line_json(b.id.at)}});
  }
  return list;
}

Json alternatives_json(const model::CaseDraft& draft, const NumberWriter& numbers) {
  Json list = Json::array();
  for (const model::AlternativeDraft& one : draft.alternatives) {
    const std::string at = "alternatives." + one.id.text;
    list.push_back({{"id", one.id.text},
                    {"title", one.title.text},
                    {"note", text_json(one.note)},
                    {"roadmap", text_json(one.roadmap)},
                    {"insists_on", boundaries_json(one.boundaries, at + ".boundaries.", numbers)},
                    {"gives_up", words_json(one.gives_up)},
                    {"at", at},
                    {"line", line_json(one.id.at)}});
  }
  return list;
}

}  // namespace tandem::report
