#include "apps/desk/agreement_view.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "apps/http/json.h"
#include "tandem/base/findings.h"
#include "tandem/interop/agreement_text.h"
#include "tandem/model/delay.h"
#include "tandem/model/timetable.h"
#include "tandem/report/lint_report.h"
#include "tandem/report/timetable_report.h"

namespace tandem::desk {
namespace {

constexpr std::array<std::string_view, 5> kLevels{"clear", "green", "amber", "amber-strict", "red"};

/// What the delays say, or every mistake in them.
Answer<std::vector<model::Delay>> delays_of(const Json& delays, const model::Agreement& of,
                                            const model::Timetable& without) {
  std::vector<model::Delay> made;
  Findings wrong;
  for (std::size_t k = 0; k < delays.size(); ++k) {
    const auto delay = model::read_delay(
        of, without,
        fmt::format("{}={}d", delays[k]["event"].get<std::string>(), delays[k]["days"].get<int>()));
    if (delay)
      made.push_back(*delay);
    else
      wrong.add({fmt::format("/delays/{}", k)}, "delay", delay.error().what);
  }
  if (wrong.empty()) return made;
  auto details = std::move(wrong).in_file_order();
  std::string first = details.front().message;
  return tl::unexpected(Refusal(422, "delay", std::move(first),
                                "name an obligation or an event of the agreement",
                                std::move(details)));
}

Answer<std::optional<model::ObligationId>> last_of(const std::string& to,
                                                   const model::Agreement& of,
                                                   const model::Timetable& dates) {
  if (to.empty()) return report::last_expected(dates);
  if (const auto found = of.find_obligation(to)) return found;
  std::vector<std::string> names;
  for (const model::Obligation& one : of.obligations()) names.push_back(one.id);
  return tl::unexpected(Refusal(422, "unknown-obligation",
                                fmt::format("/to: there is no obligation '{}'", to),
                                did_you_mean(to, names, "name one of the agreement")));
}

Json clauses_json(const std::vector<interop::Clause>& clauses) {
  Json all = Json::array();
  for (const interop::Clause& one : clauses)
    all.push_back({{"label", one.label}, {"words", one.words}});
  return all;
}

Json articles_json(const interop::AgreementText& text) {
  Json all = Json::array();
  for (const interop::TextArticle& article : text.articles) {
    Json paragraphs = Json::array();
    for (const interop::TextParagraph& one : article.paragraphs)
      paragraphs.push_back({{"id", one.name},
                            {"number", one.number},
                            {"words", one.words},
                            {"when", one.when},
                            {"clauses", clauses_json(one.clauses)},
                            {"marking", one.marking}});
    all.push_back({{"heading", article.heading}, {"paragraphs", std::move(paragraphs)}});
  }
  return all;
}

/// The text that an export writes.
Json document_json(const interop::AgreementText& text) {
  Json annex = Json::array();
  for (const interop::AnnexRow& row : text.annex) annex.push_back(row.cells);
  Json sources = Json::array();
  for (const interop::TextSource& one : text.sources)
    sources.push_back({{"title", one.title}, {"url", one.url}});
  return {{"title", text.title},
          {"status", text.status},
          {"date", format_date(text.date)},
          {"marking", text.marking},
          {"left_out", text.left_out},
          {"preamble", text.preamble},
          {"terms", clauses_json(text.terms)},
          {"articles", articles_json(text)},
          {"signatories", text.signatories},
          {"annex_heads", interop::kAnnexHeads},
          {"annex", std::move(annex)},
          {"sources", std::move(sources)}};
}

/// How many obligations a reader of each level sees.
Json levels_json(const model::Agreement& of, const model::Timetable& dates) {
  Json all = Json::array();
  for (const std::string_view level : kLevels) {
    const interop::View view(of, dates, *interop::tlp_named(level));
    all.push_back(
        {{"level", level}, {"obligations", view.shown().size()}, {"left_out", view.left_out()}});
  }
  return all;
}

Json actors_json(const model::Agreement& of) {
  Json all = Json::array();
  for (const model::Actor& one : of.actors())
    all.push_back({{"id", one.id},
                   {"name", one.name.empty() ? one.id : one.name},
                   {"role", one.role == model::ActorRole::party ? "party" : "body"}});
  return all;
}

Json lines_json(const model::AgreementDraft& draft) {
  Json lines = Json::object();
  for (const model::ObligationDraft& one : draft.obligations) lines[one.id.text] = one.id.at.line;
  return lines;
}

}  // namespace

Json lint_of(const model::Agreement& of) {
  const auto all = lint::lint(of);
  report::LintReport shown{all, lint::unused_allows(of, all), 0, lint::misspelt_actors(of)};
  return report::lint_json(of, shown);
}

Answer<Json> timetable_of(const model::Agreement& of, const DatesAsked& asked) {
  model::TimetableOptions options{.actual = !asked.as_written};
  model::Timetable without = model::timetable(of, options);
  auto delays = delays_of(asked.delays, of, without);
  if (!delays) return tl::unexpected(std::move(delays.error()));
  report::Schedule schedule{of, without, options.actual};
  if (!delays->empty()) {
    options.delays = *delays;
    schedule.dates = model::timetable(of, options);
    schedule.delays = *std::move(delays);
    schedule.without = std::move(without);
  }
  const auto to = last_of(asked.to, of, schedule.dates);
  if (!to) return tl::unexpected(to.error());
  schedule.to = *to;
  return report::schedule_json(schedule);
}

Answer<Json> agreement_view(const std::string& text, const std::string& file,
                            const DatesAsked& asked) {
  const auto loaded = casefile::load_agreement_text(text, file);
  Json view{{"text", text},
            {"valid", loaded.has_value()},
            {"diagnostics", loaded ? Json::array() : http::details_json(loaded.error().details)}};
  if (!loaded) return view;
  const model::Agreement& of = loaded->valid;
  auto timetable = timetable_of(of, asked);
  if (!timetable) return tl::unexpected(std::move(timetable.error()));
  const model::Timetable dates = model::timetable(of);
  view["document"] = document_json(interop::agreement_text(interop::View(of, dates)));
  view["timetable"] = *std::move(timetable);
  view["findings"] = lint_of(of);
  view["visible_levels"] = levels_json(of, dates);
  view["lines"] = lines_json(loaded->draft);
  view["actors"] = actors_json(of);
  return view;
}

Json agreement_view_schema(std::vector<schema::Member> more) {
  std::vector<schema::Member> members{
      schema::maybe("result", schema::ref("ResultId")),
      {"text", schema::text()},
      {"valid", schema::flag()},
      {"diagnostics", schema::list_of(schema::ref("Diagnostic"))},
      schema::maybe("document", schema::ref("AgreementDocument")),
      schema::maybe("timetable", schema::ref("Timetable")),
      schema::maybe("findings", schema::ref("Lint")),
      schema::maybe("visible_levels",
                    schema::list_of(schema::object({{"level", schema::text()},
                                                    {"obligations", schema::whole(0)},
                                                    {"left_out", schema::whole(0)}}))),
      schema::maybe("lines", schema::about(schema::map_of(schema::whole(0)),
                                           "of each obligation in the text")),
      schema::maybe("actors", schema::list_of(
                                  schema::object({{"id", schema::text()},
                                                  {"name", schema::text()},
                                                  {"role", schema::word_of({"party", "body"})}})))};
  for (schema::Member& one : more) members.push_back(std::move(one));
  return schema::object(std::move(members));
}

}  // namespace tandem::desk
