#include "apps/desk/workbench.h"

#include <filesystem>
#include <utility>

#include "apps/desk/hash.h"
#include "apps/files/library.h"
#include "tandem/casefile/casefile.h"

namespace tandem::desk {

using casefile::Change;

Answer<OnDisk> Workbench::read(const std::string& key) {
  auto shelved = shelf.find(key);
  if (!shelved) return tl::unexpected(std::move(shelved.error()));
  auto source = casefile::read_source(shelved->file);
  if (!source) return tl::unexpected(Refusal(std::move(source.error())));
  std::string revision = hash_of({source->text});
  return OnDisk{*std::move(shelved), std::move(source->text), std::move(revision)};
}

Answer<Workbench::Text> Workbench::changed(const OnDisk& on_disk, const Json& changes) {
  const std::string asked = hash_of({on_disk.shelved.file, on_disk.revision, changes.dump()});
  if (auto kept = texts_.get(asked)) return *std::move(kept);
  auto text = casefile::apply(on_disk.text, changes_of(changes), on_disk.shelved.file);
  if (!text) {
    Refusal refusal(std::move(text.error()));
    refusal.code = "change-does-not-fit";
    return tl::unexpected(std::move(refusal));
  }
  auto made = std::make_shared<const std::string>(*std::move(text));
  texts_.put(asked, made);
  return made;
}

Answer<OpenedCase> Workbench::open(const std::string& file, const std::string& text) {
  std::string hash = hash_of({text});
  const std::string asked = hash + file;
  if (auto kept = opened_.get(asked)) return *std::move(kept);
  auto loaded = files::case_of({file, text}, false);
  if (!loaded) return tl::unexpected(Refusal(std::move(loaded.error())));
  value::Economics worth(loaded->valid);
  auto made =
      std::make_shared<const Opened>(Opened{*std::move(loaded), std::move(worth), std::move(hash)});
  opened_.put(asked, made);
  return made;
}

Answer<OpenedCase> Workbench::open(const std::string& key, const Json& changes) {
  const auto on_disk = read(key);
  if (!on_disk) return tl::unexpected(on_disk.error());
  const auto text = changed(*on_disk, changes);
  if (!text) return tl::unexpected(text.error());
  return open(on_disk->shelved.file, **text);
}

std::vector<Change> changes_of(const Json& changes) {
  std::vector<Change> all;
  for (const Json& one : changes) {
    Change made;
    if (one.contains("set")) {
      made.path = one["set"].get<std::string>();
      made.text = one["to"].get<std::string>();
    } else if (one.contains("remove")) {
      made.kind = Change::Kind::remove;
      made.path = one["remove"].get<std::string>();
    } else {
      made.kind = Change::Kind::replace;
      made.was = one["replace"].get<std::string>();
      made.text = one["with"].get<std::string>();
    }
    all.push_back(std::move(made));
  }
  return all;
}

Json changes_json(const std::vector<Change>& changes) {
  Json all = Json::array();
  for (const Change& one : changes) {
    switch (one.kind) {
      case Change::Kind::set:
        all.push_back({{"set", one.path}, {"to", one.text}});
        break;
      case Change::Kind::remove:
        all.push_back({{"remove", one.path}});
        break;
      case Change::Kind::replace:
        all.push_back({{"replace", one.was}, {"with", one.text}});
        break;
    }
  }
  return all;
}

}  // namespace tandem::desk
