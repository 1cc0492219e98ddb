#include "tandem/ledger/transfer.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "tandem/ledger/internal/json_text.h"
#include "tandem/ledger/internal/refusal.h"
#include "tandem/ledger/keys.h"

namespace tandem::ledger {
namespace {

constexpr std::size_t kReadAtOnce = 4096;
constexpr std::size_t kWriteAtOnce = 1U << 20U;
constexpr std::string_view kFirst = R"({"tandem-ledger":1,"name":)";
constexpr std::string_view kHash = R"({"hash":")";
constexpr std::string_view kSeq = R"(","seq":)";
constexpr std::string_view kBody = R"(,"body":)";
constexpr std::string_view kHead = R"({"head":")";
constexpr std::size_t kHashDigits = 64;

/// Pieces gathered until they are worth a write.
class Writer {
 public:
  explicit Writer(const std::function<bool(std::string_view)>& write) : write_(write) {}

  template <class... Parts>
  [[nodiscard]] bool put(const Parts&... parts) {
    (pending_.append(parts), ...);
    return pending_.size() < kWriteAtOnce || flush();
  }
  [[nodiscard]] bool flush() {
    const bool good = pending_.empty() || write_(pending_);
    pending_.clear();
    return good;
  }

 private:
  const std::function<bool(std::string_view)>& write_;
  std::string pending_;
};

tl::unexpected<Error> unwritten() {
  return tl::unexpected(Error{Errc::io, "the export can't be written"});
}

[[nodiscard]] bool put_first(Writer& to, const Entry& entry) {
  const auto opened = event_of(entry.body);
  std::string name;
  internal::put_text(name, opened ? opened->of : "");
  return to.put(kFirst, name, "}\n");
}

[[nodiscard]] bool put_entry(Writer& to, const Entry& entry) {
  return to.put(kHash, hex(entry.hash), kSeq, std::to_string(entry.seq), kBody, entry.body, "}\n");
}

/// One line after the other, each with its end.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}
  /// Absent at the end, and where the last line has no end.
  std::optional<std::string_view> next() {
    const std::size_t end = text_.find('\n', at_);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = text_.substr(at_, end - at_);
    at_ = end + 1;
    ++number_;
    return line;
  }
  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  [[nodiscard]] int number() const { return number_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  int number_ = 0;
};

/// What an export has, its links checked.
struct Imported {
  std::string name;
  std::vector<std::string> bodies;
  Head head;
};

class Import {
 public:
  Import(std::string_view text, const std::string& file) : lines_(text), file_(file) {}

  Result<Imported> read() && {
    if (!first() || !entries()) return tl::unexpected(std::move(*wrong_));
    return std::move(made_);
  }

 private:
  bool fail(int line, std::string_view rule, std::string message, std::string repair) {
    wrong_ = internal::invalid(fmt::format("{} is no whole ledger", file_), rule,
                               std::move(message), std::move(repair));
    wrong_->details[0].at = {file_, line, 0};
    return false;
  }
  bool fail(std::string_view rule, std::string message, std::string repair) {
    return fail(lines_.number(), rule, std::move(message), std::move(repair));
  }

  bool first() {
    const auto line = lines_.next();
    internal::JsonReader from(line.value_or(""));
    auto name = from.take(kFirst) ? from.text() : std::nullopt;
    if (!name || !from.take("}") || !from.at_end())
      return fail(1, "no-ledger", "it does not begin as an exported ledger",
                  "give a file that `tandem ledger export` has written");
    made_.name = std::move(*name);
    return true;
  }

  bool entries() {
    while (const auto line = lines_.next()) {
      if (line->starts_with(kHead)) return head(*line);
      if (!entry(*line)) return false;
    }
    return fail(lines_.number() + 1, "truncated", "it ends before the line with the head",
                "take the whole file");
  }

  bool entry(std::string_view line) {
    internal::JsonReader from(line);
    const auto hash = from.take(kHash) ? hash_of_hex(from.ahead(kHashDigits)) : std::nullopt;
    const bool begun = hash && from.take(from.ahead(kHashDigits)) && from.take(kSeq);
    const std::string number = std::to_string(made_.head.seq + 1);
    if (!begun || !from.take(number) || !from.take(kBody) || !line.ends_with('}'))
      return fail("entry", fmt::format("it is no line of entry {}", number),
                  "take the file again as it was exported");
    std::string_view body = line.substr(from.place());
    body.remove_suffix(1);
    const Head next{made_.head.seq + 1, *hash};
    if (link(made_.head.hash, next.seq, body) != next.hash)
      return fail("chain", "its hash is not that of the entries before and its own text",
                  "something was changed: take the file again as it was exported");
    made_.bodies.emplace_back(body);
    made_.head = next;
    return event(body);
  }

