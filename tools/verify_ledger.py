#!/usr/bin/env python3
"""Verifies an exported ledger (docs/ledger.md) with the Python standard library alone, nothing of tandem.

Looks at: the chain of hashes, canonical form, kinds and fields, times of recording, references, signatures, the head.

  --receipt  a head that you noted earlier: the ledger must still hold all that it then had
  --keys     lines "ACTOR KEY" (base64): what one of these actors says is signed with a key of its own, or was corrected

Exit status: 0 nothing found, 1 something found, 2 could not look (no such file, no export, wrong use).
"""

import argparse
import base64
import datetime
import hashlib
import json
import re
import sys

ENTRY = re.compile(rb'\{"hash":"([0-9a-f]{64})","seq":([1-9][0-9]{0,18}),"body":(\{.*\})\}', re.DOTALL)
RECEIPT = re.compile(r"(0|[1-9][0-9]{0,18}):([0-9a-f]{64})")
HEAD = re.compile(rb'\{"head":"([1-9][0-9]{0,18}):([0-9a-f]{64})"\}')
SHOWN = 40  # findings that are printed; the rest is counted
# Kind: fields it must have (of "a|b" one), and fields that only some kinds may have.
MUST = {
    "opened": ["of", "says"], "signed": ["text"], "amended": ["text"], "consented": ["to"], "refused": ["to"],
    "due": ["of"], "started": ["of"], "reported": ["of"], "verified": ["of", "finding"], "contested": ["to"],
    "incident": ["says"], "dispute": ["step", "of|to"], "suspended": [], "withdrawn": [], "resumed": [],
    "acceded": [], "administration": ["says"], "evidence": ["sources", "of|to"], "corrected": ["to", "says"],
}
ONLY = {
    "finding": {"verified"}, "step": {"dispute"}, "until": {"dispute"}, "text": {"signed", "amended"},
    "share": {"reported"}, "to": {"consented", "refused", "verified", "contested", "dispute", "evidence", "corrected"},
    "of": set(MUST) - {"signed", "amended", "consented", "refused", "acceded", "administration", "corrected"},
}
ANSWERS = {"consented": ["amended"], "refused": ["amended"], "contested": ["reported", "verified"]}

# Ed25519, RFC 8032 section 5.1. Points are (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def added(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, point):
    total = (0, 1, 1, 0)
    while n:
        total, point, n = added(total, point) if n & 1 else total, added(point, point), n >> 1
    return total


def point_of(data):
    y, sign = int.from_bytes(data, "little") & (1 << 255) - 1, data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x * ROOT_OF_MINUS_1 % P if (x * x - square) % P else x
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    return (x, y, 1, x * y % P) if x & 1 == sign else (P - x, y, 1, (P - x) * y % P)


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signature(key, message, signature):
    s, point = int.from_bytes(signature[32:], "little"), point_of(key)
    digest = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    x, y, z, _ = added(times(s, BASE), times(digest, (P - point[0], point[1], 1, P - point[3])))
    x, y = x * pow(z, P - 2, P) % P, y * pow(z, P - 2, P) % P
    return s < ORDER and (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


def canonical(value):
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return re.sub(r'"share":0\.000([1-9]),', r'"share":\1e-04,', text)  # the one number that Python writes longer


def is_date(value):
    try:
        return isinstance(value, str) and datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_second(value):
    return is_text(value) and is_date(value[:10]) and re.fullmatch("T([01][0-9]|2[0-3])(:[0-5][0-9]){2}Z", value[10:])


def binary(text, size):
    """The bytes of canonical base64, or None."""
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, TypeError):
        return None
    return data if len(data) == size and base64.b64encode(data).decode() == text else None


def is_key(text):
    """A point in its one form, not of small order: with such a key anybody signs (RFC 8032, 5.1.3 and 5.1.7)."""
    point = binary(text, 32) and point_of(binary(text, 32))
    return point and times(8, point)[0] != 0


def is_text(value):
    return isinstance(value, str) and value != ""


def is_source(value):
    return (isinstance(value, dict) and {"title"} <= set(value) <= {"title", "url", "sha256"}
            and all(map(is_text, value.values())) and re.fullmatch("[0-9a-f]{64}", value.get("sha256", "0" * 64)))

# Field: what its value must be, in a function and in words.
TEXT, DATE = (is_text, "text; what is empty is left out"), (is_date, "a date as 2007-07-18")
NAME = (lambda value: is_text(value) and re.fullmatch("[A-Za-z0-9]([A-Za-z0-9-]{0,198}[A-Za-z0-9])?", value),
        "a name of letters, digits and dashes")
