# shellcheck shell=bash
# Sourced by the other scripts: goes to the repository root, names and times the stages.

set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "${BASH_SOURCE[0]}")/.."

stage_times=()
failed_stages=()
stage_status=0

# stage <name> <command...>: runs it, says how long it took, remembers a failure and goes on.
stage() {
  local name=$1 start=$SECONDS result=ok
  shift
  printf '\n=== %s\n' "$name"
  # A subshell with an errexit of its own: inside `if` or `||` it would be ignored.
  set +e
  (set -e; "$@")
  stage_status=$?
  set -e
  if ((stage_status)); then
    result=FAILED
    failed_stages+=("$name")
  fi
  stage_times+=("$(printf '%-40s %5d s  %s' "$name" $((SECONDS - start)) "$result")")
  printf -- '--- %s: %d s, %s\n' "$name" $((SECONDS - start)) "$result"
}

# need <name> <command...>: a stage without which the rest makes no sense.
need() {
  stage "$@"
  ((stage_status == 0)) || exit 1
}

print_times() { printf '%s\n' '' "${stage_times[@]}" ''; }

# build <preset> [<option of cmake --build>...]: from nothing, release is compiled several files as one,
# which is faster; `cmake --preset release -DTANDEM_BATCHES=0` undoes that.
build() {
  local preset=$1 batches=()
  shift
  [[ $preset != release || -f build/$preset/CMakeCache.txt ]] || batches=(-DTANDEM_BATCHES=1500)
  cmake --preset "$preset" --log-level=NOTICE "${batches[@]}"
  if [[ -t 1 ]]; then cmake --build --preset "$preset" "$@"
  else cmake --build --preset "$preset" "$@" -- --quiet; fi
}

# run_tests <preset> [<option of ctest>...]: in a log, only the lines about what did not pass.
run_tests() {
  local preset=$1
  shift
  local command=(ctest --preset "$preset" -j "$(nproc)" "$@")
  if [[ -t 1 ]]; then "${command[@]}"
  else "${command[@]}" | { grep -vE '^ +Start +[0-9]+: |^ *[0-9]+/[0-9]+ Test .* Passed ' || true; }; fi
}
