#include "tandem/report/internal/whole_page.h"

#include <fmt/format.h>

#include "tandem/report/internal/page.h"

namespace tandem::report {
namespace {

/// Running head and foot of the printed page; what a user wrote only as an escaped CSS string.
std::string margins(const PageFrame& frame) {
  return fmt::format(
      "@page{{@top-left{{content:{}}}@top-right{{content:{}}}@bottom-left{{content:{}}}"
      "@bottom-right{{content:\"Page \" counter(page) \" of \" counter(pages)}}}}",
      css_string(frame.left), css_string(frame.right), css_string(frame.below));
}

}  // namespace

std::string whole_page(const PageFrame& frame, const Html& body) {
  const Html head =
      Html(
          "\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<meta name=\"color-scheme\" content=\"light dark\">\n") +
      element("title", "", text(frame.title)) + Html("\n") +
      element("style", "", Html(std::string(style_sheet()) + frame.style + margins(frame))) +
      Html("\n");
  return "<!DOCTYPE html>\n" +
         element("html", attribute("lang", "en"),
                 Html("\n") + element("head", "", head) + element("body", "", Html("\n") + body))
             .str() +
         "\n";
}

}  // namespace tandem::report
