#include "tandem/interop/agreement_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "tandem/base/text.h"

namespace tandem::interop {
namespace {

constexpr std::string_view kBeside = "Agreed beside the text";
constexpr std::string_view kRecord = "For the record";

/// The earliest date that documents can carry.
constexpr Date kNoDay{std::chrono::year{1980}, std::chrono::January, std::chrono::day{1}};

std::string name_of(const model::Actor& actor) {
  return actor.name.empty() ? actor.id : actor.name;
}

std::vector<std::string> parties(const View& view) {
  std::vector<std::string> names;
  for (const model::ActorId id : view.actors()) {
    const model::Actor& actor = view.of().actor(id);
    if (actor.role == model::ActorRole::party && actor.members.empty())
      names.push_back(name_of(actor));
  }
  return names;
}

std::vector<std::string> preamble(const View& view) {
  std::vector<std::string> all;
  const auto names = parties(view);
  if (names.size() > 1)
    all.push_back(fmt::format("This agreement is made between {}.", join_words(names)));
  else if (!names.empty())
    all.push_back(fmt::format("This agreement binds {}.", names.front()));
  if (!view.of().data().summary.empty()) all.push_back(view.of().data().summary);
  if (const std::string hidden = view.left_out_words(); !hidden.empty()) all.push_back(hidden);
  return all;
}

Clause event_term(const model::Event& event) {
  std::string words = "a day that is not set";
  if (event.date) words = (event.happened ? "" : "planned for ") + format_date_long(*event.date);
  return {event.title.empty() ? event.id : event.title, words};
}

std::string weekend_words(const model::DayCount& count) {
  static constexpr std::array<std::string_view, 7> kDays{
      "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
  std::vector<std::string> names;
  for (const auto day : count.weekend) names.emplace_back(kDays[day.c_encoding()]);
  return join_words(names);
}

std::string count_words(const model::DayCount& count) {
  std::string words = count.first_day_counts
                          ? "the day from which days are counted is the first of them"
                          : "the first day is the one after the day from which they are counted";
  words += "; months and years end on the same day of the month, or on its last day";
  if (count.on_rest_day == model::DayCount::RestDay::stays) return words;
  const bool next = count.on_rest_day == model::DayCount::RestDay::next;
  words += fmt::format("; an end on a day of rest moves to the {} day of work",
                       next ? "next" : "previous");
  if (!count.weekend.empty()) words += fmt::format(" (rest: {})", weekend_words(count));
  return words;
}

std::vector<Clause> terms(const View& view) {
  std::vector<Clause> all;
  for (const model::ActorId id : view.actors()) {
    const model::Actor& actor = view.of().actor(id);
    if (!actor.members.empty())
      all.push_back({name_of(actor), actor_words(view.of(), actor.members)});
  }
  for (const model::EventId id : view.events()) all.push_back(event_term(view.of().event(id)));
  all.push_back({"Counting of days", count_words(view.of().data().day_count)});
  return all;
}

std::string heading_of(const model::Obligation& obligation) {
  if (obligation.kind == model::ObligationKind::happening) return std::string(kRecord);
  if (obligation.off_text) return std::string(kBeside);
  return obligation.phase;
}

bool is_article(const std::string& heading) { return heading != kBeside && heading != kRecord; }

TextParagraph paragraph_of(const View& view, model::ObligationId id) {
  const model::Obligation& obligation = view.of().obligation(id);
  TextParagraph made{id, obligation.id, "", "", "", {}, ""};
  made.words = undertaking_words(view, id);
  made.when = when_sentence(view.of(), view.dates(), id, view.up_to());
  made.clauses = clauses(view, id, Naming::ids);
  if (!obligation.article.empty()) made.clauses.push_back({"Place", obligation.article});
  if (obligation.kind == model::ObligationKind::happening && !obligation.outcome.empty() &&
      made.when.find(obligation.outcome) == std::string::npos)
    made.clauses.push_back({"Outcome", obligation.outcome});
  made.marking = marking_words(obligation);
  return made;
}

/// By heading, in the order in which the headings first occur.
std::vector<TextArticle> grouped(const View& view) {
  std::vector<TextArticle> all;
  for (const model::ObligationId id : view.shown()) {
    const std::string heading = heading_of(view.of().obligation(id));
    auto found = std::ranges::find(all, heading, &TextArticle::heading);
    if (found == all.end()) found = all.insert(all.end(), TextArticle{heading, {}});
    found->paragraphs.push_back(paragraph_of(view, id));
  }
  std::ranges::stable_sort(all, {}, [](const TextArticle& article) {
    return is_article(article.heading) ? 0 : article.heading == kBeside ? 1 : 2;
  });
  return all;
}

std::vector<TextArticle> articles(const View& view) {
  std::vector<TextArticle> all = grouped(view);
  std::size_t number = 0;
  for (TextArticle& article : all) {
    if (!is_article(article.heading)) continue;
    ++number;
    for (std::size_t k = 0; k < article.paragraphs.size(); ++k)
      article.paragraphs[k].number = fmt::format("{}.{}", number, k + 1);
    const std::string title = article.heading.empty() ? "Obligations" : article.heading;
    article.heading = fmt::format("Article {}. {}", number, title);
  }
  return all;
}

std::string what_words(const model::Obligation& obligation) {
  std::string words = obligation.title.empty() ? obligation.text : obligation.title;
  if (obligation.quantity) words += fmt::format(" ({})", quantity_words(obligation));
  if (obligation.off_text) words += "; beside the text";
  if (const std::string mark = marking_words(obligation); !mark.empty())
    words += fmt::format(" [{}]", mark);
  return words;
}

std::string annex_when(const View& view, model::ObligationId id) {
  const model::Obligation& obligation = view.of().obligation(id);
  const std::string state = state_words(view, id);
  std::string words = when_words(view.of(), view.dates(), id, view.up_to());
  if (obligation.trigger.timing == model::Timing::undated)
    words = obligation.kind == model::ObligationKind::happening ? "" : "no time is set";
  if (!state.empty()) words += (words.empty() ? "" : "; ") + state;
  return words;
}

/// "1, 3": the numbers of an obligation's sources among `all`.
std::string source_numbers(const model::Obligation& obligation,
                           const std::vector<ProvenanceId>& all) {
  std::string numbers;
  for (const ProvenanceId id : obligation.sources)
    numbers += fmt::format("{}{}", numbers.empty() ? "" : ", ",
                           std::ranges::find(all, id) - all.begin() + 1);
  return numbers;
}

std::vector<AnnexRow> annex(const View& view) {
  const std::vector<ProvenanceId> sources = view.sources();
  std::vector<AnnexRow> rows;
  for (const model::ObligationId id : view.shown()) {
    const model::Obligation& obligation = view.of().obligation(id);
    rows.push_back(
        {id,
         {obligation.id, actor_words(view.of(), obligation.actors),
          actor_words(view.of(), obligation.counterparts), what_words(obligation),
          annex_when(view, id), verification_words(view, obligation), obligation.legal_form,
          exchange_words(view, obligation, Naming::ids), source_numbers(obligation, sources)}});
  }
  return rows;
}

}  // namespace

AgreementText agreement_text(const View& view) {
  const model::AgreementData& data = view.of().data();
  AgreementText text;
  text.id = data.id;
  text.title = data.title.empty() ? data.id : data.title;
  text.status = data.signed_on ? fmt::format("Signed on {}.", format_date_long(*data.signed_on))
                               : "Draft, not signed.";
  text.preamble = preamble(view);
  text.terms = terms(view);
  text.articles = articles(view);
  text.signatories = parties(view);
  text.annex = annex(view);
  for (const ProvenanceId id : view.sources()) {
    const model::Provenance& source = data.provenances[id.index()];
    text.sources.push_back({source.title.empty() ? source.id : source.title, source.url});
  }
  text.marking = tlp_words(view.marking());
  text.left_out = view.left_out_words();
  const auto first = view.first_day();
  text.date = data.signed_on.value_or(first ? Date{*first} : kNoDay);
  return text;
}

}  // namespace tandem::interop
