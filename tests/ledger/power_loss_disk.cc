#include "tests/ledger/power_loss_disk.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <span>
#include <utility>

#include "tests/ledger/power_loss_vfs.h"

namespace tandem::ledger::power_loss {

namespace {

constexpr std::size_t kSector = 512;

void perform(const Change& change, std::string& bytes) {
  if (const auto* resize = std::get_if<Resize>(&change)) {
    bytes.resize(resize->size);
    return;
  }
  const auto& write = std::get<Write>(change);
  if (bytes.size() < write.at + write.bytes.size()) bytes.resize(write.at + write.bytes.size());
  write.bytes.copy(bytes.data() + write.at, write.bytes.size());
}

/// The parts of a change that a disk does as one: of a write, those within one sector.
std::vector<Change> torn(const Change& change) {
  const auto* write = std::get_if<Write>(&change);
  if (write == nullptr) return {change};
  std::vector<Change> parts;
  for (std::size_t done = 0; done < write->bytes.size();) {
    const std::size_t at = write->at + done;
    const std::size_t count = std::min(write->bytes.size() - done, kSector - at % kSector);
    parts.emplace_back(Write{at, write->bytes.substr(done, count)});
    done += count;
  }
  return parts;
}

std::vector<Change> torn(const std::vector<Change>& changes) {
  std::vector<Change> parts;
  for (const Change& change : changes)
    for (Change& part : torn(change)) parts.push_back(std::move(part));
  return parts;
}

void shuffle(std::vector<Change>& changes, Chance& chance) {
  for (std::size_t i = changes.size(); i > 1; --i)
    std::swap(changes[i - 1], changes[chance.below(i)]);
}

/// What the disk has kept of unsynced changes, in the order in which it did them.
std::vector<Change> kept(const std::vector<Change>& unsynced, Chance& chance) {
  enum Way { none, all, up_to_a_sector, any_sector, ways };
  std::vector<Change> parts = torn(unsynced);
  switch (chance.below(ways)) {
    case none:
      return {};
    case all:
      return parts;
    case up_to_a_sector:
      parts.resize(chance.below(parts.size() + 1));
      return parts;
    default: {
      const std::uint64_t times = 2 + chance.below(4);
      const bool mostly = chance.once_in(2);
      std::erase_if(parts, [&](const Change&) { return chance.once_in(times) == mostly; });
      shuffle(parts, chance);
      return parts;
    }
  }
}

/// As `perform`, where room that nobody has written holds what lay on the disk before.
void perform_over_noise(const Change& change, std::string& bytes, Chance& chance) {
  const std::size_t before = bytes.size();
  if (const auto* write = std::get_if<Write>(&change); write != nullptr && write->at > before) {
    bytes.resize(write->at);
    constexpr std::uint64_t kBytes = 256;
    for (char& byte : std::span(bytes).subspan(before))
      byte = static_cast<char>(chance.below(kBytes));
  }
  perform(change, bytes);
}

}  // namespace

Disk::Disk(std::uint64_t seed, Honesty honesty) : chance_(seed), honesty_(honesty) {
  static int made = 0;  // one thread makes disks
  name_ = "power-loss-" + std::to_string(++made);
  raw_ = vfs_of(*this, name_);
  sqlite3_vfs_register(&raw_, 0);
}

Disk::~Disk() { sqlite3_vfs_unregister(&raw_); }

bool Disk::spend() {
  if (!power_) return false;
  ++changes_;
  if (left_ > 0 && --left_ == 0) power_ = false;
  const bool fails = until_fault_ > 0 && --until_fault_ == 0;
  return power_ && !fails;
}

std::shared_ptr<File> Disk::open(const std::string& name, bool create) {
  if (!power_) return nullptr;
  const auto found = now_.find(name);
  if (found != now_.end()) return found->second;
  if (!create) return nullptr;
  auto file = std::make_shared<File>();
  unsynced_.emplace_back(name, file);
  now_[name] = file;
  return spend() ? file : nullptr;
}

int Disk::remove(const std::string& name, bool sync) {
  if (!power_) return SQLITE_IOERR_DELETE;
  if (now_.erase(name) == 0) return SQLITE_IOERR_DELETE_NOENT;
  unsynced_.emplace_back(name, nullptr);
  if (!spend()) return SQLITE_IOERR_DELETE;
  if (!sync) return SQLITE_OK;
  return sync_folder() ? SQLITE_OK : SQLITE_IOERR_DIR_FSYNC;
}

bool Disk::exists(const std::string& name) const {
  const auto found = now_.find(name);
  return found != now_.end() && !found->second->now.empty();
}

int Disk::read(const File& file, char* to, std::size_t count, std::size_t at) {
  if (!power_ || (until_bad_read_ > 0 && --until_bad_read_ == 0)) return SQLITE_IOERR_READ;
  const std::size_t there = at < file.now.size() ? std::min(count, file.now.size() - at) : 0;
  if (there > 0) file.now.copy(to, there, at);
  if (there == count) return SQLITE_OK;
  std::fill_n(to + there, count - there, 0);
  return SQLITE_IOERR_SHORT_READ;
}

std::size_t Disk::used() const {
  std::size_t bytes = 0;
  for (const auto& [name, file] : now_) bytes += file->now.size();
  return bytes;
}

int Disk::change(File& file, Change change) {
  if (!power_) return SQLITE_IOERR_WRITE;
  const bool fits = fit(file, change);
  perform(change, file.now);
  file.unsynced.push_back(std::move(change));
  if (!spend()) return SQLITE_IOERR_WRITE;
  return fits ? SQLITE_OK : SQLITE_FULL;
}

/// Cuts a write off where the disk has no more room. Whether it has room for all of it.
bool Disk::fit(const File& file, Change& change) const {
  auto* const write = std::get_if<Write>(&change);
  if (write == nullptr) return true;
  const std::size_t others = used() - file.now.size();
  const std::size_t most = std::max(file.now.size(), room_ - std::min(room_, others));
  const std::size_t wanted = write->at + write->bytes.size();
  if (wanted <= most) return true;
  write->bytes.resize(write->bytes.size() - std::min(write->bytes.size(), wanted - most));
  write->at = std::min(write->at, most);
  return false;
}

int Disk::sync(File& file) {
  if (!spend()) {
    if (power_) file.unsynced.clear();
    return SQLITE_IOERR_FSYNC;
  }
  if (honesty_ == Honesty::lies_about_sync) return SQLITE_OK;
  for (const Change& change : file.unsynced) perform(change, file.durable);
  file.unsynced.clear();
  return SQLITE_OK;
}

Result<void> Disk::sync_folder() {
  if (!spend()) return tl::unexpected(Error{Errc::io, "there is no power"});
  if (honesty_ == Honesty::honest) {
    durable_ = now_;
    unsynced_.clear();
  }
  return {};
}

Disk::Names Disk::surviving_names() {
  // Changes of one name are kept in their order; those of two have none.
  std::map<std::string, std::vector<std::shared_ptr<File>>> states;
  for (const auto& [name, file] : unsynced_) states[name].push_back(file);
  Names names = durable_;
  for (const auto& [name, files] : states) {
    const std::uint64_t count = chance_.below(files.size() + 1);
    if (count > 0) names[name] = files[count - 1];
  }
  std::erase_if(names, [](const auto& named) { return named.second == nullptr; });
  return names;
}

void Disk::survive(File& file) {
  const bool noise = chance_.once_in(2);
  for (const Change& change : kept(file.unsynced, chance_)) {
    if (noise)
      perform_over_noise(change, file.durable, chance_);
    else
      perform(change, file.durable);
  }
  file.now = file.durable;
  file.unsynced.clear();
  file.shared.clear();
}

void Disk::restart() {
  assert(handles_ == 0);
  now_ = surviving_names();
  durable_ = now_;
  unsynced_.clear();
  for (const auto& [name, file] : now_) survive(*file);
  power_ = true;
  left_ = 0;
  until_fault_ = 0;
  changes_ = 0;
}

}  // namespace tandem::ledger::power_loss
