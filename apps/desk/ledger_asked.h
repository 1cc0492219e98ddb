#pragma once

#include <vector>

#include "apps/desk/ledger_shelf.h"
#include "apps/desk/route.h"
#include "apps/desk/schema.h"
#include "apps/desk/workbench.h"
#include "tandem/ledger/state.h"

/// What requests about a ledger have in common.
namespace tandem::desk {

/// The one of {key}, as it is now. Errors: not-found, as KeptLedger::current().
struct AskedLedger {
  LedgerShelf::Kept kept;
  CurrentLedger now;
};
[[nodiscard]] Answer<AskedLedger> ledger_of(Workbench& bench, const Call& call);

/// Parameters of an address: {"on", "known"}, and more.
[[nodiscard]] Json view_query(std::vector<schema::Member> more = {});
/// {"days"}: how far ahead.
[[nodiscard]] schema::Member days_member();
/// A view of today, as known now, where they say nothing. A day is taken to its end.
/// @param query  fits view_query()
[[nodiscard]] ledger::View view_of(const Json& query);

/// What is said of a ledger wherever it is named: its key, title, kind, case, agreement and head.
/// @param state  of the view that is asked for
[[nodiscard]] Json ledger_json(const AskedLedger& of, const ledger::State& state,
                               const std::vector<Shelved>& cases);
/// "file", "export", "server".
[[nodiscard]] const char* kind_name(const LedgerPlace& place);

}  // namespace tandem::desk
