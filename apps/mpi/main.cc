// tandem-mpi: `tandem stress` on several machines. Every process plays its share of the worlds, and
// the first puts them together and tells; the answer is that of one process.

#include <mpi.h>

#include <iostream>
#include <ostream>
#include <sstream>
#include <stop_token>
#include <string>
#include <vector>

#include "apps/cli/process.h"
#include "apps/cli/program.h"

namespace {

int rank_of_this() {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  return rank;
}

int processes() {
  int count = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &count);
  return count;
}

std::vector<std::string> gather(const std::string& own) {
  const auto count = static_cast<std::size_t>(processes());
  const auto length = static_cast<int>(own.size());
  std::vector<int> lengths(count);
  MPI_Gather(&length, 1, MPI_INT, lengths.data(), 1, MPI_INT, 0, MPI_COMM_WORLD);
  std::vector<int> begins(count, 0);
  for (std::size_t k = 1; k < count; ++k) begins[k] = begins[k - 1] + lengths[k - 1];
  std::string all(static_cast<std::size_t>(begins.back() + lengths.back()), ' ');
  MPI_Gatherv(own.data(), length, MPI_CHAR, all.data(), lengths.data(), begins.data(), MPI_CHAR, 0,
              MPI_COMM_WORLD);
  std::vector<std::string> texts;
  if (rank_of_this() > 0) return texts;
  for (std::size_t k = 0; k < count; ++k)
    texts.push_back(
        all.substr(static_cast<std::size_t>(begins[k]), static_cast<std::size_t>(lengths[k])));
  return texts;
}

/// What the process does; the others wait for it to gather, whatever happened.
int run(const std::vector<std::string>& words, const std::stop_token& stop) {
  const int rank = rank_of_this();
  if (words.empty() || (words.front() != "stress" && !words.front().starts_with('-'))) {
    if (rank == 0)
      std::cerr << "tandem-mpi: it plays histories alone: tandem-mpi stress CASE ROADMAP; for all "
                   "else there is tandem\n";
    return tandem::cli::kBadInput;
  }
  bool gathered = false;
  const tandem::cli::Peers peers{static_cast<std::size_t>(rank),
                                 static_cast<std::size_t>(processes()),
                                 [&](const std::string& own) {
                                   gathered = true;
                                   return gather(own);
                                 }};
  std::ostream nowhere(nullptr);
  std::ostringstream said;
  std::ostream& out = rank == 0 ? std::cout : nowhere;
  std::ostream& err = rank == 0 ? std::cerr : said;
  const int status = tandem::cli::run_program(words, {std::cin, out, err, false, stop, {}, &peers});
  if (!gathered) gather(said.str());
  return rank == 0 ? status : tandem::cli::kFine;  // the first one tells
}

}  // namespace

int main(int count, char** words) {
  tandem::cli::occupy_closed_streams();
  const std::stop_token stop = tandem::cli::stop_on_signals();  // before MPI makes threads
  int provided = 0;
  MPI_Init_thread(&count, &words, MPI_THREAD_FUNNELED, &provided);
  const int status = run({words + 1, words + count}, stop);
  MPI_Finalize();
  return status;
}
