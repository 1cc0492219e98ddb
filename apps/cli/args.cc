#include "apps/cli/args.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>
#include <stdexcept>

#include "tandem/base/findings.h"
#include "tandem/base/number.h"

/// The only translation unit that sees CLI11: it is slow to compile.
namespace tandem::cli {
namespace {

constexpr ArgSpec kCommonArgs[] = {
    {.name = "--json", .kind = ArgKind::flag, .help = "print JSON"},
    {.name = "-o,--output",
     .help = "write the data to FILE instead of the terminal",
     .value = "FILE",
     .writes = true},
    {.name = "-h,--help", .kind = ArgKind::flag, .help = "print this help"},
};

constexpr int kManyWords = 1000;  ///< of one positional that repeats

bool is_option(const ArgSpec& spec) { return spec.name.starts_with('-'); }

/// One argument while CLI11 fills it in.
struct Slot {
  const ArgSpec& spec;
  CLI::Option* option = nullptr;
  bool flag = false;
  std::string word = {};
  std::vector<std::string> words = {};
};

void add_text(CLI::App& app, Slot& slot) {
  const std::string name(slot.spec.name);
  if (!slot.spec.repeats) {
    slot.option = app.add_option(name, slot.word);
    return;
  }
  slot.option = app.add_option(name, slot.words)->take_all();
  slot.option->expected(1, is_option(slot.spec) ? 1 : kManyWords);
  if (is_option(slot.spec)) slot.option->allow_extra_args(false);
}

void add_to(CLI::App& app, Slot& slot) {
  const std::string name(slot.spec.name);
  switch (slot.spec.kind) {
    case ArgKind::flag:
      slot.option = app.add_flag(name, slot.flag);
      return;
    case ArgKind::whole:
    case ArgKind::real:  // read in store(), where what is wrong can be said in our words
    case ArgKind::text:
      add_text(app, slot);
      break;
  }
  slot.word = slot.spec.otherwise;
  slot.option->required(slot.spec.required);
}

/// Puts a number under its name; says what is wrong with it.
template <class T>
std::string store_number(const Slot& slot, std::string_view kind, Args& into) {
  const ArgSpec& spec = slot.spec;
  const auto value = number_of<T>(slot.word);
  if (!value) return fmt::format("{} is '{}'; it must be a {}", spec.name, slot.word, kind);
  into.set(key_of(spec), *value);
  if (static_cast<double>(*value) < spec.least)
    return fmt::format("{} is {}; it must be {} or more", spec.name, *value, spec.least);
  if (static_cast<double>(*value) > spec.most)
    return fmt::format("{} is {}; it must be {} or less", spec.name, *value, spec.most);
  return {};
}

/// Puts what was read under its name; says what is wrong with it.
std::string store(const Slot& slot, Args& into) {
  const std::string key = key_of(slot.spec);
  if (slot.option->count() > 0) into.set_typed(key);
  const bool given = slot.option->count() > 0 || !slot.spec.otherwise.empty();
  if (slot.spec.kind == ArgKind::flag) {
    into.set(key, slot.flag);
    return {};
  }
  if (!given) return {};
  if (slot.spec.kind == ArgKind::whole) return store_number<long>(slot, "whole number", into);
  if (slot.spec.kind == ArgKind::real) return store_number<double>(slot, "number", into);
  if (slot.spec.repeats)
    into.set(key, slot.words);
  else
    into.set(key, slot.word);
  return {};
}

/// What to say of a word that no argument takes.
std::string unexpected(const std::string& word, const std::vector<Slot>& slots) {
  if (!word.starts_with('-')) return fmt::format("'{}' is one argument too many", word);
  std::vector<std::string> options;
  for (const Slot& slot : slots)
    if (is_option(slot.spec)) options.push_back("--" + key_of(slot.spec));
  const std::string name = word.substr(0, word.find('='));
  const std::string near = did_you_mean(name, options, "");
  return fmt::format("unknown option '{}'{}{}", name, near.empty() ? "" : "; ", near);
}

}  // namespace

std::span<const ArgSpec> common_args() { return kCommonArgs; }

std::string key_of(const ArgSpec& spec) {
  const std::string_view last = spec.name.substr(spec.name.find(',') + 1);  // npos + 1 is 0
  return std::string(last.substr(std::min(last.find_first_not_of('-'), last.size())));
}

bool Args::has(std::string_view name) const { return values_.find(name) != values_.end(); }

template <class T>
const T& Args::get(std::string_view name) const {
  const auto found = values_.find(name);
  const T* value = found == values_.end() ? nullptr : std::get_if<T>(&found->second);
  if (value == nullptr) throw std::logic_error(fmt::format("no argument '{}' of this kind", name));
  return *value;
}

bool Args::flag(std::string_view name) const { return has(name) && get<bool>(name); }
long Args::whole(std::string_view name) const { return get<long>(name); }
double Args::real(std::string_view name) const { return get<double>(name); }
const std::string& Args::text(std::string_view name) const { return get<std::string>(name); }
std::vector<std::string> Args::list(std::string_view name) const {
  return has(name) ? get<std::vector<std::string>>(name) : std::vector<std::string>{};
}

std::vector<double> reals_of(std::string_view list, char between) {
  std::vector<double> values;
  for (;;) {
    const std::string_view word = list.substr(0, list.find(between));
    const auto value = number_of<double>(word);
    if (!value) return {};
    values.push_back(*value);
    if (word.size() == list.size()) return values;
    list.remove_prefix(word.size() + 1);
  }
}

ParsedArgs parse_args(const Command& command, std::span<const std::string> words) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::vector<Slot> slots;
  for (const ArgSpec& spec : command.args) slots.push_back({spec});
  for (const ArgSpec& spec : kCommonArgs) slots.push_back({spec});
  for (Slot& slot : slots) add_to(app, slot);
  ParsedArgs parsed;
  const auto asks_help = [](const std::string& word) { return word == "-h" || word == "--help"; };
  parsed.help = std::ranges::any_of(words, asks_help);
  if (parsed.help) return parsed;
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));  // CLI11 wants them reversed
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string_view what = error.what();  // "--seed: 1 required TEXT missing"
    parsed.problem = fmt::format("{} needs a value", what.substr(0, what.find(':')));
    return parsed;
  } catch (const CLI::ParseError& error) {
    parsed.problem = error.what();
    return parsed;
  }
  const auto extras = app.remaining();
  if (!extras.empty()) parsed.problem = unexpected(extras.front(), slots);
  for (const Slot& slot : slots)
    if (const std::string wrong = store(slot, parsed.args); parsed.problem.empty())
      parsed.problem = wrong;
  return parsed;
}

}  // namespace tandem::cli
