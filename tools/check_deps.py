#!/usr/bin/env python3
"""Holds every #include to the arrows between our folders.

The arrows are the tandem_library(<folder> NEEDS ...) lines of tandem/CMakeLists.txt and the
app_library(<folder> ...) lines of apps/CMakeLists.txt. Rules:
  - a folder of tandem/ includes itself and what it reaches by arrows, and nothing of apps or tests;
    so does a folder of apps/, for which tandem::all stands for the whole library;
  - what lies in internal/ is included by its own folder, by tests, bench and fuzz only;
  - neither the arrows nor the headers form a cycle;
  - an include of ours is written from the repository root and names a file that exists;
  - a library behind a narrow door is named only behind that door.

check_deps.py               check this repository
check_deps.py --self-test   plant violations in a scratch tree and check that each is found
"""

import pathlib
import re
import sys
import tempfile

import repository

OURS = ("tandem", "apps", "tests", "bench", "fuzz")
SEES_INTERNALS = ("tests", "bench", "fuzz")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)
APP = re.compile(r"^app_library\(\s*(\w+)([^)]*)\)", re.MULTILINE)
LIBRARY = re.compile(r"^tandem_library\(\s*(\w+)([^)]*)\)", re.MULTILINE)
DOORS = [  # name, headers, the only folder that may name them
    ("the MILP solver",
     re.compile(r"(coin/)?(Coin|Cbc|Clp|Osi|Cgl)\w*\.(h|hpp)$|(highs/)?(Highs\w*|.*highs_c_api)\.h$"),
     "tandem/solver/internal/"),
    ("libyaml", re.compile(r"yaml\.h$"), "tandem/casefile/internal/"),
    ("libzip", re.compile(r"zip\.h$"), "tandem/interop/internal/"),
    ("CLI11", re.compile(r"CLI/"), "apps/cli/"),
    ("SQLite or libpq", re.compile(r"(sqlite3|libpq-fe)\.h"), "tandem/ledger/internal/"),
    ("Boost.Asio", re.compile(r"boost/(asio|beast)[/.]"), "apps/http/"),
]


def read_arrows(cmake_lists):
    """{folder: folders it needs directly}"""
    text = re.sub(r"#.*", "", cmake_lists.read_text(encoding="utf-8"))
    arrows = {}
    for folder, rest in LIBRARY.findall(text):
        keyword, needs = None, []
        for word in rest.split():
            if word in ("NEEDS", "USES", "HIDES"):
                keyword = word
            elif keyword == "NEEDS":
                needs.append(word)
        arrows[folder] = needs
    return arrows


def read_app_arrows(cmake_lists, library):
    """{folder of apps: folders of apps, and of the library, that it needs directly}"""
    if not cmake_lists.is_file():
        return {}
    text = re.sub(r"#.*", "", cmake_lists.read_text(encoding="utf-8"))
    arrows = {}
    for folder, rest in APP.findall(text):
        needs = [word.removeprefix("tandem::") for word in rest.split()
                 if word.startswith("tandem::")]
        arrows[folder] = [one for need in needs for one in (library if need == "all" else [need])]
    return arrows


def reach(arrows, start):
    seen, todo = set(), [start]
    while todo:
        for needed in arrows.get(todo.pop(), []):
            if needed not in seen:
                seen.add(needed)
                todo.append(needed)
    return seen


def cycle_in(graph):
    """One cycle as a list of nodes, or None."""
    done = set()
    for start in graph:
        if start in done:
            continue
        path, stack = [start], [iter(graph[start])]
        while stack:
            following = next(stack[-1], None)
            if following is None:
                done.add(path.pop())
                stack.pop()
            elif following in path:
                return path[path.index(following):] + [following]
            elif following in graph and following not in done:
                path.append(following)
                stack.append(iter(graph[following]))
    return None


def check_app_include(name, target, reachable):
    if target.parts[0] not in ("apps", "tandem"):
        return f'an application includes "{target}"'
    here, there = f"apps/{name.parts[1]}", target.parts[1]
    if here not in reachable or target.parts[:2] == name.parts[:2] or there in reachable[here]:
        return None
    return f"no arrow leads from {here} to {target.parts[0]}/{there}"


