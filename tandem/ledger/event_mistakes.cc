#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tandem/base/id_text.h"
#include "tandem/base/text.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/internal/refusal.h"
#include "tandem/ledger/keys.h"
#include "tandem/model/vocabulary.h"

namespace tandem::ledger {
namespace {

enum class Use : std::uint8_t { no, may, must };

/// Which fields a kind has a use for. `share` is for reports alone, `until` for disputes.
struct Fields {
  Use of = Use::no;
  Use to = Use::no;
  Use says = Use::may;
  Use text = Use::no;
};

/// Shape [kinds].
constexpr std::array<Fields, kEventKinds.size()> kFields{{
    {.of = Use::must, .says = Use::must},  // opened
    {.text = Use::must},                   // signed
    {.text = Use::must},                   // amended
    {.to = Use::must},                     // consented
    {.to = Use::must},                     // refused
    {.of = Use::must},                     // due
    {.of = Use::must},                     // started
    {.of = Use::must},                     // reported
    {.of = Use::must, .to = Use::may},     // verified
    {.of = Use::may, .to = Use::must},     // contested
    {.of = Use::may, .says = Use::must},   // incident
    {.of = Use::may, .to = Use::may},      // dispute
    {.of = Use::may},                      // suspended
    {.of = Use::may},                      // withdrawn
    {.of = Use::may},                      // resumed
    {},                                    // acceded
    {.says = Use::must},                   // administration
    {.of = Use::may, .to = Use::may},      // evidence
    {.to = Use::must, .says = Use::must},  // corrected
}};

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kHashDigits = 64;

class Check {
 public:
  explicit Check(const Event& event) : e_(event) {}

  void use(std::string_view field, Use use, bool there) {
    if (use == Use::must && !there)
      add(field, "missing-field", fmt::format("'{}' needs '{}'", kind(), field),
          fmt::format("say {}", meaning(field)));
    if (use == Use::no && there)
      add(field, "useless-field", fmt::format("'{}' has no use for '{}'", kind(), field),
          fmt::format("leave '{}' out", field));
  }

  void name(std::string_view field, const std::string& text) {
    if (text.empty() || (is_id(text) && text.size() <= kLongestName)) return;
    add(field, "bad-name", fmt::format("'{}' is no name that '{}' can have", text, field),
        fmt::format("write letters, digits and dashes between them, at most {}", kLongestName));
  }

  void fields() {
    const Fields& fields = kFields[static_cast<std::size_t>(e_.kind)];
    use("of", fields.of, !e_.of.empty());
    use("to", fields.to, e_.to != 0);
    use("says", fields.says, !e_.says.empty());
    use("text", fields.text, !e_.text.empty());
    use("finding", only(EventKind::verified), e_.finding.has_value());
    use("step", only(EventKind::dispute), e_.step.has_value());
    if (e_.kind != EventKind::dispute) use("until", Use::no, e_.until.has_value());
    if (e_.kind != EventKind::reported) use("share", Use::no, e_.share != 1);
    if (e_.by.empty()) use("by", Use::must, false);
  }

  void values() {
    name("by", e_.by);
    name("of", e_.of);
    if (!e_.on.ok() || e_.on.year() < std::chrono::year{1} ||
        e_.on.year() > std::chrono::year{9999})
      add("on", "bad-date", "'on' is no day of the calendar", "write a day as 2007-07-14");
    const bool is_share = e_.share > 0 && e_.share <= 1;  // which what is no number is not
    if (!is_share)
      add("share", "bad-share", fmt::format("a share of {} is none", e_.share),
          "write a number above 0, and at most 1");
    if (e_.until && *e_.until < e_.on)
      add("until", "bad-clock", "'until' is before 'on'",
          "let the clock run to a day after its step");
  }

  void references() {
    const bool refers = !e_.of.empty() || e_.to != 0;
    const bool raises = e_.kind == EventKind::dispute || e_.kind == EventKind::evidence;
    if (raises && !refers)
      add("of", "missing-field", fmt::format("'{}' is about nothing", kind()),
          "name an obligation in 'of', or an entry by its number in 'to'");
    if (e_.kind == EventKind::evidence && e_.sources.empty())
      add("sources", "missing-field", "'evidence' needs a source",
          "say what is kept, and its SHA-256");
    for (const Source& source : e_.sources) of_source(source);
  }

  void signature() {
    if (e_.key.empty() != e_.signature.empty())
      add("signature", "half-signed",
          "there is a key without a signature, or a signature without a key",
          "sign the event, or leave both out");
    if (!e_.key.empty() && !is_key(e_.key))
      add("key", "bad-key",
          "the key is no Ed25519 key in base64, or one with which anybody can sign",
          "give the 44 characters that `tandem ledger keys` prints");
    if (!e_.signature.empty() && !is_signature(e_.signature))
      add("signature", "bad-signature", "the signature is none in base64",
          "give 64 bytes, 88 characters");
  }

  [[nodiscard]] std::vector<Diagnostic> found() && { return std::move(found_); }

 private:
  [[nodiscard]] std::string_view kind() const { return model::word_of(e_.kind, kEventKinds); }
  [[nodiscard]] Use only(EventKind of) const { return e_.kind == of ? Use::must : Use::no; }

  static std::string_view meaning(std::string_view field) {
    if (field == "of") return "which obligation; of 'opened', the name of the ledger";
    if (field == "to") return "the number of the entry that it answers";
    if (field == "text") return "the agreement file, whole";
    if (field == "finding") return "what was found: met, not_met or unknown";
    if (field == "step") return "raised, referred, answered, settled or unsettled";
    if (field == "by") return "who did it";
    return "it in words";
  }

  void of_source(const Source& source) {
    if (source.title.empty())
      add("sources", "missing-field", "a source has no title", "say what the document is");
    const bool good = source.sha256.size() == kHashDigits &&
                      source.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
    const bool must = e_.kind == EventKind::evidence;
    if (!good && (must || !source.sha256.empty()))
      add("sources", "bad-hash", fmt::format("'{}' is no SHA-256", source.sha256),
          "write the 64 small hexadecimal digits that sha256sum prints");
  }

  void add(std::string_view field, std::string_view rule, std::string message, std::string repair) {
    found_.push_back(internal::refusal(field, rule, std::move(message), std::move(repair)));
  }

  const Event& e_;
  std::vector<Diagnostic> found_;
};

/// The first of its texts that can't be written: a body is UTF-8. Empty: all can.
std::string_view no_utf8_in(const Event& event) {
  const auto good = [](std::string_view text) { return utf8_prefix(text) == text.size(); };
  if (!good(event.says)) return "says";
  if (!good(event.text)) return "text";
  const bool sources = std::ranges::all_of(
      event.sources, [&](const Source& source) { return good(source.title) && good(source.url); });
  return sources ? "" : "sources";
}

}  // namespace

std::vector<Diagnostic> mistakes_in(const Event& event) {
  Check check(event);
  check.fields();
  check.values();
  check.references();
  check.signature();
  auto found = std::move(check).found();
  if (const std::string_view field = no_utf8_in(event); !field.empty())
    found.push_back(internal::refusal(field, "bad-text", "a text of the event is no UTF-8",
                                      "save it as UTF-8"));
  return found;
}

}  // namespace tandem::ledger
