#include "apps/cli/ledger_run.h"

#include <fmt/format.h>

#include <chrono>
#include <cstddef>
#include <ostream>
#include <utility>

#include "apps/cli/case_argument.h"
#include "apps/cli/json.h"
#include "apps/files/ledgers.h"
#include "tandem/base/width.h"
#include "tandem/ledger/chain.h"
#include "tandem/ledger/state.h"
#include "tandem/ledger/store.h"

namespace tandem::cli {

int refused(const Error& error, const LedgerRun& run) {
  report_error(error, run.args, run.io);
  return kBadInput;
}

void say_note(const LedgerRun& run, std::string_view note) {
  constexpr std::size_t kColumns = 80;
  run.io.err << paragraph(note, 0, kColumns);
}

int told(const LedgerRun& run, const ledger::Head& head) {
  if (run.args.json())
    write_json(run.io.out, {{"entry", head.seq}, {"head", ledger::receipt(head)}});
  else
    run.io.out << fmt::format("Entry {}.\nKeep this receipt: {}\n", head.seq,
                              ledger::receipt(head));
  return kFine;
}

Result<std::unique_ptr<ledger::Store>> stored(const LedgerRun& run) {
  const std::string& address = run.args.text("LEDGER");
  return files::is_export(address) ? files::stored_export(address, address)
                                   : ledger::open_store(address, ledger::Opening::existing);
}

Result<std::unique_ptr<ledger::Ledger>> opened(const LedgerRun& run) {
  auto store = stored(run);
  if (!store) return tl::unexpected(std::move(store.error()));
  return ledger::Ledger::open(*std::move(store));
}

Result<std::unique_ptr<ledger::Ledger>> opened_to_add(const LedgerRun& run) {
  const std::string& address = run.args.text("LEDGER");
  if (files::is_export(address))
    return tl::unexpected(
        Error{Errc::invalid_input,
              fmt::format(
                  "{0} is an export, a copy that takes no entries; `tandem ledger import NEW {0}` "
                  "makes a ledger of it",
                  address)});
  return opened(run);
}

Result<std::optional<Date>> day_of(const Args& args, std::string_view name) {
  if (!args.has(name)) return std::nullopt;
  if (const auto day = parse_date(args.text(name))) return day;
  return tl::unexpected(
      Error{Errc::invalid_input,
            fmt::format("--{}: '{}' is no day; write it as 2007-07-14", name, args.text(name))});
}

Result<ledger::View> view_of(const LedgerRun& run) {
  const auto on = day_of(run.args, "on");
  if (!on) return tl::unexpected(on.error());
  const auto known = day_of(run.args, "known");
  if (!known) return tl::unexpected(known.error());
  ledger::View view{run.now, on->value_or(Date{std::chrono::floor<std::chrono::days>(run.now)})};
  if (*known) view.known = ledger::end_of(**known);
  return view;
}

Result<std::optional<ledger::Head>> head_of(const Args& args, std::string_view name) {
  if (!args.has(name)) return std::nullopt;
  if (const auto head = ledger::head_of_receipt(args.text(name))) return head;
  return tl::unexpected(
      Error{Errc::invalid_input,
            fmt::format("--{} is no head; write it as it was printed, SEQ:HASH", name)});
}

}  // namespace tandem::cli
