#include "apps/desk/ledger_place.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <utility>
#include <vector>

namespace tandem::desk {
namespace {

constexpr std::string_view kScheme = "://";

bool is_server(std::string_view address) {
  return address.starts_with("postgresql://") || address.starts_with("postgres://");
}

/// With the bytes that %-codes stand for (RFC 3986); one that is none stays as it is.
std::string decoded(std::string_view text) {
  constexpr int kSixteen = 16;
  std::string plain;
  for (std::size_t k = 0; k < text.size(); ++k) {
    unsigned byte = 0;
    const char* const digits = text.data() + k + 1;
    const bool coded = text[k] == '%' && k + 2 < text.size() &&
                       std::from_chars(digits, digits + 2, byte, kSixteen).ptr == digits + 2;
    plain += coded ? static_cast<char>(byte) : text[k];
    if (coded) k += 2;
  }
  return plain;
}

/// scheme://user:passphrase@host/database?key=value&...
struct Parts {
  std::string_view user;
  std::string_view passphrase;
  std::string_view host_and_database;
  std::vector<std::pair<std::string_view, std::string_view>> options;
};

Parts parts_of_address(std::string_view address) {
  Parts parts;
  address.remove_prefix(std::min(address.size(), address.find(kScheme) + kScheme.size()));
  const std::size_t question = std::min(address.find('?'), address.size());
  std::string_view options = address.substr(std::min(question + 1, address.size()));
  parts.host_and_database = address.substr(0, question);
  const std::size_t slash = parts.host_and_database.find('/');
  const std::size_t at = parts.host_and_database.substr(0, slash).rfind('@');
  if (at != std::string_view::npos) {
    const std::string_view who = parts.host_and_database.substr(0, at);
    parts.host_and_database.remove_prefix(at + 1);
    parts.user = who.substr(0, who.find(':'));
    parts.passphrase = who.substr(std::min(parts.user.size() + 1, who.size()));
  }
  while (!options.empty()) {
    const std::string_view one = options.substr(0, options.find('&'));
    options.remove_prefix(std::min(one.size() + 1, options.size()));
    const std::size_t equals = std::min(one.find('='), one.size());
    parts.options.emplace_back(one.substr(0, equals), one.substr(std::min(equals + 1, one.size())));
  }
  return parts;
}

Answer<LedgerPlace> server_at(const std::string& address) {
  const Parts parts = parts_of_address(address);
  const auto named = std::ranges::find(parts.options, "ledger",
                                       &std::pair<std::string_view, std::string_view>::first);
  const std::string shown = fmt::format("postgresql://{}", parts.host_and_database);
  if (named == parts.options.end() || named->second.empty())
    return tl::unexpected(Refusal(422, "invalid-input", shown + " does not name a ledger",
                                  "write postgresql://USER@HOST/DATABASE?ledger=NAME"));
  return LedgerPlace{LedgerPlace::Kind::server, address,
                     fmt::format("{}?ledger={}", shown, named->second), decoded(named->second)};
}

}  // namespace

LedgerPlace place_of(const files::LedgerFile& file) {
  return {file.exported ? LedgerPlace::Kind::copy : LedgerPlace::Kind::file, file.path, file.path,
          file.name};
}

Answer<LedgerPlace> place_of(const std::string& address) {
  if (is_server(address)) return server_at(address);
  if (const auto file = files::ledger_file(address)) return place_of(*file);
  if (!files::stamp_of(address))
    return tl::unexpected(Refusal(404, "not-found", fmt::format("there is no ledger {}", address),
                                  "`tandem ledger init` makes one"));
  return LedgerPlace{LedgerPlace::Kind::file, address, address,
                     std::filesystem::path(address).stem().string()};
}

std::string without_secrets(std::string text, const LedgerPlace& of) {
  if (of.kind != LedgerPlace::Kind::server) return text;
  const Parts parts = parts_of_address(of.address);
  std::vector<std::string> secrets{of.address, std::string(parts.passphrase),
                                   decoded(parts.passphrase)};
  for (const auto& [key, value] : parts.options)
    if (key.find("password") != std::string_view::npos) {
      secrets.emplace_back(value);
      secrets.push_back(decoded(value));
    }
  // The longest first: one may hold another.
  std::ranges::sort(secrets, std::ranges::greater(), &std::string::size);
  for (const std::string& secret : secrets)
    for (std::size_t at = 0; !secret.empty() && (at = text.find(secret, at)) != std::string::npos;
         at += 3)
      text.replace(at, secret.size(), "***");
  return text;
}

}  // namespace tandem::desk
