#include "apps/desk/components.h"

namespace tandem::desk {
namespace {

using namespace schema;  // NOLINT(google-build-using-namespace): a file of nothing but schemas

Json obligation() {
  return object({{"id", text()},
                 {"title", text()},
                 {"phase", text()},
                 {"actors", texts()},
                 {"trigger", text()},
                 {"start", text_or_null()},
                 {"due", text_or_null()},
                 {"earliest", text_or_null()},
                 {"latest", text_or_null()},
                 {"expected", text_or_null()},
                 {"recorded", flag()},
                 {"effective", text_or_null()},
                 {"verified", text_or_null()},
                 {"void_by_default", flag()},
                 {"late", number_or_null()},
                 {"slack", number_or_null()},
                 {"undated", text_or_null()},
                 {"waits_for", texts()},
                 {"driver", text_or_null()},
                 {"repeats", texts()},
                 maybe("without_delays", text_or_null())});
}

Json timetable() {
  return object(
      {{"agreement", text()},
       {"title", text()},
       {"signed", text_or_null()},
       {"units", map_of(text())},
       {"record_taken", flag()},
       {"first", text_or_null()},
       {"last", text_or_null()},
       {"delays", list_of(object({{"of", text()}, {"days", number()}}))},
       {"events",
        list_of(object(
            {{"id", text()}, {"title", text()}, {"date", text_or_null()}, {"happened", flag()}}))},
       {"obligations", list_of(obligation())},
       {"critical_path", or_null(object({{"to", text()}, {"path", texts()}}))},
       {"circles", list_of(texts())}});
}

Json lint() {
  const Json warning = object({{"file", text()},
                               {"line", whole(0)},
                               {"rule", text()},
                               {"message", text()},
                               {"repair", text()}});
  return object({{"agreement", text()},
                 {"findings", list_of(object({{"rule", text()},
                                              {"level", word_of({"note", "warning", "error"})},
                                              {"obligations", texts()},
                                              {"file", text()},
                                              {"line", whole(0)},
                                              {"column", whole(0)},
                                              {"words", text()},
                                              {"message", text()},
                                              {"precedent", text()},
                                              {"repair", text()},
                                              {"paste", text()},
                                              {"allowed", flag()},
                                              {"reason", text_or_null()}}))},
                 {"allowed_not_shown", whole(0)},
                 {"misspelt_actors", list_of(warning)},
                 {"allowed_in_vain", list_of(warning)}});
}

Json diff() {
  const Json keys = list_of(object({{"key", text()}, {"before", text()}, {"after", text()}}));
  const Json obligation =
      object({{"id", text()},
              {"title", text()},
              {"change", word_of({"added", "removed", "changed"})},
              {"actors", texts()},
              {"counterparts", texts()},
              {"due_before", text_or_null()},
              {"due_after", text_or_null()},
              {"keys", keys},
              {"worth", list_of(object({{"party", text()}, {"points", number()}}))}});
  return object(
      {{"before", text()},
       {"after", text()},
       {"same", whole(0)},
       {"agreement", keys},
       {"actors_added", texts()},
       {"actors_removed", texts()},
       {"obligations", list_of(obligation)},
       {"gains",
        object({{"unit", text()},
                {"parties",
                 list_of(object({{"party", text()}, {"before", number()}, {"after", number()}}))},
                {"left_out", texts()}})},
       maybe("not_weighed", about(text(), "why nothing is weighed"))});
}

Json document() {
  const Json clauses = list_of(object({{"label", text()}, {"words", text()}}));
  const Json paragraph = object({{"id", text()},
                                 {"number", about(text(), "empty: it is no part of the text")},
                                 {"words", text()},
                                 {"when", text()},
                                 {"clauses", clauses},
                                 {"marking", text()}});
  return object(
      {{"title", text()},
       {"status", text()},
       {"date", text()},
       {"marking", text()},
       {"left_out", text()},
       {"preamble", texts()},
       {"terms", clauses},
       {"articles", list_of(object({{"heading", text()}, {"paragraphs", list_of(paragraph)}}))},
       {"signatories", texts()},
       {"annex_heads", texts()},
       {"annex", list_of(texts())},
       {"sources", list_of(object({{"title", text()}, {"url", text()}}))}});
}

}  // namespace

void add_agreement_components(Json& into) {
  into["Timetable"] = about(timetable(), "as `tandem schedule --json`");
  into["Lint"] = about(lint(), "as `tandem lint --json`");
  into["AgreementDocument"] = document();
  into["AgreementDiff"] = about(diff(), "as `tandem diff --json`");
}

}  // namespace tandem::desk
