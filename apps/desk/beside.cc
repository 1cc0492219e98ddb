#include "apps/desk/beside.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "tandem/casefile/agreement_file.h"
#include "tandem/casefile/casefile.h"
#include "tandem/casefile/scenario_file.h"

namespace tandem::desk {
namespace {

namespace fs = std::filesystem;

/// The files of that folder that could be read as one of our kinds, by name.
std::vector<fs::path> yaml_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, failed))
    if (entry.path().extension() == ".yaml" && entry.path().filename() != "case.yaml" &&
        entry.is_regular_file(failed))
      files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

}  // namespace

std::vector<AgreementBeside> agreements_beside(const Shelved& shelved) {
  std::vector<AgreementBeside> all;
  for (const fs::path& folder : {fs::path(shelved.folder), fs::path(shelved.folder) / "roadmaps"})
    for (const fs::path& file : yaml_in(folder)) {
      const auto source = casefile::read_source(file.string());
      if (!source || !casefile::is_agreement(source->text)) continue;
      const auto head = casefile::read_agreement_head(file.string());
      const std::string name = file.stem().string();
      all.push_back({name, head ? head->title : name, file.string(), head ? head->obligations : 0});
    }
  return all;
}

Json scenarios_beside(const Shelved& shelved) {
  Json all = Json::array();
  const fs::path folder = fs::path(casefile::scenario_path(shelved.file, "x")).parent_path();
  for (const fs::path& file : yaml_in(folder)) {
    const auto source = casefile::read_source(file.string());
    if (!source) continue;
    const auto scenario = casefile::load_scenario_text(source->text, source->file);
    if (!scenario) continue;
    const std::string name = file.stem().string();
    all.push_back({{"name", name}, {"title", scenario->title.empty() ? name : scenario->title}});
  }
  return all;
}

}  // namespace tandem::desk
