#include "tandem/ledger/postgres_address.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "tandem/ledger/internal/store_error.h"

namespace tandem::ledger {

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

constexpr std::string_view kScheme = "://";

/// SCHEME://USER:PASSPHRASE@HOST/DATABASE?OPTIONS
struct Parts {
  std::string_view scheme;
  std::string_view passphrase;
  std::string_view host_and_database;
  std::string_view options;
  /// Where each part ends is beyond doubt. Else a passphrase, not encoded, may be in any of them.
  bool clear = true;
};

/// As libpq takes it apart: the user ends at an '@' before the first '/', and may have a '?'.
Parts parts_of(std::string_view text) {
  const auto cut = [&text](std::size_t at, std::size_t gap) {
    const std::string_view before = text.substr(0, at);
    text.remove_prefix(std::min(before.size() + gap, text.size()));
    return before;
  };
  Parts parts;
  parts.scheme = cut(text.find(kScheme), kScheme.size());
  const std::size_t user = text.find_first_of("@/");
  const bool has_user = user != std::string_view::npos && text[user] == '@';
  if (has_user) {
    const std::string_view who = cut(user, 1);
    parts.passphrase = who.substr(std::min(who.find(':'), who.size() - 1) + 1);
  }
  parts.host_and_database = cut(text.find('?'), 1);
  parts.options = text;
  parts.clear = parts.host_and_database.find('@') == std::string_view::npos &&
                (has_user || parts.options.find('@') == std::string_view::npos);
  return parts;
}

struct Options {
  std::string others;  ///< as they were, with ? and &
  std::optional<std::string> ledger;
  bool twice = false;
  std::vector<std::string_view> passwords;
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
      const std::size_t key = std::min(one.find('='), one.size() - 1);
      if (one.substr(0, key).find("password") != std::string_view::npos)
        options.passwords.push_back(one.substr(key + 1));
    }
  }
  return options;
}

std::vector<std::string> secrets_of(std::string_view text, const Parts& parts,
                                    std::vector<std::string_view> words) {
  std::vector<std::string> secrets{std::string(text)};
  words.push_back(parts.passphrase);
  for (const std::string_view word : words) {
    secrets.emplace_back(word);
    secrets.push_back(percent_decoded(word).value_or(""));
  }
  std::erase(secrets, "");
  std::ranges::stable_sort(secrets, std::ranges::greater(), &std::string::size);
  return secrets;
}

Error no_address(const std::string& place, std::string message, std::string repair) {
  return internal::store_error(Errc::invalid_input, place, "ledger-address", std::move(message),
                               std::move(repair));
}

}  // namespace

bool is_postgres_address(std::string_view text) {
  return text.starts_with("postgresql://") || text.starts_with("postgres://");
}

Result<PostgresAddress> postgres_address(std::string_view text) {
  const Parts parts = parts_of(text);
  Options options = options_of(parts.options);
  std::string place = "postgresql://" + std::string(parts.clear ? parts.host_and_database : "...");
  if (parts.host_and_database.find('@') != std::string_view::npos)
    return tl::unexpected(no_address(place, "the address has an '@' where none can be",
                                     "in a user, a passphrase and a name write %40 for '@' and %2F "
                                     "for '/'"));
  if (!is_postgres_address(text) || options.twice || options.ledger.value_or("").empty())
    return tl::unexpected(no_address(
        place, "the address must name one ledger",
        "write postgresql://USER@HOST/DATABASE?ledger=NAME; a blank in the name is %20"));
  place += "?ledger=" + *options.ledger;
  const std::string_view host = parts.host_and_database;
  std::string server(
      text.substr(0, static_cast<std::size_t>(host.data() - text.data()) + host.size()));
  return PostgresAddress{std::move(server) + options.others, *std::move(options.ledger),
                         std::move(place), secrets_of(text, parts, std::move(options.passwords))};
}

}  // namespace tandem::ledger