def check_own_include(root, name, target, reachable):
    """What is wrong with the file `name` including our file `target`, or None."""
    if not (root / target).is_file():
        return f'"{target}" does not exist'
    if "internal" in target.parts and name.parts[0] not in SEES_INTERNALS:
        if name.parts[:2] != target.parts[:2]:
            return f'"{target}" is internal to {"/".join(target.parts[:2])}'
    if name.parts[0] == "apps":
        return check_app_include(name, target, reachable)
    if name.parts[0] != "tandem":
        return None
    if target.parts[0] != "tandem":
        return f'the library includes "{target}"'
    here, there = name.parts[1], target.parts[1]
    if here not in reachable:
        return f"tandem/{here} is not in tandem/CMakeLists.txt"
    if here != there and there not in reachable[here]:
        return f"no arrow leads from {here} to {there}"
    return None


def tests_of(door):
    """Where the tests of the door's folder are, which may look behind it."""
    return f"tests/{door.split('/')[1]}/"


def check_doors(name, header):
    return [f"<{header}> is {library}, to be named only in {door}"
            for library, pattern, door in DOORS
            if pattern.match(header) and not str(name).startswith((door, tests_of(door)))]


def check_cli11_units(graph, users):
    """CLI11 is slow to compile: one translation unit sees it."""
    units = sorted(str(name) for name in graph
                   if name.suffix == ".cc" and name.parts[0] == "apps"
                   and users & (reach(graph, name) | {name}))
    if len(units) < 2:
        return []
    return [f"{units[1]}:1: error: CLI11 is seen by more than one translation unit: "
            + ", ".join(units)]


def check(root):
    arrows = read_arrows(root / "tandem/CMakeLists.txt")
    found = [f"tandem/CMakeLists.txt:1: error: {folder} needs the unknown folder {needed}"
             for folder in arrows for needed in arrows[folder] if needed not in arrows]
    if loop := cycle_in(arrows):
        found.append("tandem/CMakeLists.txt:1: error: the arrows form a cycle: " + " -> ".join(loop))
    apps = read_app_arrows(root / "apps/CMakeLists.txt", arrows)
    if loop := cycle_in(apps):
        found.append("apps/CMakeLists.txt:1: error: the arrows form a cycle: " + " -> ".join(loop))
    reachable = {folder: reach(arrows, folder) for folder in arrows}
    reachable |= {f"apps/{folder}": reach(arrows | apps, folder) for folder in apps}
    graph, cli11_users = {}, set()
    for name in repository.sources(root):
        if name.parts[0] not in OURS:
            continue
        graph[name] = []
        text = (root / name).read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            header = match[2]
            wrong = check_doors(name, header)
            if header.startswith("CLI/"):
                cli11_users.add(name)
            if header.split("/")[0] in OURS:
                target = pathlib.PurePosixPath(header)
                graph[name].append(target)
                if problem := check_own_include(root, name, target, reachable):
                    wrong.append(problem)
            elif match[1] == '"':
                wrong.append(f'"{header}" is not written from the repository root')
            line = text.count("\n", 0, match.start(2)) + 1
            found += [f"{name}:{line}: error: {problem}" for problem in wrong]
    if loop := cycle_in(graph):
        found.append(f"{loop[0]}:1: error: headers include each other: "
                     + " -> ".join(map(str, loop)))
    return found + check_cli11_units(graph, cli11_users), len(graph)


# --- self-test -----------------------------------------------------------------------------------

