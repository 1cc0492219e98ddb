#include "tandem/ledger/internal/postgres_address.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "tandem/ledger/internal/store_error.h"

namespace tandem::ledger::internal {

namespace {

/// RFC 3986, section 2.1. Absent where a % has no two digits after it, or stands for a zero byte.
std::optional<std::string> percent_decoded(std::string_view text) {
  constexpr int kSixteen = 16;
  std::string plain;
  while (!text.empty()) {
    if (text.front() != '%') {
      plain += text.front();
      text.remove_prefix(1);
      continue;
    }
    unsigned byte = 0;
    const std::string_view digits = text.substr(1, 2);
    const char* const end = digits.data() + digits.size();
    const char* const stop = std::from_chars(digits.data(), end, byte, kSixteen).ptr;
    if (digits.size() != 2 || stop != end || byte == 0) return std::nullopt;
    plain += static_cast<char>(byte);
    text.remove_prefix(1 + digits.size());
  }
  return plain;
}

/// @param authority_and_path  USER:PASSPHRASE@HOST/DATABASE
std::string without_user(std::string_view authority_and_path) {
  const std::size_t path = authority_and_path.find('/');
  const std::size_t user = authority_and_path.substr(0, path).rfind('@');
  if (user != std::string_view::npos) authority_and_path.remove_prefix(user + 1);
  return std::string(authority_and_path);
}

struct Options {
  std::string others;  ///< as they were, with ? and &
  std::optional<std::string> ledger;
  bool twice = false;
};

Options options_of(std::string_view query) {
  constexpr std::string_view kKey = "ledger=";
  Options options;
  while (!query.empty()) {
    const std::string_view one = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), one.size() + 1));
    if (one.starts_with(kKey)) {
      options.twice = options.twice || options.ledger;
      options.ledger = percent_decoded(one.substr(kKey.size()));
    } else if (!one.empty()) {
      options.others += (options.others.empty() ? "?" : "&") + std::string(one);
    }
  }
  return options;
}

}  // namespace

Result<PostgresAddress> postgres_address(const std::string& text) {
  const std::size_t question = text.find('?');
  const std::string before = text.substr(0, question);
  const Options options =
      options_of(question == std::string::npos ? "" : std::string_view(text).substr(question + 1));
  const std::size_t scheme = before.find("://");
  const std::string server =
      scheme == std::string::npos ? before : without_user(before.substr(scheme + 3));
  std::string place = "postgresql://" + server;
  if (scheme == std::string::npos || options.twice || options.ledger.value_or("").empty())
    return tl::unexpected(store_error(
        Errc::invalid_input, place, "ledger-address", "the address must name one ledger",
        "write postgresql://USER@HOST/DATABASE?ledger=NAME; a blank in the name is %20"));
  place += "?ledger=" + *options.ledger;
  return PostgresAddress{before + options.others, *options.ledger, std::move(place)};
}

}  // namespace tandem::ledger::internal
