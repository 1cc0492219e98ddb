#include "tandem/stress/saved.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/drafts.h"
#include "tests/support/random_case.h"
#include "tests/support/random_dynamics.h"

namespace tandem::stress {
namespace {

using ::testing::HasSubstr;

class Saved : public ::testing::Test {
 protected:
  Saved() {
    Rng rng(11, 0);
    draft_ = test::random_case_draft(rng);
    test::add_random_dynamics(draft_, rng);
    of_.emplace(test::must_case(draft_));
    roadmap_ = test::random_roadmap(rng, *of_, test::Grid::on);
    options_.histories = 1200;
    options_.per_world = 20;
  }

  [[nodiscard]] Results played(const Options& options) const {
    auto results = run(draft_, *of_, roadmap_, options);
    EXPECT_TRUE(results) << results.error().what;
    return *std::move(results);
  }

  model::CaseDraft draft_;
  std::optional<model::Case> of_;
  model::Roadmap roadmap_;
  Options options_;
};

TEST_F(Saved, IsReadAsItWasWritten) {
  const Results results = played(options_);
  ASSERT_FALSE(results.chains.empty());
  const std::string text = text_of(results);
  const auto read = results_of(text, *of_);
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(text_of(*read), text);
  EXPECT_EQ(read->values.front().mean(), results.values.front().mean());
  EXPECT_EQ(read->values.front().quantile(0.3), results.values.front().quantile(0.3));
  EXPECT_EQ(read->marks.back().alive.worlds().low, results.marks.back().alive.worlds().low);
}

TEST_F(Saved, SharesPutTogetherAreTheWhole) {
  const std::string whole = text_of(played(options_));
  for (const std::uint64_t of : {2U, 3U, 7U}) {
    std::optional<Results> all;
    for (std::uint64_t k = of; k-- > 0;) {
      Options own = options_;
      own.share = {k, of};
      const Results part = played(own);
      if (all)
        merge(*all, part);
      else
        all = part;
    }
    EXPECT_EQ(text_of(*all), whole) << of;
  }
}

TEST_F(Saved, GoesOnWhereItWasStopped) {
  const std::string whole = text_of(played(options_));
  // As if the run had been killed after each time that it kept something.
  options_.keep_every = std::chrono::duration<double>(0);
  std::vector<std::string> kept;
  options_.keep = [&](const Results& so_far) { kept.push_back(text_of(so_far)); };
  options_.threads = 1;
  options_.histories = 20'000;
  options_.per_world = 10;
  const std::string longer = text_of(played(options_));
  ASSERT_GE(kept.size(), 4U);
  for (std::size_t k = 0; k < kept.size(); ++k) {
    const auto before = results_of(kept[k], *of_);
    ASSERT_TRUE(before);
    Options rest = options_;
    rest.keep = {};
    rest.before = &*before;
    rest.threads = 3;
    EXPECT_EQ(text_of(played(rest)), longer) << k;
  }
  EXPECT_NE(longer, whole);
}

TEST_F(Saved, AStoppedRunHasTheFirstWorlds) {
  std::stop_source source;
  Options stopped = options_;
  stopped.stop = source.get_token();
  stopped.threads = 4;
  stopped.progress = [&](std::size_t done) {
    if (done >= 200) source.request_stop();
  };
  const Results some = played(stopped);
  ASSERT_TRUE(some.stopped);
  ASSERT_GE(some.worlds, 10U);
  Options fewer = options_;
  fewer.histories = some.worlds * options_.per_world;
  EXPECT_EQ(text_of(played(fewer)), text_of(some));
}

TEST_F(Saved, RefusesWhatIsNoneOfTheCase) {
  const std::string text = text_of(played(options_));
  for (std::size_t cut = 0; cut < text.size(); cut += 997)
    EXPECT_FALSE(results_of(text.substr(0, cut), *of_)) << cut;
  EXPECT_THAT(results_of(text.substr(0, 500), *of_).error().what,
              HasSubstr("cut off, or no JSON, at byte 501"));
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string other = text;
    const std::size_t at = other.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return other.replace(at, from.size(), to);
  };
  EXPECT_FALSE(results_of(changed("\"histories\":1200", "\"histories\":1201"), *of_));
  EXPECT_FALSE(results_of(changed(",1200,60,", ",1199,60,"), *of_)) << "trials of a chance";
  EXPECT_FALSE(results_of(changed("\"format\":3", "\"format\":1"), *of_));
  EXPECT_FALSE(results_of(changed("\"chains\":[[", "\"chains\":[[[0,999,0],"), *of_));
  const auto wrong = results_of("[]", *of_);
  ASSERT_FALSE(wrong);
  EXPECT_THAT(wrong.error().what, HasSubstr("no results of histories of this case"));
}

}  // namespace
}  // namespace tandem::stress
