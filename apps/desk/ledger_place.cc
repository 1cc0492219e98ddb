#include "apps/desk/ledger_place.h"

#include <fmt/format.h>

#include <cstddef>
#include <filesystem>
#include <utility>

#include "tandem/ledger/postgres_address.h"

namespace tandem::desk {
namespace {

Answer<LedgerPlace> server_at(const std::string& address) {
  auto parts = ledger::postgres_address(address);
  if (!parts)
    return tl::unexpected(
        Refusal(422, "invalid-input", parts.error().what, parts.error().details.front().repair));
  return LedgerPlace{LedgerPlace::Kind::server, address, std::move(parts->place),
                     std::move(parts->ledger), std::move(parts->secrets)};
}

}  // namespace

LedgerPlace place_of(const files::LedgerFile& file) {
  return {file.exported ? LedgerPlace::Kind::copy : LedgerPlace::Kind::file, file.path, file.path,
          file.name};
}

Answer<LedgerPlace> place_of(const std::string& address) {
  if (ledger::is_postgres_address(address)) return server_at(address);
  if (const auto file = files::ledger_file(address)) return place_of(*file);
  if (!files::stamp_of(address))
    return tl::unexpected(Refusal(404, "not-found", fmt::format("there is no ledger {}", address),
                                  "`tandem ledger init` makes one"));
  return LedgerPlace{LedgerPlace::Kind::file, address, address,
                     std::filesystem::path(address).stem().string()};
}

std::string without_secrets(std::string text, const LedgerPlace& of) {
  for (const std::string& secret : of.secrets)
    for (std::size_t at = 0; (at = text.find(secret, at)) != std::string::npos; at += 3)
      text.replace(at, secret.size(), "***");
  return text;
}

}  // namespace tandem::desk