FORMS = {
    "at": (is_second, "a time as 2007-07-18T09:30:00Z"), "on": DATE, "until": DATE,
    "by": NAME, "of": NAME, "says": TEXT, "text": TEXT, "key": (is_key, "a public key in base64, and no weak one"),
    "finding": (["met", "not_met", "unknown"].__contains__, "met, not_met or unknown"),
    "step": (["raised", "referred", "answered", "settled", "unsettled"].__contains__, "a step of a dispute"),
    "share": (lambda value: type(value) is float and 0 < value < 1, "above 0 and below 1; the whole is left out"),
    "sources": (lambda value: type(value) is list and value and all(map(is_source, value)),
                "a list of objects with title and, where there are such, url and sha256 (hexadecimal)"),
    "v": (lambda value: type(value) is int and value == 1, "1: this program knows no other version"),
    "kind": (list(MUST).__contains__, "one of: " + ", ".join(MUST)), "to": (lambda value: True, ""),  # see order()
    "signature": (lambda value: binary(value, 64), "64 bytes in base64"),
}


def wrong_fields(event):
    """What is not as the kind of the event has it."""
    kind = event.get("kind")
    for name, value in event.items():
        if name not in FORMS:
            yield f"field {name!r} is not known"
        elif not FORMS[name][0](value):
            yield f"{name} must be {FORMS[name][1]}"
        elif kind in list(MUST) and kind not in ONLY.get(name, MUST):
            yield f"{kind} has no {name}"
    for name in ["v", "at", "on", "by", "kind"] + MUST.get(str(kind), []):
        if not any(part in event for part in name.split("|")):
            yield f"{kind} needs {name.replace('|', ' or ')}"
    if ("key" in event) != ("signature" in event):
        yield "key and signature come together"
    sources = event.get("sources")
    if kind == "evidence" and FORMS["sources"][0](sources) and not all("sha256" in source for source in sources):
        yield "evidence needs the sha256 of each of its sources"
    if str(event.get("until", "9999")) < str(event.get("on", "")):
        yield "until is before on"


class Ledger:
    """What is known after each entry, and what was found."""
    def __init__(self, keys):
        self.keys, self.found, self.signed, self.named, self.foreign = keys, [], set(), set(), {}
        self.name, self.seq, self.hash = None, 0, bytes(32)
        self.at, self.entries, self.hashes = "", [], {0: bytes(32)}  # of an entry: kind, of, by

    def note(self, what, seq=None):
        self.found.append(f"entry {seq}: {what}" if seq else what)

    def entry(self, number, stated, body):
        if number != self.seq + 1:
            self.note(f"follows on entry {self.seq}: entries are missing, moved or doubled", number)
        if hashlib.sha256(b"tandem-ledger-1\n" + self.hash + number.to_bytes(8, "little") + body).digest() != stated:
            self.note("its hash does not follow from its text and the entry before: one of them was changed", number)
        self.seq, self.hash, self.hashes[number] = number, stated, stated
        self.entries.append((None, None, None))
        try:
            event = json.loads(body.decode("utf-8"))
            if canonical(event).encode() != body:
                self.note("is not canonical JSON (keys in order, no blanks, nothing twice)", number)
        except (ValueError, RecursionError) as error:
            return self.note(f"is no JSON in UTF-8 ({error})", number)
        for wrong in wrong_fields(event):
            self.note(wrong, number)
        self.order(number, event)
        self.signature(number, event)
        self.entries[-1] = (event.get("kind"), event.get("of"), event.get("by"))

    def order(self, number, event):
        """Rules between an event and those before it."""
        if (event.get("kind") == "opened") != (number == 1):
            self.note("the first entry, and no other, is \"opened\"", number)
        elif number == 1 and event.get("of") != self.name:
            self.note(f"opens the ledger {event.get('of')!r}, the first line says {self.name!r}", number)
        at = event["at"] if is_second(event.get("at")) else self.at
        if at < self.at:
            self.note(f"was recorded at {at}, before an earlier entry ({self.at})", number)
        self.at = max(self.at, at)
        to, kind = event.get("to"), str(event.get("kind"))
        if "to" not in event:
            return
        if type(to) is not int or not 0 < to < number or to > len(self.entries):
            return self.note(f"refers to entry {to!r}, which is not before it", number)
        answered, about, _ = self.entries[to - 1]
        if answered not in ANSWERS.get(kind, [answered]):
            self.note(f"{kind} goes to an entry that is {' or '.join(ANSWERS[kind])}, entry {to} is {answered}", number)
        elif kind == "contested" and event.get("of", about) != about:
            self.note(f"contests entry {to}, which is about {about!r}", number)

    def signature(self, number, event):
        by, key, to = str(event.get("by")), event.get("key"), event.get("to")
        if key not in self.keys.get(by, [key]):
            self.foreign[number] = f"{by} has a key in --keys, this is {'signed with another' if key else 'not signed'}"
        elif event.get("kind") == "corrected" and by == self.entries[0][2] and type(to) is int and 0 < to < number:
            if not self.foreign.pop(to, None) and self.entries[to - 1][2] in self.keys:
                self.note(f"takes out entry {to}, which {self.entries[to - 1][2]} signed with a key in --keys", number)
        self.named.update([by], re.findall("(?m)(?:^|[{,]) *([A-Za-z0-9-]+) *:", str(event.get("text"))))
        if not is_key(key) or not binary(event.get("signature"), 64):
            return
        if event["signature"] in self.signed:
            self.note("what is signed here stands in an earlier entry", number)
        self.signed.add(event["signature"])
        said = canonical({name: value for name, value in event.items() if name not in ("at", "signature")})
        bound = f"agreement {self.hashes.get(2, b'').hex()}\n" if number > 2 else f"ledger {self.name}\n"
        bound += f"answers {self.hashes.get(to, b'').hex()}\n" if type(to) is int else ""
        told = f"tandem-event-1\n{bound}{said}".encode()
        if not is_signature(binary(key, 32), told, binary(event["signature"], 64)):
            self.note("its signature is not that of its key over this text, agreement and entry answered", number)

    def receipt(self, seq, digest):
        if seq > self.seq:
            self.note(f"receipt {seq}: the ledger ends at entry {self.seq}: entries were cut off, or rolled back")
        elif self.hashes.get(seq, b"").hex() != digest:
            self.note(f"receipt {seq}: entry {seq} was another then: what came before it was changed")


