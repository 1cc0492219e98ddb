#include "tests/docs/markdown.h"

#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>

namespace tandem::test {
namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> found;
  std::istringstream in(line.substr(1));
  for (std::string cell; std::getline(in, cell, '|');) found.push_back(trimmed(cell));
  return found;
}

/// Recursive descent over sums, products and atoms.
class Calculator {
 public:
  explicit Calculator(std::string_view text) : text_(text) {}

  double run() {
    const double value = sum();
    skip();
    return at_ == text_.size() ? value : std::numeric_limits<double>::quiet_NaN();
  }

 private:
  void skip() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool take(std::string_view sign) {
    skip();
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }
  double sum() {
    double value = product();
    for (;;) {
      if (take("+"))
        value += product();
      else if (take("-"))
        value -= product();
      else
        return value;
    }
  }
  double product() {
    double value = atom();
    for (;;) {
      if (take("×"))
        value *= atom();
      else if (take("÷"))
        value /= atom();
      else
        return value;
    }
  }
  double atom() {
    if (take("-")) return -atom();
    if (take("(")) {
      const double value = sum();
      return take(")") ? value : std::numeric_limits<double>::quiet_NaN();
    }
    skip();
    const std::string rest(text_.substr(at_));
    char* end = nullptr;
    const double value = std::strtod(rest.c_str(), &end);
    if (end == rest.c_str()) return std::numeric_limits<double>::quiet_NaN();
    at_ += static_cast<std::size_t>(end - rest.c_str());
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Table> named_tables(const std::string& page) {
  constexpr std::string_view kMark = "<!-- table: ";
  std::vector<Table> found;
  std::istringstream in(page);
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(kMark)) {
      found.push_back({line.substr(kMark.size(), line.find(" -->") - kMark.size()), {}, {}});
      inside = true;
    } else if (inside && line.starts_with("|")) {
      Table& table = found.back();
      if (table.head.empty())
        table.head = cells(line);
      else if (line.find("---") == std::string::npos)
        table.rows.push_back(cells(line));
    } else {
      inside = false;
    }
  }
  return found;
}

std::string read_file(const std::string& path_from_root) {
  std::ifstream in(std::string(TANDEM_SOURCE_DIR) + "/" + path_from_root);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

double arithmetic(std::string_view text) { return Calculator(text).run(); }

Worked worked(const std::string& cell) {
  const auto sign = cell.rfind('=');
  if (sign == std::string::npos) return {arithmetic(cell), arithmetic(cell)};
  return {arithmetic(std::string_view(cell).substr(0, sign)),
          arithmetic(std::string_view(cell).substr(sign + 1))};
}

}  // namespace tandem::test
