#include "tests/support/cluster.h"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace tandem::test {

namespace {

namespace fs = std::filesystem;

constexpr const char* kPrograms = "/usr/lib/postgresql/15/bin/";

/// The server refuses to run as root.
const passwd* other_user() { return ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr; }

/// @param program  of PostgreSQL, with its arguments
bool succeeds(const std::string& program) {
  const std::string as = other_user() == nullptr ? "" : "runuser -u postgres -- ";
  // What it says would be mixed with what the tests say.
  return std::system(
             fmt::format("{}{}{} >/dev/null 2>&1 </dev/null", as, kPrograms, program).c_str()) == 0;
}

void must(const std::string& program) {
  if (!succeeds(program)) throw std::runtime_error("failed: " + program);
}

/// In memory where the machine has room for files there: a kill can tell nothing of a disk, and
/// recovery would sync every file of it.
fs::path empty_folder() {
  const fs::path memory = "/dev/shm";
  const fs::path root = ::access(memory.c_str(), W_OK) == 0 ? memory : fs::temp_directory_path();
  std::string name = root / "tandem-test-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  return name;
}

/// Until the process is no more, not even as an exit status that nobody has asked for: the next
/// server would believe that the last one runs.
void reap(pid_t process) {
  constexpr useconds_t kMicroseconds = 1000;
  while (::kill(process, 0) == 0) {
    ::waitpid(process, nullptr, WNOHANG);
    ::usleep(kMicroseconds);
  }
}

}  // namespace

bool Cluster::is_possible() {
  return fs::exists(std::string(kPrograms) + "initdb") &&
         (::geteuid() != 0 || other_user() != nullptr);
}

Cluster::Cluster() : folder_(empty_folder()) {
  // Who loses its parent becomes a child of this process, which then sees when it is gone.
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  if (const passwd* user = other_user())
    if (::chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0)
      throw std::runtime_error("the folder can't be given to postgres");
  must(fmt::format("initdb -D {} -A trust -U tandem -E UTF8 --locale=C --no-sync --wal-segsize=1",
                   data()));
  std::ofstream(data() + "/postgresql.conf", std::ios::app)
      << "listen_addresses = ''\nunix_socket_directories = '" << folder_.string()
      << "'\nshared_buffers = 16MB\nfsync = on\nautovacuum = off\n";
  start();
}

Cluster::~Cluster() {
  const std::vector<pid_t> all = processes();
  if (!all.empty())
    static_cast<void>(succeeds(fmt::format("pg_ctl -D {} -m immediate -w stop", data())));
  for (const pid_t process : all) reap(process);
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Cluster::start() const { must(fmt::format("pg_ctl -D {} -l {} -w start", data(), log())); }

void Cluster::restart_with(const std::string& setting) const {
  std::ofstream(data() + "/postgresql.conf", std::ios::app) << setting << "\n";
  must(fmt::format("pg_ctl -D {} -m fast -w stop", data()));
  start();
}

std::vector<pid_t> Cluster::processes() const {
  std::vector<pid_t> all;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    // All of one server work in the folder of its data, and nobody else does.
    std::error_code gone;
    const fs::path folder = fs::read_symlink(entry.path() / "cwd", gone);
    const pid_t process = std::atoi(entry.path().filename().c_str());
    if (!gone && process > 0 && folder == data()) all.push_back(process);
  }
  return all;
}

void Cluster::kill() const {
  if (processes().empty()) throw std::runtime_error("the server does not run");
  // Again for what was made meanwhile.
  for (auto all = processes(); !all.empty(); all = processes()) {
    for (const pid_t process : all) ::kill(process, SIGKILL);
    for (const pid_t process : all) reap(process);
  }
}

std::string Cluster::address(const std::string& ledger) const {
  return fmt::format("postgresql://tandem@/postgres?host={}&ledger={}", folder_.string(), ledger);
}

void Cluster::run(const std::string& sql) const {
  must(fmt::format("psql -h {} -U tandem -d postgres -v ON_ERROR_STOP=1 -c \"{}\"",
                   folder_.string(), sql));
}

}  // namespace tandem::test