  bool event(std::string_view body) {
    const auto event = event_of(body);
    if (event && made_.bodies.size() == 1 && event->of != made_.name)
      return fail("name",
                  fmt::format("it is headed '{}' and was opened as '{}'", made_.name, event->of),
                  "take the file again as it was exported");
    if (event && !event->signature.empty() &&
        !is_signed_well(*event, binding_of(*event, made_.name, hashes_))) {
      const Diagnostic wrong = bad_signature(*event);
      return fail(wrong.rule, fmt::format("entry {}: {}", made_.head.seq, wrong.message),
                  wrong.repair);
    }
    const auto applied = event ? projection_.apply(*event) : tl::unexpected(event.error());
    hashes_.push_back(made_.head.hash);
    if (applied) return true;
    wrong_ = applied.error();
    for (Diagnostic& one : wrong_->details) one.at = {file_, lines_.number(), 0};
    return false;
  }

  bool head(std::string_view line) {
    if (line != fmt::format("{}{}\"}}", kHead, receipt(made_.head)))
      return fail("head", "the head is not that of the entries above",
                  "lines are missing, or were changed: take the file again as it was exported");
    if (!lines_.at_end())
      return fail(lines_.number() + 1, "head", "something follows the line with the head",
                  "the head is the last line");
    if (made_.bodies.empty())
      return fail("no-ledger", "it has no entries", "export a ledger that has some");
    return true;
  }

  Lines lines_;
  const std::string& file_;
  Imported made_;
  Projection projection_;
  std::vector<Hash> hashes_;  ///< of the entries before
  std::optional<Error> wrong_;
};

}  // namespace

Result<void> each_event(const ReadEntries& read,
                        const std::function<bool(std::uint64_t seq, Event event)>& take) {
  for (std::uint64_t after = 0;;) {
    const auto entries = read(after, kReadAtOnce);
    if (!entries) return tl::unexpected(entries.error());
    if (entries->empty()) return {};
    after = entries->back().seq;
    for (const Entry& entry : *entries) {
      auto event = event_of(entry.body);
      if (!event) return tl::unexpected(std::move(event.error()));
      if (!take(entry.seq, *std::move(event))) return {};
    }
  }
}

Result<Head> export_ledger(const ReadEntries& read,
                           const std::function<bool(std::string_view)>& write) {
  Writer to(write);
  Head head;
  for (;;) {
    const auto entries = read(head.seq, kReadAtOnce);
    if (!entries) return tl::unexpected(entries.error());
    if (head.seq == 0 && entries->empty())
      return tl::unexpected(Error{Errc::invalid_input, "there is nothing in the ledger yet"});
    if (head.seq == 0 && !put_first(to, entries->front())) return unwritten();
    for (const Entry& entry : *entries) {
      if (!put_entry(to, entry)) return unwritten();
      head = {entry.seq, entry.hash};
    }
    if (entries->size() < kReadAtOnce) break;
  }
  if (!to.put(kHead, receipt(head), "\"}\n") || !to.flush()) return unwritten();
  return head;
}

Result<Head> export_ledger(Store& store, const std::function<bool(std::string_view)>& write) {
  return export_ledger(
      [&](std::uint64_t after, std::size_t most) { return store.read(after, most); }, write);
}

Result<Head> import_ledger(std::string_view text, const std::string& file, Store& store) {
  auto before = store.head();
  if (!before) return before;
  if (before->seq != 0)
    return tl::unexpected(Error{
        Errc::invalid_input,
        fmt::format("the ledger has {} entries already: import into a new one", before->seq)});
  auto read = Import(text, file).read();
  if (!read) return tl::unexpected(std::move(read.error()));
  auto appended = store.append(read->bodies, *before);
  if (appended && *appended != read->head)
    return tl::unexpected(Error{Errc::internal, "the store links its entries in another way"});
  return appended;
}

}  // namespace tandem::ledger
