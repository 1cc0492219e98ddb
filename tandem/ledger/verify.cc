#include "tandem/ledger/verify.h"

#include <fmt/format.h>

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tandem/ledger/event.h"
#include "tandem/ledger/internal/refusal.h"
#include "tandem/ledger/keys.h"
#include "tandem/ledger/state.h"

namespace tandem::ledger {
namespace {

using internal::refusal;

constexpr std::size_t kReadAtOnce = 4096;

class Examiner {
 public:
  explicit Examiner(const std::optional<Head>& receipt) : receipt_(receipt) {}

  void look_at(const Entry& entry) {
    ++expected_;
    if (entry.seq != expected_)
      note(expected_, refusal("number", fmt::format("it has the number {}", entry.seq),
                              "an entry is missing or there twice: take a whole copy"));
    expected_ = entry.seq;
    if (entry.hash != link(made_.head.hash, entry.seq, entry.body))
      note(entry.seq,
           refusal("chain", "its hash is not that of the entries before and its own text",
                   "it, or the one before, was changed: compare with another copy"));
    made_.head = {entry.seq, entry.hash};
    hashes_.push_back(entry.hash);
    if (receipt_ && receipt_->seq == entry.seq) compare();
    event(entry);
  }

  Examination end(const std::vector<std::string>& faults) && {
    for (const std::string& fault : faults)
      note(0, refusal("store", fault, "export what is recorded, and import it into a new ledger"));
    if (receipt_ && receipt_->seq > made_.head.seq)
      note(0, refusal("truncated",
                      fmt::format("it ends with entry {}, and had {} when the receipt was given",
                                  made_.head.seq, receipt_->seq),
                      "entries are lost or held back: ask for a whole copy"));
    return std::move(made_);
  }

 private:
  void compare() {
    if (receipt_->hash != made_.head.hash)
      note(made_.head.seq,
           refusal("rewritten", "the receipt has another hash for it",
                   "this is not the record that the receipt was given for: ask who keeps it why"));
  }

  void event(const Entry& entry) {
    const auto event = event_of(entry.body);
    if (!event) return note_all(entry.seq, event.error().details);
    if (!event->signature.empty()) signature(entry.seq, *event);
    if (const auto applied = projection_.apply(*event); !applied)
      note_all(entry.seq, applied.error().details);
  }

  void signature(std::uint64_t seq, const Event& event) {
    const auto before = std::span(hashes_).first(hashes_.size() - 1);
    if (is_signed_well(event, binding_of(event, projection_.ledger(), before)))
      ++made_.signed_entries;
    else
      note(seq, bad_signature(event));
  }

  void note_all(std::uint64_t seq, const std::vector<Diagnostic>& found) {
    for (const Diagnostic& one : found) note(seq, one);
  }

  void note(std::uint64_t seq, Diagnostic what) {
    if (made_.findings.size() < kMostFindings)
      made_.findings.push_back({seq, std::move(what)});
    else
      ++made_.left_out;
  }

  const std::optional<Head>& receipt_;
  Examination made_;
  Projection projection_;
  std::vector<Hash> hashes_;  ///< as kept, of all entries until now
  std::uint64_t expected_ = 0;
};

}  // namespace

Result<Examination> examine(Store& store, const std::optional<Head>& receipt) {
  Examiner examiner(receipt);
  std::uint64_t after = 0;
  for (;;) {
    const auto entries = store.read(after, kReadAtOnce);
    if (!entries) return tl::unexpected(entries.error());
    for (const Entry& entry : *entries) examiner.look_at(entry);
    if (entries->size() < kReadAtOnce) break;
    after = entries->back().seq;
  }
  const auto faults = store.faults();
  if (!faults) return tl::unexpected(faults.error());
  return std::move(examiner).end(*faults);
}

}  // namespace tandem::ledger
