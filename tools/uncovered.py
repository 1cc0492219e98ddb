#!/usr/bin/env python3
"""Holds the branches that no test takes to a list that gives a reason for each.

uncovered.py MEASURED LIST   MEASURED is what `llvm-cov export -format=text` prints. LIST has, for
                             every outcome of a condition that was never seen, a line
                               FILE: CONDITION: never true
                             (or never false) below a line `# REASON`. What is left out of the list
                             and what is listed though it was seen, or is no more, are both errors.
                             Conditions inside a macro, such as assert, don't count.
uncovered.py --self-test     plant mistakes and check that each is found
"""

import collections
import json
import pathlib
import sys

import repository

OUTCOMES = ("never true", "never false")


def measured_branches(export, root):
    """{(file, line, column): [the condition, times true, times false]}; instances of a template are one"""
    found = {}
    for file in export["data"][0]["files"]:
        name = pathlib.Path(file["filename"]).resolve().relative_to(root).as_posix()
        lines = (root / name).read_text(encoding="utf-8").splitlines()
        for line, column, last_line, last_column, true, false, in_file, of_file, *_ in file["branches"]:
            if in_file != of_file and of_file != 0:
                continue
            text = lines[line - 1:last_line]
            text[-1] = text[-1][:last_column - 1]
            text[0] = text[0][column - 1:]
            condition = " ".join(" ".join(text).split())
            if condition == "true":  # of a loop that is left by a return
                continue
            entry = found.setdefault((name, line, column), [condition, 0, 0])
            entry[1] += true
            entry[2] += false
    return found


def never_seen(branches):
    """FILE: CONDITION: OUTCOME, as often as there are such"""
    missing = collections.Counter()
    for (name, _, _), (condition, *times) in branches.items():
        for outcome, count in zip(OUTCOMES, times):
            if count == 0:
                missing[f"{name}: {condition}: {outcome}"] += 1
    return missing


def read_list(text):
    """The lines of the list, as often as they are there, and what is wrong with its form."""
    listed, wrong, reason = collections.Counter(), [], ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            reason = line[1:].strip()
        elif line.strip():
            listed[line.strip()] += 1
            if not reason:
                wrong.append(f"line {number}: no reason stands above it")
        else:
            reason = ""
    return listed, wrong


def compare(branches, text):
    """What is wrong, a line each."""
    missing = never_seen(branches)
    listed, wrong = read_list(text)
    places = collections.defaultdict(list)
    for (name, line, _), (condition, *_) in branches.items():
        places[f"{name}: {condition}"].append(line)
    for key, count in sorted((missing - listed).items()):
        lines = ", ".join(map(str, sorted(places[key.rpartition(": ")[0]])))
        wrong.append(f"{key}: {count} more than are listed (lines {lines})")
    for key, count in sorted((listed - missing).items()):
        wrong.append(f"{key}: listed {count} times more than is true")
    return wrong


def summary(branches):
    outcomes = 2 * len(branches)
    missing = sum(never_seen(branches).values())
    return f"{outcomes - missing} of {outcomes} outcomes of conditions were seen, {missing} are listed"


def self_test():
    branches = {("a.cc", 3, 1): ["x > 0", 2, 0], ("a.cc", 9, 1): ["x > 0", 1, 0],
                ("b.cc", 1, 5): ["y", 0, 4], ("b.cc", 2, 5): ["z", 1, 1]}
    good = "# why\na.cc: x > 0: never false\na.cc: x > 0: never false\n\n# why not\nb.cc: y: never true\n"
    cases = [
        (good, []),
        (good.replace("a.cc: x > 0: never false\n", "", 1),
         ["a.cc: x > 0: never false: 1 more than are listed (lines 3, 9)"]),
        (good + "b.cc: z: never true\n", ["b.cc: z: never true: listed 1 times more than is true"]),
        (good.replace("# why not\n", ""), ["line 5: no reason stands above it"]),
    ]
    missed = [f"{text!r}: {compare(branches, text)}" for text, wanted in cases
              if compare(branches, text) != wanted]
    print("\n".join(missed) or f"uncovered finds all {len(cases) - 1} planted mistakes")
    return 1 if missed else 0


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test()
    if len(arguments) != 2:
        print(__doc__)
        return 2
    export = json.loads(pathlib.Path(arguments[0]).read_text(encoding="utf-8"))
    branches = measured_branches(export, repository.ROOT)
    wrong = compare(branches, pathlib.Path(arguments[1]).read_text(encoding="utf-8"))
    print("\n".join(wrong) or summary(branches))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
