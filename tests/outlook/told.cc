#include "tests/outlook/told.h"

#include <chrono>
#include <memory>
#include <utility>

#include "tandem/ledger/store.h"
#include "tests/support/drafts.h"

namespace tandem::outlook {
namespace {

constexpr const char* kTutorial = TANDEM_SOURCE_DIR "/cases/tutorial";

ledger::Event made(ledger::EventKind kind, std::string_view on, std::string by, std::string of) {
  ledger::Event event;
  event.kind = kind;
  event.on = parse_date(on).value();
  event.at = std::chrono::sys_days{event.on} + std::chrono::hours{12};
  event.by = std::move(by);
  event.of = std::move(of);
  return event;
}

}  // namespace

Told::Told()
    : Told(test::must(casefile::load_case(kTutorial)),
           test::must(casefile::read_source(std::string(kTutorial) + "/agreement.yaml")).text,
           "2030-01-01") {}

Told::Told(casefile::CaseFile file, std::string text, std::string_view on)
    : file_(std::move(file)), book_(test::must(ledger::Ledger::open(ledger::memory_store()))) {
  ledger::Event opening = made(ledger::EventKind::opened, on, "keeper", "told");
  opening.says = "Told";
  record(opening);
  ledger::Event signing = made(ledger::EventKind::signed_text, on, "keeper", "");
  signing.text = std::move(text);
  record(signing);
}

Told& Told::record(const ledger::Event& event) {
  static_cast<void>(test::must(book_->record(event)));
  return *this;
}

Told& Told::says(ledger::EventKind kind, std::string_view on, std::string by, std::string of,
                 double share) {
  ledger::Event event = made(kind, on, std::move(by), std::move(of));
  event.share = share;
  return record(event);
}

Told& Told::found(std::string_view on, std::string by, std::string of, ledger::Finding finding) {
  ledger::Event event = made(ledger::EventKind::verified, on, std::move(by), std::move(of));
  event.finding = finding;
  return record(event);
}

ledger::State Told::state(std::string_view on) const {
  const Date day = parse_date(on).value();
  return book_->state({std::chrono::sys_days{day} + std::chrono::days{1}, day});
}

Result<Standing> Told::standing(std::string_view on, const StandingOptions& options) const {
  const ledger::State seen = state(on);
  return standing_of(file_.valid, seen, test::must(ledger::history(*book_, seen.view)), options);
}

MeasureId Told::measure(std::string_view id) const { return file_.valid.find_measure(id).value(); }
PartyId Told::party(std::string_view id) const { return file_.valid.find_party(id).value(); }

}  // namespace tandem::outlook
