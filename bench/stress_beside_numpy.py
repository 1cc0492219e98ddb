#!/usr/bin/env python3
"""What a history takes: the fast player, the plain twin in C++ and the twin in numpy, in one run.

Microseconds of one processor, of numpy with the best of some sizes of batch. That the twins play
the same model shows in the means of their histories: of breakdowns, crises, disputes, months,
values and indicators the largest difference is printed in its standard errors, and one above 4.5
is a failure.

    bench/stress_beside_numpy.py [--histories N] [--bench PROGRAM] [CASE ROADMAP]...
"""

from __future__ import annotations

import argparse
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

import numpy as np  # noqa: E402

import stress_numpy  # noqa: E402
from stress_numpy_world import World  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
KOREA = ROOT / "cases" / "korea" / "2026"
TOO_MUCH = 4.5  # standard errors
ROUNDING = 1e-6
BATCHES = (2048, 4096, 8192, 1 << 15)  # histories


def exported(program: str, histories: int, case: str, roadmap: str) -> dict:
    """The world of a case and a roadmap, with times and means of the players in C++."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "world.json"
        command = [program, f"--histories={histories}", "--export", str(file), case, roadmap]
        if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
            sys.exit(1)  # it has said why
        return json.loads(file.read_text(encoding="utf-8"))


def largest_difference(means: dict, played: dict[str, np.ndarray]) -> tuple[float, str]:
    """In standard errors, and of what."""
    assert means.keys() == played.keys()
    differences = []
    for name, (mean, error) in means.items():
        values = played[name]
        apart = abs(values.mean() - mean)
        errors = math.hypot(error, values.std() / math.sqrt(len(values) - 1))
        if apart <= ROUNDING * max(1, abs(mean)):
            apart = 0
        differences.append((apart / errors if errors else math.inf * apart if apart else 0, name))
    return max(differences)


def fastest(world: World, histories: int) -> tuple[float, int, dict[str, np.ndarray]]:
    """Seconds of a history, the size of batch, and what was played."""
    found = (math.inf, 0, {})
    for batch in sorted({min(batch, histories) for batch in BATCHES}):
        begin = time.process_time()
        played = stress_numpy.play(world, histories, batch, seed=batch)
        seconds = (time.process_time() - begin) / histories
        found = min(found, (seconds, batch, played), key=lambda one: one[0])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--histories", type=int, default=20_000)
    parser.add_argument("--bench", default=str(ROOT / "build" / "bench" / "bin" / "bench_stress"))
    parser.add_argument("files", nargs="*", metavar="CASE ROADMAP")
    asked = parser.parse_args()
    files = asked.files or [str(KOREA), str(KOREA / "roadmaps" / "freeze-for-freeze.yaml"),
                            str(KOREA), str(KOREA / "roadmaps" / "grand-bargain.yaml")]
    print(f"{'roadmap':<24} {'µs':>7} {'plain':>7} {'ratio':>6} {'numpy':>7} {'ratio':>6} "
          f"{'batch':>6} {'words':>6} {'share':>6}  furthest apart, in standard errors")
    agree = True
    for case, roadmap in zip(files[::2], files[1::2]):
        made = exported(asked.bench, asked.histories, case, roadmap)
        fast, plain, words = (1e6 * made["seconds"][key] for key in ("fast", "plain", "words"))
        seconds, batch, played = fastest(World(made["world"]), asked.histories)
        numpy = 1e6 * seconds
        apart, what = largest_difference(made["means"], played)
        agree = agree and apart <= TOO_MUCH
        print(f"{pathlib.Path(roadmap).stem:<24} {fast:7.1f} {plain:7.1f} {plain / fast:6.1f} "
              f"{numpy:7.1f} {numpy / fast:6.1f} {batch:6} {words:6.2f} {words / fast:6.2f}  "
              f"{apart:.2f} ({what})", flush=True)
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