def read(ledger, file):  # line by line: an export may be larger than the memory
    first = re.fullmatch(rb'\{"tandem-ledger":1,"name":"([A-Za-z0-9-]+)"\}\n', file.readline())
    if not first:
        raise ValueError("line 1 is not that of an export: `tandem ledger export LEDGER -o FILE` writes one first")
    ledger.name = first[1].decode()
    for number, line in enumerate(file, 2):
        entry, head = ENTRY.fullmatch(line[:-1]), HEAD.fullmatch(line[:-1])
        if not line.endswith(b"\n") or not (entry or head):
            ledger.note(f"line {number}: is neither an entry nor the head")
        elif entry:
            ledger.entry(int(entry[2]), bytes.fromhex(entry[1].decode()), entry[3])
        else:
            if (int(head[1]), head[2].decode()) != (ledger.seq, ledger.hash.hex()):
                ledger.note(f"line {number}: the head is not that of entry {ledger.seq}: entries were cut off or added")
            if file.read(1):
                ledger.note(f"line {number + 1}: something follows on the head")
            break
    else:
        ledger.note("the last line is not the head: the export was cut off")
    ledger.found += [f"entry {number}: {what}" for number, what in ledger.foreign.items()]
    ledger.found += [f"--keys has {actor!r}, whom neither an entry nor a text names: write it as they do"
                     for actor in ledger.keys if actor not in ledger.named]


def keys_of(path):
    keys = {}
    with open(path, encoding="utf-8-sig") as file:
        lines = [(number, line.split("#")[0].split()) for number, line in enumerate(file, 1)]
    for number, words in filter(lambda line: line[1], lines):
        if len(words) != 2 or not is_key(words[1]):
            raise ValueError(f"{path}:{number}: a line is ACTOR KEY, the public one that `tandem ledger keys` prints")
        keys[words[0]] = keys.get(words[0], []) + [words[1]]
    return keys


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--receipt", action="append", default=[], type=RECEIPT.fullmatch, metavar="SEQ:HEX")
    parser.add_argument("--keys", metavar="FILE")
    options = parser.parse_args(arguments)
    if None in options.receipt:
        parser.error("a receipt is a number, a colon and 64 hexadecimal digits; copy it whole")
    try:
        ledger = Ledger(keys_of(options.keys) if options.keys else {})
        with open(options.file, "rb") as file:
            read(ledger, file)
    except (OSError, ValueError, MemoryError) as error:
        print(f"verify_ledger: {str(error) or 'a line is longer than the memory'}", file=sys.stderr)
        return 2
    for noted in options.receipt:
        ledger.receipt(int(noted[1]), noted[2])
    count = len(ledger.found)
    for what in ledger.found[:SHOWN] + [f"and {count - SHOWN} more"] * (count > SHOWN):
        print(f"{options.file}: {what}")
    print(f"ledger {ledger.name!r}: {ledger.seq} entries, {len(ledger.signed)} signed, {count} findings")
    print(f"head {ledger.seq}:{ledger.hash.hex()}")
    if not options.receipt:
        print("no --receipt: this does not show that nothing was cut off at the end, or written anew from the start")
    return 1 if ledger.found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
