#!/usr/bin/env python3
"""Rules on our text that no compiler knows:
  - no absolute path of somebody's machine in any file;
  - every function of a header that returns a Result is [[nodiscard]] (tl::expected is not);
  - every header says #pragma once;
  - UTF-8; outside data and transcripts no trailing blanks and a newline at the end; no tabs in C++.

check_text.py               check this repository
check_text.py --self-test   check that planted violations are found
"""

import re
import sys

import repository

# One machine's folders; a path that is part of a longer one, as in ${prefix}/work, is no such path.
MACHINE_PATH = re.compile(r"(?<![\w.~$}*)\]>/-])/(?:work|root|tmp|home)(?=[/\s\"'`),.;:\]]|$)")
RESULT = re.compile(r"^[ \t]*((?:static|virtual|inline|friend|constexpr|template ?<[^>]*>)[ \t]+)*"
                    r"(tandem::)?(base::)?Result<[^;=(){}]*>[ \t\n]+~?\w+\(", re.MULTILINE)
# Text of others, kept as it came.
# What a tool wrote or the bytes of a request: nobody edits them.
MADE = ("web/dist/", "fuzz/corpus/")
FOREIGN = ("LICENSE",)
# Data and transcripts keep the ends of line that they came with.
VERBATIM = (".csv", ".txt", ".html", ".svg")


def check_line(name, line):
    if MACHINE_PATH.search(line):
        yield "names a path of one machine"
    if line != line.rstrip() and not name.endswith(VERBATIM):
        yield "ends in blanks"
    if "\t" in line and name.endswith((".cc", ".h")):
        yield "holds a tab"


def check(name, data):
    if b"\0" in data:
        return  # an image or the like
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        yield f"{name}:1: error: is not UTF-8"
        return
    if text and not text.endswith("\n") and not name.endswith(VERBATIM):
        yield f"{name}:{text.count(chr(10)) + 1}: error: no newline at the end"
    for number, line in enumerate(text.split("\n"), 1):
        for problem in check_line(name, line):
            yield f"{name}:{number}: error: {problem}"
    if name.endswith(".h"):
        if not re.search(r"^#pragma once$", text, re.MULTILINE):
            yield f"{name}:1: error: no #pragma once"
        for match in RESULT.finditer(text):
            before = text[:match.start()].rstrip().rsplit("\n", 1)[-1]
            if not before.rstrip().endswith("[[nodiscard]]"):
                line = text.count("\n", 0, match.end()) + 1
                yield f"{name}:{line}: error: returns a Result and is not [[nodiscard]]"


def self_test():
    slash = "/"  # the planted paths are put together here, since this file is checked as well
    planted = [
        ("a.md", f"see {slash}work/notes", "path of one machine"),
        ("a.cc", f'open("{slash}tmp/x");', "path of one machine"),
        ("a.cc", f"// {slash}root", "path of one machine"),
        ("a.h", "struct A; // #pragma once", "no #pragma once"),
        ("a.h", "Result<int> f();", "is not [[nodiscard]]"),
        ("a.h", "  static Result<std::vector<int>> f(int a,", "is not [[nodiscard]]"),
        ("a.md", "blank ", "ends in blanks"),
        ("a.cc", "\tint x;", "holds a tab"),
    ]
    clean = [
        ("a.md", "paper/work and $dir/tmp/x and build/root/x and the work /workers do"),
        ("a.h", "#pragma once\n[[nodiscard]] Result<int> f();\n[[nodiscard]]\nResult<int> g();\nResult<int> x_;"),
        ("a.h", "#pragma once\n[[nodiscard]] static Result<int> f();"),
        ("a.csv", "from,elsewhere\r"),
    ]
    missed = [f"'{text}' is not found" for name, text, expected in planted
              if not any(expected in line for line in check(name, (text + "\n").encode()))]
    missed += [line for name, text in clean for line in check(name, (text + "\n").encode())]
    print("\n".join(missed) or f"check_text finds all {len(planted)} planted violations")
    return 1 if missed else 0


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test()
    if arguments:
        print(__doc__)
        return 2
    names = [str(name) for name in repository.files()
             if str(name) not in FOREIGN and not str(name).startswith(MADE)]
    found = [line for name in names for line in check(name, (repository.ROOT / name).read_bytes())]
    print("\n".join(found) or f"{len(names)} files are clean")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
