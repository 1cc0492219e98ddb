#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "apps/http/event_log.h"
#include "apps/http/server.h"
#include "tests/http/client.h"
#include "tests/support/scratch_folder.h"

namespace tandem::http {
namespace {

using test::Client;
using test::Running;
using testing::HasSubstr;

template <auto Free>
struct Freer {
  template <class T>
  void operator()(T* thing) const {
    Free(thing);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using File = std::unique_ptr<std::FILE, Freer<std::fclose>>;

Key make_key() { return Key(EVP_EC_gen("P-256")); }

/// Signed by itself, good for an hour.
Certificate make_certificate(EVP_PKEY* key) {
  Certificate made(X509_new());
  X509_set_version(made.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
  X509_set_pubkey(made.get(), key);
  X509_NAME* const name = X509_get_subject_name(made.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(made.get(), name);
  X509_sign(made.get(), key, EVP_sha256());
  return made;
}

/// A certificate and its key as files, and another key.
struct Files {
  Files() {
    const Key key = make_key();
    const Key other = make_key();
    const Certificate certificate = make_certificate(key.get());
    PEM_write_X509(open("cert.pem").get(), certificate.get());
    write_key("key.pem", key.get(), nullptr);
    write_key("other.pem", other.get(), nullptr);
    write_key("locked.pem", key.get(), EVP_aes_256_cbc());
    folder.write("text.pem", "no PEM at all\n");
  }
  [[nodiscard]] File open(const std::string& name) const {
    return File(std::fopen(folder.path(name).c_str(), "w"));
  }
  void write_key(const std::string& name, EVP_PKEY* key, const EVP_CIPHER* cipher) const {
    PEM_write_PrivateKey(open(name).get(), key, cipher, nullptr, 0, nullptr,
                         const_cast<char*>("password"));
  }
  [[nodiscard]] ServerOptions options(const std::string& certificate,
                                      const std::string& key) const {
    return {.tls = Tls{folder.path(certificate), folder.path(key)}};
  }
  [[nodiscard]] ServerOptions options() const { return options("cert.pem", "key.pem"); }

  test::ScratchFolder folder;
};

/// A peer that speaks TLS of at most that version.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, int most = TLS1_3_VERSION)
      : context_(SSL_CTX_new(TLS_client_method())), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in there{};
    there.sin_family = AF_INET;
    there.sin_port = htons(port);
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&there), sizeof there), 0);
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_.get(), most);
    SSL_CTX_set_cipher_list(context_.get(), "DEFAULT@SECLEVEL=0");
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_fd(ssl_.get(), socket_);
    connected_ = SSL_connect(ssl_.get()) == 1;
  }
  ~TlsClient() {
    ssl_.reset();
    ::close(socket_);
  }
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;
  TlsClient(TlsClient&&) = delete;
  TlsClient& operator=(TlsClient&&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }
  [[nodiscard]] std::string version() const { return SSL_get_version(ssl_.get()); }
  void send(std::string_view bytes) {
    EXPECT_EQ(SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())),
              static_cast<int>(bytes.size()));
  }
  std::string until(std::string_view mark) {
    std::string text;
    std::array<char, 4096> part;
    std::size_t looked = 0;
    while (text.find(mark, looked) == std::string::npos) {
      looked = text.size() - std::min(text.size(), mark.size());
      const int got = SSL_read(ssl_.get(), part.data(), static_cast<int>(part.size()));
      if (got <= 0) break;
      text.append(part.data(), static_cast<std::size_t>(got));
    }
    return text;
  }
  /// Whether the peer said goodbye as TLS has it.
  bool ended() {
    char byte = 0;
    const int got = SSL_read(ssl_.get(), &byte, 1);
    return got <= 0 && SSL_get_error(ssl_.get(), got) == SSL_ERROR_ZERO_RETURN;
  }

 private:
  std::unique_ptr<SSL_CTX, Freer<SSL_CTX_free>> context_;
  std::unique_ptr<SSL, Freer<SSL_free>> ssl_;
  int socket_;
  bool connected_ = false;
};

Response path_of(const Request& request, const std::stop_token& /*stop*/) {
  return {.type = "text/plain", .body = std::make_shared<const std::string>(request.path + "!")};
}

