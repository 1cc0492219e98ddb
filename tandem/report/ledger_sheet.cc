#include "tandem/report/ledger_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "tandem/base/calendar.h"
#include "tandem/base/csv.h"
#include "tandem/base/number.h"
#include "tandem/base/text.h"
#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using ledger::Event;
using ledger::EventKind;

constexpr std::size_t kPieceBytes = std::size_t{1} << 16U;
constexpr double kHundred = 100;

/// What no row can say: what was agreed, what is kept elsewhere, what was taken back.
bool has_row(EventKind kind) {
  switch (kind) {
    case EventKind::opened:
    case EventKind::signed_text:
    case EventKind::amended:
    case EventKind::consented:
    case EventKind::refused:
    case EventKind::evidence:
    case EventKind::corrected:
      return false;
    default:
      return true;
  }
}

/// The percentage that is read back as this share; absent where there is none.
std::optional<std::string> percentage_of(double share) {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  const double near = share * kHundred;
  for (const double one : {near, std::nextafter(near, 0.0), std::nextafter(near, kFar)}) {
    std::string word = fmt::format("{}", one);
    const auto back = tandem::number_of<double>(word);
    if (back && *back / kHundred == share) return word + "%";
  }
  return std::nullopt;
}

std::string event_word(const Event& event) {
  std::string word(model::word_of(event.kind, ledger::kEventKinds));
  if (event.finding) word += fmt::format(":{}", model::word_of(*event.finding, ledger::kFindings));
  if (event.step) word += fmt::format(":{}", model::word_of(*event.step, ledger::kDisputeSteps));
  if (event.kind == EventKind::reported && event.share < 1)
    word = percentage_of(event.share).value_or(fmt::format("{}%", event.share * kHundred));
  return word;
}

/// "2 clocks of disputes"; nothing of none.
void add_loss(std::vector<std::string>& all, std::size_t n, std::string_view one,
              std::string_view many) {
  if (n > 0) all.push_back(counted(n, one, many));
}

std::string kind_counts(const SheetLosses& losses) {
  std::vector<std::string> all;
  for (const auto& [kind, n] : losses.left_out) all.push_back(fmt::format("{} {}", n, kind));
  if (losses.corrected > 0)
    all.push_back(fmt::format("{} that {} corrected", losses.corrected,
                              losses.corrected == 1 ? "was" : "were"));
  return join_words(all);
}

/// Events as the rows of a sheet that can be imported again, as they come: takes one event after
/// another, in order of number, and keeps four bytes of each.
class SheetWriter {
 public:
  /// @param corrected  numbers of the entries that count no more, in order
  explicit SheetWriter(std::vector<std::uint64_t> corrected) : corrected_(std::move(corrected)) {}

  /// The first line, with its end.
  [[nodiscard]] static std::string head() { return "obligation,event,on,by,says,source,url\n"; }
  /// The row with its end; empty where a sheet has no row for it.
  [[nodiscard]] std::string row(std::uint64_t seq, const Event& event);
  [[nodiscard]] const SheetLosses& losses() const noexcept { return losses_; }

 private:
  [[nodiscard]] const std::string& obligation_of(std::uint64_t seq) const;
  void keep(const std::string& obligation);
  void count(const Event& event);

  std::vector<std::uint64_t> corrected_;
  std::map<std::string, std::uint32_t, std::less<>> number_of_name_;
  std::vector<std::string> names_{""};
  std::vector<std::uint32_t> about_;  ///< shape [entries]: of names_
  SheetLosses losses_;
};

const std::string& SheetWriter::obligation_of(std::uint64_t seq) const {
  return names_[seq == 0 || seq > about_.size() ? 0 : about_[seq - 1]];
}

void SheetWriter::keep(const std::string& obligation) {
  const auto next = static_cast<std::uint32_t>(names_.size());
  const auto [place, added] = obligation.empty() ? std::pair(number_of_name_.end(), false)
                                                 : number_of_name_.emplace(obligation, next);
  if (added) names_.push_back(obligation);
  about_.push_back(obligation.empty() ? 0 : place->second);
}

