"""Runs clang-tidy over our .cc files, several as one (see batches.py), on all processors.

    tidy.py <clang-tidy> <build folder with compile_commands.json> <file.cc>...

Files that the build folder does not compile (the fuzz targets) are left out. Exits with 1 where
clang-tidy complained. A batch of which the compiler complains is looked at file by file.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

import batches
from repository import ROOT

LINES = 1500  # a batch: fewer, and headers are read more often; more, and the processors idle
COUNTS = re.compile(r"^\d+ warnings?( and \d+ errors?)? generated\.?$")
# The only complaints about a batch as such.
NOT_OF_BATCHES = "-bugprone-suspicious-include"
HEADERS = re.escape(str(ROOT)) + r"/(tandem|apps|tests|bench|fuzz)/[a-z_/]*\.(h|cc)$"


def flags_of(entry):
    """What the compiler was told, without what it read and wrote."""
    words = [word for word in shlex.split(entry["command"]) if not word.endswith("ccache")][1:]
    flags = []
    while words:
        word = words.pop(0)
        if word in ("-o", "-c"):
            words.pop(0)
        elif word in ("-isystem", "-I", "-include"):
            flags.append((word, words.pop(0)))
        else:
            flags.append((word,))
    return flags


def tidy(tool, folder, files, name, flags):
    """clang-tidy over `files` as one: (how it ended, what it printed)"""
    batch = folder / f"{name}.cc"
    batch.write_text("".join(f'#include "{ROOT / file}"\n' for file in files), encoding="utf-8")
    told = dict.fromkeys(flag for file in files for flag in flags[file])
    command = [tool, "--quiet", f"--header-filter={HEADERS}", f"--checks={NOT_OF_BATCHES}",
               str(batch), "--", *(word for flag in told for word in flag)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = (ended.stdout + ended.stderr).splitlines()
    return ended.returncode, [line for line in lines if line and not COUNTS.match(line)]


def rules_of(file):
    """The folder whose .clang-tidy holds for `file`, relative to the root."""
    return next(folder for folder in pathlib.PurePosixPath(file).parents
                if (ROOT / folder / ".clang-tidy").is_file())


def batches_of(files, into):
    """(folder under `into` where the same rules hold, files) of each batch, the longest first."""
    found = []
    for rules in sorted({rules_of(file) for file in files}):
        folder = into / rules
        folder.mkdir(parents=True, exist_ok=True)
        if rules.parts:  # the root's rules are found from the build folder
            (folder / ".clang-tidy").write_text((ROOT / rules / ".clang-tidy").read_text())
        same = [file for file in files if rules_of(file) == rules]
        found += [(folder, batch) for batch in batches.batches(same, LINES)]
    return sorted(found, key=lambda each: -len(each[1]))


def main(tool, build, *names):
    build = pathlib.Path(build)
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    flags = {os.path.relpath(entry["file"], ROOT): flags_of(entry) for entry in entries}
    files = sorted({os.path.relpath(name, ROOT) for name in names} & set(flags))
    if not files:
        print("no file to check")
        return 0
    print(f"clang-tidy: {len(files)} files", flush=True)

    def look(number, folder, batch):
        status, lines = tidy(tool, folder, batch, f"batch_{number}", flags)
        if len(batch) > 1 and any("[clang-diagnostic-" in line for line in lines):
            alone = [tidy(tool, folder, [file], f"batch_{number}_{i}", flags)
                     for i, file in enumerate(batch)]
            status = max(each for each, _ in alone)
            lines = [line for _, printed in alone for line in printed]
        return status, lines

    status = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        together = batches_of(files, build / "batches")
        for result in [pool.submit(look, i, *each) for i, each in enumerate(together)]:
            failed, lines = result.result()
            print("".join(f"{line}\n" for line in lines), end="", flush=True)
            status |= failed != 0
    return status


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(*sys.argv[1:]))