TEST(Tls, AnswersAsWithoutIt) {
  const Files files;
  Running server(files.options(), path_of);
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(server.port(), version);
    ASSERT_TRUE(client.connected());
    EXPECT_EQ(client.version(), version == TLS1_2_VERSION ? "TLSv1.2" : "TLSv1.3");
    client.send(server.get("/one"));
    EXPECT_THAT(client.until("/one!"), HasSubstr("HTTP/1.1 200 OK\r\n"));
    client.send(server.get("/two", "Connection: close\r\n"));
    EXPECT_THAT(client.until("/two!"), HasSubstr("Connection: close\r\n"));
    EXPECT_TRUE(client.ended());
  }
}

TEST(Tls, SpeaksNoOldVersion) {
  const Files files;
  Running server(files.options(), path_of);
  EXPECT_FALSE(TlsClient(server.port(), TLS1_1_VERSION).connected());
}

TEST(Tls, CutsOneWhoDoesNotSpeakIt) {
  const Files files;
  ServerOptions options = files.options();
  options.limits.read = std::chrono::milliseconds(200);
  Running server(options, path_of);
  Client plain(server.port());
  plain.send(server.get("/"));
  EXPECT_EQ(plain.rest().find("HTTP"), std::string::npos);
  Client silent(server.port());
  EXPECT_TRUE(silent.ended());
}

TEST(Tls, CarriesStreams) {
  const Files files;
  const auto log = std::make_shared<EventLog>();
  Running server(files.options(),
                 [&](const Request&, const std::stop_token&) { return Response{.events = log}; });
  TlsClient client(server.port());
  TlsClient stays(server.port());
  client.send(server.get("/"));
  stays.send(server.get("/"));
  log->append("n", "0");
  EXPECT_THAT(client.until("id: 1\n"), HasSubstr("text/event-stream"));
  EXPECT_THAT(stays.until("id: 1\n"), HasSubstr("text/event-stream"));
  log->append("n", "1");
  EXPECT_THAT(client.until("data: 1\n\n"), HasSubstr("id: 2\n"));
  EXPECT_LT(server.stop(), std::chrono::seconds(4));
}

TEST(Tls, StreamEndsAsTlsEnds) {
  const Files files;
  const auto log = std::make_shared<EventLog>();
  Running server(files.options(),
                 [&](const Request&, const std::stop_token&) { return Response{.events = log}; });
  TlsClient client(server.port());
  client.send(server.get("/"));
  log->append("n", "0");
  EXPECT_THAT(client.until("data: 0\n\n"), HasSubstr("id: 1\n"));
  log->close();
  EXPECT_TRUE(client.ended());
}

TEST(Tls, SendsALargeAnswerWhole) {
  const Files files;
  const auto large = std::make_shared<const std::string>(std::string(3'000'000, 'x') + "end");
  Running server(files.options(),
                 [&](const Request&, const std::stop_token&) { return Response{.body = large}; });
  TlsClient client(server.port());
  client.send(server.get("/"));
  EXPECT_GT(client.until("xend").size(), large->size());
}

TEST(Tls, SaysWhichFileIsWrong) {
  const Files files;
  const auto mistake = [&](const std::string& certificate, const std::string& key) {
    const auto server = Server::listen(files.options(certificate, key), path_of);
    EXPECT_FALSE(server.has_value());
    if (server) return std::string();
    EXPECT_EQ(server.error().code, Errc::invalid_input);
    EXPECT_FALSE(server.error().details.at(0).repair.empty());
    return server.error().what;
  };
  EXPECT_THAT(mistake("none.pem", "key.pem"), HasSubstr("none.pem: cannot be read"));
  EXPECT_THAT(mistake("text.pem", "key.pem"), HasSubstr("text.pem: cannot be read"));
  EXPECT_THAT(mistake("cert.pem", "none.pem"), HasSubstr("none.pem: cannot be read"));
  EXPECT_THAT(mistake("cert.pem", "text.pem"), HasSubstr("text.pem: cannot be read"));
  EXPECT_THAT(mistake("cert.pem", "other.pem"), HasSubstr("other.pem: "));
  EXPECT_THAT(mistake("cert.pem", "locked.pem"), HasSubstr("locked.pem: cannot be read"));
}

}  // namespace
}  // namespace tandem::http
