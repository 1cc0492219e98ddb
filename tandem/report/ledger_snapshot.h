#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/interop/document.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/state.h"
#include "tandem/model/agreement.h"

/// A record as a reader of one level may see it. It is compiled: obligations above the level, the
/// entries about them, and the names, triggers, exchanges, sources and parties that only they have
/// are not covered over, they never come in. Whatever is changed in them, the snapshot stays the
/// same but for its counts of what is left out, with two exceptions that a true one cannot do
/// without: whether, and since when, an amendment of something that is shown is in force, though
/// the consent that it waited for may be about something hidden; and which obligations are hidden.
/// Entries are numbered anew, as gaps would show what is missing; the ledger's head is not in it,
/// as it is a hash over everything.
namespace tandem::report {

struct SnapshotObligation {
  std::string id;
  std::string title;
  std::string words;  ///< what is undertaken
  std::string phase;
  std::string kind;
  std::vector<std::string> by;  ///< actors, by id
  std::vector<std::string> owed_to;
  std::string label;  ///< "clear"
  std::string when;   ///< in words; empty where it depends on something hidden
  std::vector<std::string> exchanged_for;
  std::vector<ledger::Source> sources;
  bool hidden_dependency = false;  ///< its day is set by something that is not shown
  bool in_force = true;            ///< else an amendment took it out
  bool repeated = false;           ///< it is to be done on many days
  ledger::ObligationState state;   ///< entries as numbered here
};

struct SnapshotEntry {
  std::uint64_t number = 0;
  Date recorded{};
  ledger::Event event;  ///< without text, key and signature; `to` as numbered here
  bool counts = true;
  bool words_withheld = false;
};

struct SnapshotText {
  std::uint64_t number = 0;  ///< of its entry
  ledger::VersionState::Status status = ledger::VersionState::Status::pending;
  std::optional<Date> since;
  std::optional<Date> replaced;        ///< by one that is shown
  std::vector<std::string> consented;  ///< those who are shown
};

struct SnapshotParty {
  std::string id;
  std::string name;
  ledger::PartyState state;
};

/// What was left out, how many of each kind; never what.
struct SnapshotLeftOut {
  std::map<std::string, std::size_t, std::less<>> obligations;
  std::map<std::string, std::size_t, std::less<>> entries;
  std::size_t words = 0;  ///< of entries that are shown
  std::size_t parties = 0;
  std::size_t events = 0;  ///< outside events that triggers name
};

struct Snapshot {
  std::string ledger;
  model::Tlp level = model::Tlp::clear;
  model::Tlp marking = model::Tlp::clear;  ///< the highest label of what is shown
  Date on{};
  std::string agreement;  ///< id
  std::string title;
  std::string summary;
  std::vector<SnapshotObligation> obligations;
  std::vector<SnapshotEntry> entries;  ///< in the order in which they were recorded
  std::vector<SnapshotText> texts;
  std::vector<ledger::DisputeState> disputes;  ///< entries as numbered here
  std::vector<SnapshotParty> parties;
  SnapshotLeftOut left_out;
};

/// @param events  the record from its first entry on, as far as it is known
/// @param on  absent: the day on which the last entry that is shown was recorded
/// An obligation is above the level where the text in force, or one that waits for consent, or
/// where none of them has it the last that had it, says so.
/// Errors: invalid_input (events that are no record; no agreement is in force on that day; with the
/// rule kAboveLevel, where nothing would be left).
[[nodiscard]] Result<Snapshot> ledger_snapshot(std::span<const ledger::Event> events,
                                               std::optional<Date> on, model::Tlp level);

/// Canonical JSON, version 1: keys in the order of their bytes, no blanks, one line.
[[nodiscard]] std::string snapshot_json(const Snapshot& of);
[[nodiscard]] interop::Document snapshot_document(const Snapshot& of);
/// "Left out above TLP:CLEAR: 2 obligations (1 action, 1 benefit), 3 entries (3 reported)."
[[nodiscard]] std::string left_out_words(const Snapshot& of);

}  // namespace tandem::report
