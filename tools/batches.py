"""Which of our .cc files can be compiled as one.

Most of the time that a compiler or clang-tidy spends on a file goes into headers, so the slow
stages of scripts/test hand them several files at once. Two files go together unless one says a
name that the other keeps to itself (in an unnamed namespace, a macro, a test): nobody has to think
of the other files of a folder when naming a helper.

    batches.py [--lines N] <file.cc>...      one batch a line, its files separated by semicolons
    batches.py --self-test                   check that planted clashes are found
"""

import argparse
import dataclasses
import pathlib
import re
import sys

# Comments, literals and what is left: a brace, a name, another character.
TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|R"(?P<d>[^()\\\s]*)\(.*?\)(?P=d)"|"(?:[^"\\\n]|\\.)*"
    |(?<![0-9a-zA-Z_])'(?:[^'\\\n]|\\.)+'|[A-Za-z_]\w*|->|::|[^\w\s]""",
    re.DOTALL | re.VERBOSE)
TEST_MACRO = {"TEST", "TEST_F", "TEST_P", "RC_GTEST_PROP"}


@dataclasses.dataclass
class Names:
    """What a file says, of itself and for itself."""

    own: set = dataclasses.field(default_factory=set)   # nobody else may say these
    said: set = dataclasses.field(default_factory=set)
    used: dict = dataclasses.field(default_factory=dict)  # `using x::y;`: y -> x::y

    def clashes(self, other):
        return bool(self.own & other.said or self.said & other.own
                    or any(other.used.get(name) != path for name, path in self.used.items()
                           if name in other.said)
                    or any(self.used.get(name) != path for name, path in other.used.items()
                           if name in self.said))

    def add(self, other):
        self.own |= other.own
        self.said |= other.said
        self.used |= other.used


def names_of(text):
    tokens = [token.group() for token in TOKEN.finditer(text)]
    tokens = [token for token in tokens if token[0] not in "/\"'" or len(token) == 1]
    names = Names(own=set(re.findall(r"^\s*#\s*define\s+(\w+)", text, re.MULTILINE)))
    names.said = names.own | {token for before, token in zip(["", *tokens], tokens)
                              if token.isidentifier() and before not in (".", "->", "::")}
    scopes = []  # of each open brace: "named", "unnamed" namespace or "other"
    parens = 0
    for i, token in enumerate(tokens):
        if token == "{":
            scopes.append(scope_of(tokens, i))
        elif token == "}":
            if scopes:
                scopes.pop()
        elif token in "()":
            parens += 1 if token == "(" else -1
        elif parens == 0 and "other" not in scopes and token.isidentifier():
            if token in TEST_MACRO and tokens[i + 1:i + 2] == ["("]:
                names.own.add(f"{tokens[i + 2]}_{tokens[i + 4]}_Test")
            elif token == "using" and "::" in tokens[i:i + 4]:
                path = tokens[i + 1:tokens.index(";", i)]
                # A function that another file does not use so, it does not call either.
                if "=" not in path and path[-1][0].isupper():
                    names.used[path[-1]] = "".join(path).removeprefix("::")
            elif "unnamed" in scopes and declares(tokens, i):
                names.own.add(token)
    names.said |= names.own | set(names.used)
    return names


def scope_of(tokens, i):
    """What the brace at tokens[i] opens."""
    j = i - 1
    while j >= 0 and (tokens[j] == "::" or tokens[j].isidentifier()) and tokens[j] != "namespace":
        j -= 1
    if j < 0 or tokens[j] != "namespace":
        return "other"
    return "unnamed" if j == i - 1 else "named"


def declares(tokens, i):
    """Whether the name at tokens[i], at the level of a namespace, is one that is declared there."""
    before, after = tokens[i - 1], tokens[i + 1] if i + 1 < len(tokens) else ""
    return after in ("(", "{", "=", ";", "[", ":") and (
        before.isidentifier() or before in ("*", "&", ">", "]"))


def batches(files, lines):
    """Lists of `files`, each of at most about `lines` lines; the same for the same files."""
    found = []  # [files, names, lines left]
    texts = {file: pathlib.Path(file).read_text(encoding="utf-8") for file in files}
    for file in sorted(files, key=lambda file: (-texts[file].count("\n"), str(file))):
        names = names_of(texts[file])
        length = texts[file].count("\n")
        for batch in found:
            if length <= batch[2] and not names.clashes(batch[1]):
                break
        else:
            batch = [[], Names(), lines]
            found.append(batch)
        batch[0].append(file)
        batch[1].add(names)
        batch[2] -= length
    return [sorted(batch[0]) for batch in found]


def self_test():
    own = "namespace a { namespace { int helper(int x) { return x; } } }"
    planted = [
        (own, own),
        (own, "namespace a { int f() { return helper(1); } }"),
        ("namespace { constexpr int kMost[] = {1}; }", "int f(int kMost);"),
        ("namespace { struct Row : Base {}; }", "Row g();"),
        ("#define TWICE(x) x", "int TWICE(int);"),
        ("TEST(A, B) {}", "TEST(A, B) {}"),
        ("namespace a { using b::Status; }", "namespace a { Status s; }"),
        ("using b::Status;", "using c::Status;"),
    ]
    clean = [
        (own, "namespace a { int f() { return other.helper(1) + b::helper(2); } }"),
        (own, 'const char* s = "helper";  // helper'),
        ("namespace { int f() { int inner = 1; return inner; } }", "int g(int inner);"),
        ("using b::Status;", "using ::b::Status;"),
        ("TEST(A, B) {}", "TEST(A, C) {}"),
    ]
    wrong = [f"no clash found: {a} | {b}" for a, b in planted
             if not names_of(a).clashes(names_of(b))]
    wrong += [f"clash found: {a} | {b}" for a, b in clean if names_of(a).clashes(names_of(b))]
    print("\n".join(wrong) or f"batches finds all {len(planted)} planted clashes")
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(self_test())
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, default=1500)
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    for batch in batches(arguments.files, arguments.lines):
        print(";".join(batch))