CLEAN = {
    "tandem/CMakeLists.txt": "tandem_library(base USES x::y)\ntandem_library(model NEEDS base)\n"
                             "tandem_library(casefile\n  NEEDS model\n  USES z)\n"
                             "tandem_library(solver NEEDS base)\n",
    "tandem/base/id.h": "",
    "tandem/model/case.h": '#include "tandem/base/id.h"\n#include <fmt/format.h>\n',
    "tandem/casefile/load.cc": '#include "tandem/base/id.h"\n'
                               '#include "tandem/casefile/internal/dom.h"\n',
    "tandem/casefile/internal/dom.h": "#include <yaml.h>\n",
    "tandem/solver/internal/cbc.cc": "#include <coin/CbcModel.hpp>\n#include <OsiClp.hpp>\n",
    "apps/cli/main.cc": '#include <CLI/CLI.hpp>\n#include "tandem/casefile/load.h"\n',
    "tandem/casefile/load.h": '#include "tandem/model/case.h"\n',
    "apps/cli/command.h": "",
    "apps/CMakeLists.txt": "app_library(http tandem::base Threads::Threads)\n"
                           "app_library(cli tandem::all tandem::http)\n",
    "apps/http/server.h": '#include "tandem/base/id.h"\n',
    "apps/http/internal/session.cc": "#include <boost/beast/core.hpp>\n",
    "apps/cli/desk.cc": '#include "apps/http/server.h"\n',
    "tests/casefile/dom_test.cc": '#include "tandem/casefile/internal/dom.h"\n',
}
PLANTED = [  # added files, what must be reported
    ({"apps/http/up.cc": '#include "apps/cli/command.h"\n'},
     "apps/http/up.cc:1: error: no arrow leads from apps/http to apps/cli"),
    ({"apps/http/deep.cc": '#include "tandem/model/case.h"\n'},
     "apps/http/deep.cc:1: error: no arrow leads from apps/http to tandem/model"),
    ({"apps/desk/wide.h": '#include <boost/asio.hpp>\n'},
     "<boost/asio.hpp> is Boost.Asio, to be named only in apps/http/"),
    ({"tandem/base/up.h": '#include "tandem/model/case.h"\n'},
     "tandem/base/up.h:1: error: no arrow leads from base to model"),
    ({"tandem/solver/side.h": '\n#include <tandem/model/case.h>\n'},
     "tandem/solver/side.h:2: error: no arrow leads from solver to model"),
    ({"tandem/model/io.cc": '#include "tandem/casefile/internal/dom.h"\n'},
     "is internal to tandem/casefile"),
    ({"tandem/model/app.cc": '#include "apps/cli/command.h"\n'}, "the library includes"),
    ({"apps/cli/x.cc": '#include "tests/casefile/dom_test.cc"\n'}, "an application includes"),
    ({"tandem/model/gone.cc": '#include "tandem/base/gone.h"\n'}, "does not exist"),
    ({"tandem/model/relative.cc": '#include "case.h"\n'}, "not written from the repository root"),
    ({"tandem/stray/a.h": '#include "tandem/base/id.h"\n'}, "tandem/stray is not in"),
    ({"tandem/base/a.h": '#include "tandem/base/b.h"\n',
      "tandem/base/b.h": '#include "tandem/base/a.h"\n'}, "headers include each other"),
    ({"tandem/solver/milp.h": "#include <CoinPackedMatrix.hpp>\n"}, "is the MILP solver"),
    ({"apps/cli/solve.cc": "#include <highs/Highs.h>\n"}, "is the MILP solver"),
    ({"tandem/casefile/text.cc": "  # include <yaml.h>\n"}, "is libyaml"),
    ({"tandem/model/pack.cc": "#include <zip.h>\n"}, "is libzip"),
    ({"tandem/base/flags.h": "#include <CLI/App.hpp>\n"}, "is CLI11"),
    ({"apps/cli/flags.h": "#include <CLI/App.hpp>\n",
      "apps/cli/plan.cc": '#include "apps/cli/flags.h"\n'}, "more than one translation unit"),
    ({"tandem/CMakeLists.txt": "tandem_library(base NEEDS model)\n"
                               "tandem_library(model NEEDS base)\n"}, "the arrows form a cycle"),
    ({"tandem/CMakeLists.txt": "tandem_library(base NEEDS bse)\n"}, "needs the unknown folder bse"),
]


def report_on(tree):
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        for name, text in tree.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return check(root)[0]


def self_test():
    missed = [f"a clean tree is refused: {line}" for line in report_on(CLEAN)]
    for added, expected in PLANTED:
        reported = report_on(CLEAN | added)
        if not any(expected in line for line in reported):
            missed.append(f"planted {list(added)}: expected '{expected}', got {reported}")
    print("\n".join(missed) or f"check_deps finds all {len(PLANTED)} planted violations")
    return 1 if missed else 0


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test()
    if arguments:
        print(__doc__)
        return 2
    found, count = check(repository.ROOT)
    print("\n".join(found) or f"{count} files keep to the arrows")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