void SheetWriter::count(const Event& event) {
  ++losses_.rows;
  losses_.answers += event.to != 0 ? 1 : 0;
  losses_.clocks += event.until ? 1 : 0;
  losses_.signatures += event.key.empty() ? 0 : 1;
  losses_.shares += event.share < 1 && !percentage_of(event.share) ? 1 : 0;
  if (!event.sources.empty()) losses_.sources += event.sources.size() - 1;
  for (const ledger::Source& source : event.sources) losses_.hashes += !source.sha256.empty();
}

std::string SheetWriter::row(std::uint64_t seq, const Event& event) {
  const bool names_ledger = event.kind == EventKind::opened;
  const std::string of = names_ledger ? "" : event.of.empty() ? obligation_of(event.to) : event.of;
  about_.resize(seq - 1);  // of entries that were not shown nothing is known
  keep(of);
  const bool about_nothing = event.kind == EventKind::dispute && of.empty();
  if (std::ranges::binary_search(corrected_, seq)) {
    ++losses_.corrected;
    return "";
  }
  if (!has_row(event.kind) || about_nothing) {
    ++losses_.left_out[std::string(model::word_of(event.kind, ledger::kEventKinds))];
    return "";
  }
  count(event);
  const ledger::Source from = event.sources.empty() ? ledger::Source{} : event.sources.front();
  const std::array<std::string, 7> cells{
      of, event_word(event), format_date(event.on), event.by, event.says, from.title, from.url};
  return csv_line(cells) + "\n";
}

}  // namespace

Result<SheetLosses> write_sheet(const ledger::ReadEntries& read, const ledger::View& view,
                                const std::function<bool(std::string_view)>& write) {
  const auto known = [&](const Event& event) { return event.at <= view.known; };  // never goes back
  std::vector<std::uint64_t> corrected;
  const auto looked = ledger::each_event(read, [&](std::uint64_t, const Event& event) {
    // A correction counts from when it is known, whatever day it names.
    if (known(event) && event.kind == EventKind::corrected) corrected.push_back(event.to);
    return known(event);
  });
  if (!looked) return tl::unexpected(looked.error());
  std::ranges::sort(corrected);
  SheetWriter sheet(std::move(corrected));
  std::string piece = SheetWriter::head();
  bool written = true;
  const auto told = ledger::each_event(read, [&](std::uint64_t seq, const Event& event) {
    if (!known(event)) return false;
    if (event.on <= view.on) piece += sheet.row(seq, event);
    if (piece.size() >= kPieceBytes) written = write(std::exchange(piece, ""));
    return written;
  });
  if (!told) return tl::unexpected(told.error());
  if (!written || !write(piece))
    return tl::unexpected(Error{Errc::io, "the sheet cannot be written: is the disk full?"});
  return sheet.losses();
}

std::vector<std::string> sheet_losses(const SheetLosses& losses) {
  std::vector<std::string> sentences;
  if (const std::string kinds = kind_counts(losses); !kinds.empty())
    sentences.push_back(fmt::format("Not in the sheet: {}.", kinds));
  std::vector<std::string> lost;
  add_loss(lost, losses.clocks, "clock of a dispute", "clocks of disputes");
  add_loss(lost, losses.sources, "further source", "further sources");
  add_loss(lost, losses.hashes, "hash of a document", "hashes of documents");
  add_loss(lost, losses.shares, "share to its last digit", "shares to their last digit");
  add_loss(lost, losses.signatures, "signature", "signatures");
  if (losses.answers > 0)
    lost.push_back(losses.answers == 1
                       ? std::string("the entry that 1 row answers")
                       : fmt::format("the entries that {} rows answer", losses.answers));
  if (!lost.empty())
    sentences.push_back(fmt::format("What rows cannot say: {}.", join_words(lost)));
  return sentences;
}

}  // namespace tandem::report
