#!/usr/bin/env bash
# tandem-mpi on any number of processes answers what tandem does.
#
#   tests/cli/ranks.sh MPIEXEC TANDEM TANDEM_MPI CASE ROADMAP
set -euo pipefail

mpiexec=$1 tandem=$2 tandem_mpi=$3 case=$4 roadmap=$5
# As root and on few processors, as in a container.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

ask() { "$@" stress "$case" "$roadmap" --histories 2300 --json --quiet; }
ask "$tandem" >"$folder/alone.json"
for ranks in 1 2 5; do
  ask "$mpiexec" -n $ranks "$tandem_mpi" >"$folder/ranks.json"
  cmp "$folder/alone.json" "$folder/ranks.json"
done

# Begun together, carried on together.
"$mpiexec" -n 2 "$tandem_mpi" stress "$case" "$roadmap" --histories 900 --quiet \
  --save "$folder/kept" >/dev/null
"$mpiexec" -n 2 "$tandem_mpi" stress "$case" "$roadmap" --histories 2300 --json --quiet \
  --save "$folder/kept" >"$folder/ranks.json"
cmp "$folder/alone.json" "$folder/ranks.json"

# Asked to stop, they keep what they have and say that it is not all.
"$mpiexec" -n 2 "$tandem_mpi" stress "$case" "$roadmap" --histories 100000000 --quiet \
  --save "$folder/stopped" >"$folder/stopped.txt" &
while [[ ! -s $folder/stopped/question.json ]]; do sleep 0.1; done
sleep 1
pkill -TERM -P $!
wait $!
grep -q "stopped before all" <(tr '\n' ' ' <"$folder/stopped.txt")
[[ -s $folder/stopped/tally-1-of-2.json && -s $folder/stopped/tally-2-of-2.json ]]

# Another number of processes would play some worlds twice.
status=0
"$mpiexec" -n 1 "$tandem_mpi" stress "$case" "$roadmap" --quiet --save "$folder/kept" \
  2>"$folder/said" || status=$?
[[ $status == 2 ]] && grep -q "holds parts of 2, not of 1" "$folder/said"

status=0
"$mpiexec" -n 2 "$tandem_mpi" stress "$case" no-such-roadmap 2>"$folder/said" || status=$?
[[ $status == 2 ]] && grep -q "no-such-roadmap" "$folder/said"
