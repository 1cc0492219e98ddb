#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <stop_token>
#include <string>
#include <utility>

#include "apps/cli/browser.h"
#include "apps/cli/case_argument.h"
#include "apps/cli/commands.h"
#include "apps/cli/json.h"
#include "apps/cli/program.h"
#include "apps/desk/desk.h"
#include "apps/http/server.h"

namespace tandem::cli {
namespace {

constexpr std::uint16_t kPort = 8437;
constexpr std::uint16_t kPorts = 20;  // that are tried where none is asked for

constexpr ArgSpec kArgs[] = {
    {.name = "PLACE",
     .help = "cases, or folders of cases; default: the library, as 'tandem cases' lists it",
     .repeats = true},
    {.name = "--store",
     .help = "a ledger beside those among the cases: a file, or "
             "postgresql://USER@HOST/DATABASE?ledger=NAME",
     .value = "ADDRESS",
     .repeats = true},
    {.name = "--port",
     .kind = ArgKind::whole,
     .help = "to listen on; 0: any that is free; default: 8437, or the next one that is free",
     .value = "PORT",
     .least = 0,
     .most = 65535},
    {.name = "--address",
     .help = "to listen on; one that other machines reach needs --tls-cert and --tls-key",
     .value = "ADDRESS",
     .otherwise = "127.0.0.1"},
    {.name = "--no-open", .kind = ArgKind::flag, .help = "do not open the browser"},
    {.name = "--tls-cert", .help = "certificate chain, for https", .value = "FILE.pem"},
    {.name = "--tls-key", .help = "its key", .value = "FILE.pem"},
    {.name = "--allow-host",
     .help = "a name by which browsers may call it besides localhost",
     .value = "HOST",
     .repeats = true},
};

constexpr std::string_view kExamples[] = {
    "tandem desk",
    "tandem desk my-case --no-open",
    "tandem desk ~/cases --port 9000",
    "tandem desk --store deal.ledger",
    "tandem desk --address 192.168.1.5 --tls-cert desk.pem --tls-key desk-key.pem",
};

bool loopback(const std::string& address) {
  return address.starts_with("127.") || address == "::1" || address == "[::1]" ||
         address == "localhost";
}

/// Why what is asked cannot be served safely.
std::optional<Error> refuse(const Args& args) {
  if (args.has("tls-cert") != args.has("tls-key"))
    return Error{Errc::invalid_input,
                 "--tls-cert and --tls-key go together; give both, or neither"};
  if (!loopback(args.text("address")) && !args.has("tls-cert"))
    return Error{Errc::invalid_input,
                 fmt::format("{} can be reached from other machines, and without TLS anyone on the "
                             "way reads along; give --tls-cert and --tls-key, or leave --address "
                             "out",
                             args.text("address"))};
  return std::nullopt;
}

/// Of this run, or the one that the environment hands on.
Result<std::string> token() {
  const char* given = std::getenv("TANDEM_DESK_TOKEN");
  if (given == nullptr || *given == '\0') return http::make_token();
  if (http::usable_token(given)) return std::string(given);
  return tl::unexpected(Error{Errc::invalid_input,
                              "$TANDEM_DESK_TOKEN is no token; give at least 32 letters, digits, "
                              "'-' and '_', or unset it"});
}

/// Says what a handler threw, which is a fault of ours.
class Faults {
 public:
  explicit Faults(std::ostream& err) : err_(err) {}
  void tell(const std::string& what) {
    const std::scoped_lock lock(mutex_);
    err_ << fmt::format("tandem desk: internal error: {}\n", what) << std::flush;
  }

 private:
  std::mutex mutex_;
  std::ostream& err_;
};

http::ServerOptions options_of(const Args& args, Faults& faults) {
  http::ServerOptions options;
  options.address = args.text("address");
  for (std::string& host : args.list("allow-host")) options.hosts.push_back(std::move(host));
  if (args.has("tls-cert")) options.tls = {args.text("tls-cert"), args.text("tls-key")};
  options.headers = http::security_headers();
  options.failed = [&faults](const std::string& what) { faults.tell(what); };
  return options;
}

/// On the port that is asked for, else on the first of some that is free.
Result<std::unique_ptr<http::Server>> listen(
    const Args& args, Faults& faults, const http::Handler& handler,
    const std::function<std::optional<http::Response>(const http::Request&)>& quick) {
  http::ServerOptions options = options_of(args, faults);
  const bool any = !args.has("port");
  options.port = any ? kPort : static_cast<std::uint16_t>(args.whole("port"));
  auto server = http::Server::listen(options, handler, quick);
  for (std::uint16_t k = 1; any && !server && server.error().code == Errc::io && k < kPorts; ++k) {
    options.port = static_cast<std::uint16_t>(kPort + k);
    server = http::Server::listen(options, handler, quick);
  }
  return server;
}

std::string address_of(const Args& args, std::uint16_t port) {
  const std::string& host = args.text("address");
  const bool six = host.find(':') != std::string::npos && !host.starts_with('[');
  return fmt::format("{}://{}:{}/", args.has("tls-cert") ? "https" : "http",
                     six ? "[" + host + "]" : host, port);
}

void say_where(const Args& args, const Streams& io, const std::string& address, std::uint16_t port,
               const std::string& token) {
  if (args.json()) {
    write_json(io.out, {{"address", address}});
    io.out.flush();
    return;
  }
  if (!args.has("port") && port != kPort)
    io.err << fmt::format("port {} is taken; this desk is at port {}\n", kPort, port);
  io.out << fmt::format("{}?token={}\n", address, token) << std::flush;
  io.err << "Everything is computed on this machine, and nothing leaves it. Ctrl-C ends it.\n";
}

/// Serves until it is asked to stop.
void serve(http::Server& server, desk::Desk& desk, const Streams& io) {
  const std::stop_callback end(io.stop, [&] {
    desk.stop();
    server.stop();
  });
  server.run();
}

/// Opens the desk and serves it. Errors: of its token, address, port, certificate and places.
std::optional<Error> open(const Args& args, const Streams& io) {
  if (auto refused = refuse(args)) return refused;
  const auto secret = token();
  if (!secret) return secret.error();
  std::optional<desk::Desk> desk;  // made once the port is known, before anything is answered
  Faults faults(io.err);
  const auto server = listen(
      args, faults,
      [&](const http::Request& asked, const std::stop_token& stop) {
        return desk->answer(asked, stop);
      },
      [&](const http::Request& asked) { return desk->quick(asked); });
  if (!server) return server.error();
  const std::uint16_t port = (*server)->port();
  desk.emplace(args.list("PLACE"), http::GuardOptions{*secret, port, args.has("tls-cert")},
               args.list("store"));
  for (const desk::Refusal& wrong : desk->bench().shelf.unknown_places())
    return Error{Errc::not_found, wrong.message + "; " + wrong.repair};
  for (const desk::Refusal& wrong : desk->bench().ledgers.unknown_addresses())
    return Error{Errc::not_found, "--store: " + wrong.message + "; " + wrong.repair};
  const std::string address = address_of(args, port);
  say_where(args, io, address, port, *secret);
  if (!args.flag("no-open")) open_browser(address + "?token=" + *secret);
  serve(**server, *desk, io);
  return std::nullopt;
}

int run(const Args& args, const Streams& io) {
  const auto failed = open(args, io);
  if (!failed) return kFine;
  report_error(*failed, args, io);
  return kBadInput;
}

}  // namespace

const Command& desk_command() {
  static constexpr Command kCommand{"desk", "the same in a browser, on this machine alone",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
