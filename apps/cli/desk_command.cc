#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <ostream>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

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

http::ServerOptions options_of(const Args& args) {
  http::ServerOptions options;
  options.address = args.text("address");
  for (std::string& host : args.list("allow-host")) options.hosts.push_back(std::move(host));
  if (args.has("tls-cert")) options.tls = {args.text("tls-cert"), args.text("tls-key")};
  options.headers = http::security_headers();
  return options;
}

/// On the port that is asked for, else on the first of some that is free.
Result<std::unique_ptr<http::Server>> listen(
    const Args& args, const http::Handler& handler,
    const std::function<std::optional<http::Response>(const http::Request&)>& quick) {
  http::ServerOptions options = options_of(args);
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

int run(const Args& args, const Streams& io) {
  if (const auto refused = refuse(args)) {
    report_error(*refused, args, io);
    return kBadInput;
  }
  const auto secret = token();
  if (!secret) {
    report_error(secret.error(), args, io);
    return kBadInput;
  }
  std::optional<desk::Desk> desk;  // made once the port is known, before anything is answered
  auto server = listen(
      args,
      [&](const http::Request& asked, const std::stop_token& stop) {
        return desk->answer(asked, stop);
      },
      [&](const http::Request& asked) { return desk->quick(asked); });
  if (!server) {
    report_error(server.error(), args, io);
    return kBadInput;
  }
  const std::uint16_t port = (*server)->port();
  desk.emplace(args.list("PLACE"), http::GuardOptions{*secret, port, args.has("tls-cert")});
  for (const desk::Refusal& wrong : desk->bench().shelf.unknown_places()) {
    report_error({Errc::not_found, wrong.message + "; " + wrong.repair}, args, io);
    return kBadInput;
  }
  const std::string address = address_of(args, port);
  say_where(args, io, address, port, *secret);
  if (!args.flag("no-open")) open_browser(address + "?token=" + *secret);
  serve(**server, *desk, io);
  return kFine;
}

}  // namespace

const Command& desk_command() {
  static constexpr Command kCommand{"desk", "the same in a browser, on this machine alone",
                                    kExamples, kArgs, run};
  return kCommand;
}

}  // namespace tandem::cli
