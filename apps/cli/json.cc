#include "apps/cli/json.h"

namespace tandem::cli {

Json to_json(std::span<const Diagnostic> diagnostics) {
  Json list = Json::array();
  for (const Diagnostic& d : diagnostics)
    list.push_back({{"severity", d.severity == Severity::error ? "error" : "warning"},
                    {"file", d.at.file},
                    {"line", d.at.line},
                    {"column", d.at.column},
                    {"rule", d.rule},
                    {"message", d.message},
                    {"repair", d.repair}});
  return list;
}

void write_json(std::ostream& out, const Json& value) {
  out << value.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
}

}  // namespace tandem::cli
