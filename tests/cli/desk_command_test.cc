#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "apps/cli/command.h"
#include "apps/cli/program.h"
#include "tests/cli/session.h"

namespace tandem::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// A variable of the environment while the object lives.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { ::setenv(name, value, 1); }
  ~Variable() { ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  Variable(Variable&&) = delete;
  Variable& operator=(Variable&&) = delete;

 private:
  const char* name_;
};

/// A desk of its own that runs until it is asked to stop; what it prints is read afterwards.
test::Answer stopped(std::vector<std::string> words) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  std::stop_source stop;
  words.insert(words.begin(), "desk");
  words.insert(words.end(), {"--no-open"});
  int status = -1;
  std::thread desk([&] { status = run_program(words, {in, out, err, false, stop.get_token()}); });
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  stop.request_stop();
  desk.join();
  return {status, out.str(), err.str()};
}

/// A port that somebody else listens on while the object lives.
class Taken {
 public:
  Taken() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the interface of sockets
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(::bind(socket_, any, size), 0);
    EXPECT_EQ(::listen(socket_, 1), 0);
    EXPECT_EQ(::getsockname(socket_, any, &size), 0);
    port_ = ntohs(address.sin_port);
  }
  ~Taken() { ::close(socket_); }
  Taken(const Taken&) = delete;
  Taken& operator=(const Taken&) = delete;
  Taken(Taken&&) = delete;
  Taken& operator=(Taken&&) = delete;
  [[nodiscard]] std::string port() const { return std::to_string(port_); }

 private:
  int socket_;
  int port_ = 0;
};

TEST(DeskCommand, PrintsTheWayInAndServesUntilItIsStopped) {
  const auto done = stopped({"--port", "0"});
  EXPECT_EQ(done.status, kFine);
  EXPECT_THAT(done.out, StartsWith("http://127.0.0.1:"));
  EXPECT_THAT(done.out, HasSubstr("/?token="));
  EXPECT_THAT(done.err, HasSubstr("nothing leaves it"));
}

TEST(DeskCommand, EveryRunHasATokenOfItsOwn) {
  const auto token = [] {
    const std::string out = stopped({"--port", "0"}).out;
    return out.substr(out.find("token=") + 6);
  };
  EXPECT_NE(token(), token());
}

TEST(DeskCommand, TakesTheTokenOfTheEnvironmentAndTellsItInNoJson) {
  const std::string token(43, 'x');
  const Variable variable("TANDEM_DESK_TOKEN", token.c_str());
  EXPECT_THAT(stopped({"--port", "0"}).out, HasSubstr("token=" + token));
  const auto done = stopped({"--port", "0", "--json"});
  EXPECT_THAT(nlohmann::json::parse(done.out)["address"].get<std::string>(),
              StartsWith("http://127.0.0.1:"));
  EXPECT_THAT(done.out + done.err, Not(HasSubstr(token)));
}

TEST(DeskCommand, RefusesATokenThatIsTooShort) {
  const Variable variable("TANDEM_DESK_TOKEN", "secret");
  const auto done = test::tandem({"desk", "--no-open"});
  EXPECT_EQ(done.status, kBadInput);
  EXPECT_THAT(done.err, HasSubstr("at least 32 letters"));
  EXPECT_THAT(done.err, Not(HasSubstr("secret")));
}

TEST(DeskCommand, RefusesAnAddressThatOthersReachWithoutTls) {
  const auto done = test::tandem({"desk", "--no-open", "--address", "0.0.0.0"});
  EXPECT_EQ(done.status, kBadInput);
  EXPECT_THAT(done.err, HasSubstr("--tls-cert and --tls-key"));
}

TEST(DeskCommand, RefusesHalfACertificateAndOneThatIsNone) {
  const std::string none = TANDEM_SOURCE_DIR "/README.md";
  EXPECT_EQ(test::tandem({"desk", "--no-open", "--tls-key", none}).status, kBadInput);
  const auto done =
      test::tandem({"desk", "--no-open", "--port", "0", "--tls-cert", none, "--tls-key", none});
  EXPECT_EQ(done.status, kBadInput);
  EXPECT_THAT(done.err, HasSubstr("README.md"));
}

TEST(DeskCommand, SaysThatAPortIsTaken) {
  const Taken taken;
  const auto done = test::tandem({"desk", "--no-open", "--port", taken.port()});
  EXPECT_EQ(done.status, kBadInput);
  EXPECT_THAT(done.err, HasSubstr(taken.port()));
}

TEST(DeskCommand, RefusesAPlaceThatIsNone) {
  const auto done = test::tandem({"desk", "--no-open", "--port", "0", "tutoriel"});
  EXPECT_EQ(done.status, kBadInput);
  EXPECT_THAT(done.err, HasSubstr("did you mean 'tutorial'?"));
}

TEST(DeskCommand, RefusesALedgerThatIsNoneAndTellsNothingSecretOfItsAddress) {
  const auto missing =
      test::tandem({"desk", "--no-open", "--port", "0", "--store", "nothing.ledger"});
  EXPECT_EQ(missing.status, kBadInput);
  EXPECT_THAT(missing.err, HasSubstr("--store: there is no ledger nothing.ledger"));
  const auto unnamed = test::tandem(
      {"desk", "--no-open", "--port", "0", "--store", "postgresql://ann:s3cret@host/book"});
  EXPECT_EQ(unnamed.status, kBadInput);
  EXPECT_THAT(unnamed.err, HasSubstr("postgresql://host/book: the address must name one ledger"));
  EXPECT_THAT(unnamed.err, Not(HasSubstr("s3cret")));
}

TEST(DeskCommand, RefusesAPortThatIsNone) {
  EXPECT_EQ(test::tandem({"desk", "--port", "70000"}).status, kBadInput);
}

}  // namespace
}  // namespace tandem::cli
