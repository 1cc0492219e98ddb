#include "tandem/report/agreement_html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tandem/casefile/agreement_file.h"
#include "tandem/model/timetable.h"
#include "tests/report/markup.h"

namespace tandem {
namespace {

using test::Markup;
using test::read_markup;
using test::Tag;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view kText = R"(tandem: 1
agreement: two-bridges
title: Reopening of the <two> bridges
signed: 2026-03-01
actors:
  north: {name: The North}
  south: {name: The South}
  third: {name: Thirdland}
sources:
  S-TEXT: {title: Text of the agreement, url: "https://example.org/text", as_of: 2026-03-01}
obligations:
  A1:
    title: Withdraw the guns
    actors: [north]
    counterparts: [south]
    trigger: by 2026-05-01
    source: [S-TEXT]
  X1:
    title: Release the ferryman
    actors: [south]
    counterparts: [third]
    trigger: by 2026-06-01
    visibility: {tlp: red}
)";

std::string page(model::Tlp up_to = model::Tlp::red) {
  const auto file = casefile::load_agreement_text(std::string(kText), "agreement.yaml");
  const model::Timetable dates = model::timetable(file->valid);
  return report::agreement_html(interop::agreement_text({file->valid, dates, up_to}), "tandem 1");
}

TEST(AgreementHtml, IsWellFormedAndSaysItsLanguage) {
  const Markup markup = read_markup(page());
  EXPECT_THAT(markup.mistakes, IsEmpty());
  EXPECT_EQ(markup.named("html").front().attributes.at("lang"), "en");
  EXPECT_THAT(markup.named("script"), IsEmpty());
}

TEST(AgreementHtml, LeadsEveryLinkOfItsOwnToAnAnchor) {
  std::set<std::string> anchors;
  std::set<std::string> links;
  for (const Tag& tag : read_markup(page()).tags) {
    if (tag.attributes.contains("id")) {
      EXPECT_TRUE(anchors.insert(tag.attributes.at("id")).second);
    }
    if (tag.name == "a" && tag.attributes.at("href").starts_with("#"))
      links.insert(tag.attributes.at("href").substr(1));
  }
  EXPECT_TRUE(anchors.contains("A1") && anchors.contains("annex-A1"));
  for (const std::string& link : links) EXPECT_TRUE(anchors.contains(link)) << link;
  EXPECT_EQ(links.size(), 4U);
}

TEST(AgreementHtml, LaysItsAnnexAcrossThePage) {
  EXPECT_THAT(page(), HasSubstr("@page annex{size:A4 landscape"));
  EXPECT_THAT(page(), HasSubstr("#annex{page:annex"));
}

TEST(AgreementHtml, MarksWhatIsSecretAndLeavesOutWhatIsNotShown) {
  EXPECT_THAT(page(), HasSubstr("<span class=\"mark\">TLP:RED</span>"));
  const std::string green = page(model::Tlp::green);
  EXPECT_THAT(green, HasSubstr("1 obligation above TLP:GREEN is left out."));
  EXPECT_THAT(green, Not(HasSubstr("ferryman")));
  EXPECT_THAT(page(), HasSubstr("For Thirdland"));
  EXPECT_THAT(green, Not(HasSubstr("Thirdland")));
  EXPECT_THAT(green, Not(HasSubstr("TLP:RED")));
}

}  // namespace
}  // namespace tandem
