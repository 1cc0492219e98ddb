#pragma once

#include <functional>
#include <iosfwd>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What a command is. To add one: write apps/cli/<name>_command.cc with
///
///   namespace tandem::cli {
///   namespace {
///   constexpr ArgSpec kArgs[] = {
///       {.name = "CASE", .help = "a folder, a file, or an id of the library", .required = true},
///       {.name = "--seed", .kind = ArgKind::whole, .help = "of the random numbers", .value = "N",
///        .otherwise = "1", .least = 0},
///       {.name = "--fewest-phases", .kind = ArgKind::flag, .help = "minimise the phases"}};
///   constexpr std::string_view kExamples[] = {"tandem plan korea", "tandem plan korea --seed 7"};
///   int run(const Args& args, const Streams& io) {
///     const auto loaded = load_case_argument(args, io);          // case_argument.h
///     if (!loaded) return kBadInput;                             // it has said why
///     const long seed = args.whole("seed");
///     ...
///   }
///   }  // namespace
///   const Command& plan_command() {
///     static constexpr Command kCommand{"plan", "the best roadmap", kExamples, kArgs, run};
///     return kCommand;
///   }
///   }  // namespace tandem::cli
///
/// declare plan_command() in commands.h and name it in the table of commands.cc. Every command has
/// --json, -o FILE and --help without asking. An option that names a file to be written says so
/// (.writes): it is then never a file that the command reads through read_input(). main() catches
/// what is thrown and answers kInternal.
namespace tandem::cli {

inline constexpr int kFine = 0;
inline constexpr int kFindings = 1;  ///< an unwelcome answer: doubts under --strict, no agreement
inline constexpr int kBadInput = 2;
inline constexpr int kInternal = 3;
inline constexpr int kRefused = 4;  ///< by visibility: it can't be given to a reader of that level

/// A file that an argument names to be written.
struct Output {
  std::string option;  ///< as it was typed, e.g. "--save"
  std::string path;
};

/// The processes of one run, where there are several.
struct Peers {
  std::size_t rank = 0;
  std::size_t count = 1;
  /// Gives the process of rank 0 the texts of all, by rank, and the others nothing.
  std::function<std::vector<std::string>(const std::string& own)> gather;
};

/// Where a command reads and writes: data to `out`, messages to `err`.
struct Streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool colour = false;        ///< whether messages may be coloured
  std::stop_token stop = {};  ///< asked to stop by Ctrl-C: end soon, with the best answer so far
  std::span<const Output> outputs = {};  ///< never read: they are written over
  const Peers* peers = nullptr;          ///< null where the process is alone
};

enum class ArgKind { text, whole, real, flag };

/// One positional ("CASE") or option ("--seed"), as data: parsing and help both follow from it.
struct ArgSpec {
  std::string_view name;
  ArgKind kind = ArgKind::text;
  std::string_view help;
  std::string_view value = "VALUE";  ///< what help calls an option's value
  std::string_view otherwise = {};   ///< the default, as if it were typed; empty: absent
  bool required = false;
  bool repeats = false;  ///< may be given several times; text only
  bool writes = false;   ///< names a file that is written; text only
  double least = -std::numeric_limits<double>::infinity();  ///< of whole and real
  double most = std::numeric_limits<double>::infinity();
};

/// The parsed values, by name without dashes: "CASE", "seed". Asking for an argument that the
/// command's table does not have, or as another kind, is a bug and throws std::logic_error.
class Args {
 public:
  using Value = std::variant<bool, long, double, std::string, std::vector<std::string>>;

  void set(std::string_view name, Value value) { values_[std::string(name)] = std::move(value); }

  void set_typed(std::string_view name) { typed_.insert(std::string(name)); }
  /// Whether it stands in the command, whatever its default.
  [[nodiscard]] bool typed(std::string_view name) const { return typed_.contains(name); }

  /// Whether it was given or has a default.
  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const;  ///< false where absent
  [[nodiscard]] long whole(std::string_view name) const;
  [[nodiscard]] double real(std::string_view name) const;
  [[nodiscard]] const std::string& text(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> list(std::string_view name) const;  ///< of a repeated one
  [[nodiscard]] bool json() const { return flag("json"); }

 private:
  template <class T>
  [[nodiscard]] const T& get(std::string_view name) const;

  std::map<std::string, Value, std::less<>> values_;
  std::set<std::string, std::less<>> typed_;
};

struct Command {
  std::string_view name;
  std::string_view summary;  ///< one line, no full stop
  std::span<const std::string_view> examples;
  std::span<const ArgSpec> args;
  int (*run)(const Args&, const Streams&);  ///< kFine, kFindings, kBadInput or kRefused
};

}  // namespace tandem::cli
