#!/usr/bin/env python3
"""Tests of tools/verify_ledger.py on ledgers that are written here by hand, without tandem.

    verifier_test.py            run from the root of the repository
"""

import base64
import hashlib
import io
import contextlib
import importlib.util
import json
import re
import pathlib
import subprocess
import sys
import tempfile
import unittest

TOOL = pathlib.Path(__file__).resolve().parents[2] / "tools" / "verify_ledger.py"
SPEC = importlib.util.spec_from_file_location("verify_ledger", TOOL)
tool = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(tool)

NAME = "harbour"
DAY = "2026-03-01"


def body(**fields):
    """Canonical JSON, put together member by member."""
    members = dict({"at": f"{DAY}T08:00:00Z", "on": DAY, "by": "keeper", "v": 1}, **fields)
    return "{" + ",".join(json.dumps(name) + ":" + json.dumps(members[name], ensure_ascii=False, separators=(",", ":"))
                          for name in sorted(members)) + "}"


def export(bodies, name=NAME):
    """The bytes of an export, and the receipts of its entries."""
    lines, before, receipts = [f'{{"tandem-ledger":1,"name":"{name}"}}'], b"\0" * 32, ["0:" + "0" * 64]
    for number, text in enumerate(bodies, 1):
        digest = hashlib.sha256(b"tandem-ledger-1\n" + before + bytes([number, 0, 0, 0, 0, 0, 0, 0]) + text.encode())
        before = digest.digest()
        receipts.append(f"{number}:{digest.hexdigest()}")
        lines.append(f'{{"hash":"{digest.hexdigest()}","seq":{number},"body":{text}}}')
    lines.append(f'{{"head":"{receipts[-1]}"}}')
    return ("\n".join(lines) + "\n").encode(), receipts


def encoded(point):
    inverse = pow(point[2], -1, tool.P)
    x, y = point[0] * inverse % tool.P, point[1] * inverse % tool.P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def hash_of(bodies):
    """In hexadecimal, of the last of them."""
    return export(bodies)[1][-1].split(":")[1]


def signed(secret, bound=None, **fields):
    """A body with key and signature, RFC 8032 section 5.1.6 written out on the tool's points.

    bound: the lines that say what it holds for; where nothing is said, an entry after OPENED and SIGNED
    """
    bound = bound or f"agreement {hash_of([OPENED, SIGNED])}\n"
    digest = hashlib.sha512(secret).digest()
    scalar = int.from_bytes(digest[:32], "little") & (1 << 254) - 8 | 1 << 254
    key = encoded(tool.times(scalar, tool.BASE))
    fields["key"] = base64.b64encode(key).decode()
    said = json.loads(body(**fields))
    del said["at"]  # when it is recorded is the keeper's word
    message = f"tandem-event-1\n{bound}{tool.canonical(said)}".encode()
    nonce = int.from_bytes(hashlib.sha512(digest[32:] + message).digest(), "little") % tool.ORDER
    commitment = encoded(tool.times(nonce, tool.BASE))
    challenge = int.from_bytes(hashlib.sha512(commitment + key + message).digest(), "little")
    answer = (nonce + challenge * scalar) % tool.ORDER
    fields["signature"] = base64.b64encode(commitment + answer.to_bytes(32, "little")).decode()
    return body(**fields)


OPENED = body(kind="opened", of=NAME, says="The harbour")
SIGNED = body(kind="signed", text="tandem: 1\nagreement: harbour\n")
REPORTED = body(kind="reported", of="A1", by="north", share=0.25, says="\"half\" \u00e9t\u00e9\n",
                sources=[{"title": "Gazette", "url": "https://example.org"}])
VERIFIED = body(kind="verified", of="A1", by="board", finding="unknown", at="2026-03-02T00:00:00Z")
CONTESTED = body(kind="contested", of="A1", by="south", to=3, at="2026-03-02T00:00:00Z")
GOOD = [OPENED, SIGNED, REPORTED, VERIFIED, CONTESTED]


class Verifier(unittest.TestCase):
    def run_on(self, data, *arguments):
        """Exit status and what was printed."""
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "a.ledger"
            path.write_bytes(data)
            out = io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
                try:
                    status = tool.main([str(path), *arguments])
                except SystemExit as end:
                    status = end.code
            return status, out.getvalue()

    @staticmethod
    def is_found(data):
        """Whether something is wrong with it, or it is no export at all."""
        ledger = tool.Ledger({})
        try:
            tool.read(ledger, io.BytesIO(data))
        except ValueError:
            return True
        return bool(ledger.found)

    def assert_found(self, bodies, *words, arguments=()):
        """The chain is good; what is wrong is in the entries."""
        status, out = self.run_on(export(bodies)[0], *arguments)
        self.assertEqual(status, 1, out)
        self.assertIn("1 findings", out)
        for word in words:
            self.assertIn(word, out)

    def test_a_good_ledger_passes_and_its_head_is_shown(self):
        data, receipts = export(GOOD)
        status, out = self.run_on(data)
        self.assertEqual(status, 0, out)
        self.assertIn("5 entries, 0 signed, 0 findings", out)
        self.assertIn(f"head {receipts[5]}", out)
        self.assertIn("does not show that nothing was cut off", out)

    def test_the_link_is_the_one_that_the_format_describes(self):
        # SHA-256 of "tandem-ledger-1\n", 32 zeros, 1 as eight bytes, "{}", by sha256sum.
        self.assertEqual(export(["{}"])[1][1], "1:" + LINK_OF_EMPTY)

    def test_every_flipped_byte_of_a_small_ledger_is_found(self):
        data, _ = export(GOOD[:3])
        missed = []
        for place in range(len(data)):
            for mask in (1, 2, 4, 8, 16, 32, 64, 128, 255):
                flipped = bytearray(data)
                flipped[place] ^= mask
                if not self.is_found(flipped):
                    missed.append((place, mask))
        self.assertGreater(len(data), 700)
        self.assertEqual(missed, [])

    def test_every_cut_of_a_small_ledger_is_found(self):
        data, _ = export(GOOD)
        for end in range(len(data)):
            self.assertTrue(self.is_found(data[:end]), end)

    def test_lines_that_are_missing_moved_or_doubled_are_found(self):
        lines = export(GOOD)[0].splitlines(keepends=True)
        for changed in (lines[:2] + lines[3:], lines[:3] + [lines[2]] + lines[3:],
                        lines[:2] + [lines[3], lines[2]] + lines[4:], lines + [lines[-1]], lines + [b"\n"]):
            self.assertEqual(self.run_on(b"".join(changed))[0], 1)

    def test_a_ledger_cut_to_an_earlier_head_is_found_by_a_receipt_alone(self):
        _, receipts = export(GOOD)
        cut = export(GOOD[:4])[0]
        self.assertEqual(self.run_on(cut)[0], 0)
        status, out = self.run_on(cut, "--receipt", receipts[5])
        self.assertEqual(status, 1)
        self.assertIn("receipt 5: the ledger ends at entry 4", out)

    def test_a_ledger_written_anew_is_found_by_a_receipt_alone(self):
        _, receipts = export(GOOD)
        anew = export([OPENED, SIGNED, REPORTED.replace("0.25", "0.5"), VERIFIED, CONTESTED])[0]
        self.assertEqual(self.run_on(anew)[0], 0)
        self.assertEqual(self.run_on(anew, "--receipt", receipts[2])[0], 0)
        self.assertEqual(self.run_on(anew, "--receipt", receipts[3])[0], 1)
        self.assertEqual(self.run_on(anew, "--receipt", receipts[0], "--receipt", receipts[5])[0], 1)

    def test_a_grown_ledger_still_holds_an_old_receipt(self):
        self.assertEqual(self.run_on(export(GOOD)[0], "--receipt", export(GOOD[:2])[1][2])[0], 0)

    def test_text_that_is_not_canonical_is_found(self):
        for changed in (OPENED.replace(":", ": ", 1), OPENED.replace("{\"at\"", "{\"by\":\"x\",\"at\""),
                        OPENED.replace('harbour","on', 'h\\u0061rbour","on'), OPENED.replace('"v":1', '"v":1 ')):
            self.assertNotEqual(changed, OPENED)
            self.assert_found([changed], "entry 1: is not canonical JSON")

    def test_a_number_is_in_the_shortest_form(self):
        for short, long in (("0.5", "0.50"), ("1e-04", "0.0001"), ("0.001", "1e-03"), ("5e-05", "0.00005")):
            good = REPORTED.replace("0.25", short)
            self.assertEqual(self.run_on(export([OPENED, SIGNED, good])[0])[0], 0, short)
            self.assert_found([OPENED, SIGNED, REPORTED.replace("0.25", long)], "not canonical")

    def test_kinds_and_fields_are_held_to_the_format(self):
        for wrong, words in (
                (body(kind="reproted", of="A1"), "kind must be one of: opened, signed"),
                (body(kind="reported"), "reported needs of"),
                (body(kind="verified", of="A1"), "verified needs finding"),
                (body(kind="verified", of="A1", finding="yes"), "finding must be met, not_met or unknown"),
                (body(kind="dispute", of="A1"), "dispute needs step"),
                (body(kind="dispute", step="raised"), "dispute needs of or to"),
                (body(kind="started", of="A1", share=0.5), "started has no share"),
                (body(kind="reported", of="A1", share=1), "share must be above 0"),
                (body(kind="reported", of="A1", until=DAY), "reported has no until"),
                (body(kind="dispute", of="A1", step="raised", until="2026-02-28"), "until is before on"),
                (body(kind="reported", of="A 1"), "of must be a name"),
                (body(kind="incident"), "incident needs says"),
                (body(kind="acceded", of="A1"), "acceded has no of"),
                (body(kind="acceded", colour="red"), "field 'colour' is not known"),
                (body(kind="acceded", says=""), "says must be text; what is empty"),
                (body(kind="acceded", on="2026-02-30"), "on must be a date"),
                (body(kind="acceded", at=f"{DAY}T24:00:00Z"), "at must be a time"),
                (body(kind="acceded", sources=[]), "sources must be a list"),
                (body(kind="acceded", sources=[{"sha256": "AB", "title": "x"}]), "sources must be a list"),
                (body(kind="evidence", of="A1"), "evidence needs sources"),
                (body(kind="evidence", of="A1", sources=[{"title": "x"}]), "evidence needs the sha256"),
                (body(kind="acceded", key=base64.b64encode(bytes.fromhex(RFC_8032[0][0])).decode()), "come together"),
                (body(kind="acceded", signature="A" * 86 + "=="), "key and signature come together"),
                (body(kind="acceded", v=2), "no other version"),
                (body(kind="acceded", v=1.0), "no other version")):
            self.assert_found([OPENED, SIGNED, wrong], "entry 3", words)

    def test_values_of_strange_types_are_found_and_do_no_harm(self):
        for name in ("kind", "at", "on", "by", "of", "to", "says", "share", "finding", "step", "sources", "key", "v"):
            for value in (None, True, -1, 1e300, [], [[]], {}, {"a": []}, float("nan"), 10**40, "\ud83d\ude00".encode(
                    "utf-16", "surrogatepass").decode("utf-16")):
                fields = dict({"kind": "dispute", "step": "raised", "of": "A1"}, **{name: value})
                status, out = self.run_on(export([OPENED, SIGNED, body(**fields)])[0])
                self.assertEqual(status, 0 if name == "says" and isinstance(value, str) else 1, fields)
                self.assertIn("3 entries", out)
        for value in (None, 1, [1], [None], {"title": 1}, [{"title": []}], "text"):
            self.assertEqual(self.run_on(export([OPENED, body(kind="evidence", of="A1", sources=value)])[0])[0], 1)

    def test_deep_text_is_found_and_does_no_harm(self):
        deep = '{"a":' + "[" * 100000 + "]" * 100000 + "}"
        self.assert_found([OPENED, deep], "entry 2: is no JSON")

    def test_the_first_entry_and_no_other_opens(self):
        self.assert_found([SIGNED], "the first entry, and no other")
        self.assert_found([OPENED, OPENED], "entry 2: the first entry, and no other")
        self.assert_found([OPENED.replace(f'"of":"{NAME}"', '"of":"other"')], "opens the ledger 'other'")
        self.assertEqual(self.run_on(export([])[0])[0], 1)

    def test_times_of_recording_never_go_back(self):
        late = SIGNED.replace("T08:00:00Z", "T09:00:00Z")
        self.assert_found([OPENED, late, REPORTED], "entry 3: was recorded at", "before an earlier entry")
        self.assertEqual(self.run_on(export([OPENED, late, VERIFIED])[0])[0], 0)

    def test_what_happened_may_be_older_than_what_was_recorded_before(self):
        older = REPORTED.replace(f'"on":"{DAY}"', '"on":"2025-12-31"')
        self.assertNotEqual(older, REPORTED)
        self.assertEqual(self.run_on(export([OPENED, SIGNED, older])[0])[0], 0)

    def test_references_go_to_entries_before_that_can_be_answered(self):
        for to in (0, 3, 4):
            self.assert_found([OPENED, SIGNED, body(kind="corrected", says="a slip", to=to)], f"refers to entry {to}")
        self.assert_found([OPENED, SIGNED, body(kind="consented", to=2)], "entry 2 is signed")
        self.assert_found(GOOD[:3] + [body(kind="contested", of="A2", to=3)], "which is about 'A1'")
        amended = body(kind="amended", text="tandem: 1\n")
        self.assertEqual(self.run_on(export([OPENED, SIGNED, amended, body(kind="consented", to=3)])[0])[0], 0)

    def test_signatures_are_those_of_rfc_8032(self):
        for key, message, signature in RFC_8032:
            key, message, signature = bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature)
            self.assertTrue(tool.is_signature(key, message, signature))
            self.assertFalse(tool.is_signature(key, message + b"\0", signature))
            for place in (0, 31, 32, 63):
                changed = bytearray(signature)
                changed[place] ^= 1
                self.assertFalse(tool.is_signature(key, message, bytes(changed)), place)
            # The order added once more is the same number: whoever takes it lets a signature be rewritten.
            again = int.from_bytes(signature[32:], "little") + tool.ORDER
            self.assertFalse(tool.is_signature(key, message, signature[:32] + again.to_bytes(32, "little")))

    def test_a_signed_entry_is_that_of_its_key_in_this_ledger_only(self):
        secret = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
        fields = {"kind": "reported", "of": "A1", "by": "north"}
        good = signed(secret, **fields)
        # The public key of that secret is in the first test vector of RFC 8032.
        self.assertIn(base64.b64encode(bytes.fromhex(RFC_8032[0][0])).decode(), good)
        status, out = self.run_on(export([OPENED, SIGNED, good])[0])
        self.assertEqual(status, 0, out)
        self.assertIn("1 signed", out)
        later = re.sub(r'"at":"[^"]*"', '"at":"2031-01-01T00:00:00Z"', good)
        self.assertEqual(self.run_on(export([OPENED, SIGNED, later])[0])[0], 0)
        self.assert_found([OPENED, SIGNED, good, later], "entry 4: what is signed here stands in an earlier entry")
        self.assert_found([OPENED, SIGNED, good.replace("A1", "A2")], "entry 3: its signature is not that of its key")
        self.assert_found([OPENED, SIGNED, signed(secret, bound=f"ledger {NAME}\n", **fields)],
                          "entry 3: its signature is not that of its key over this text, agreement")

    def test_the_first_two_entries_are_signed_for_the_name_of_the_ledger(self):
        texts = [{"kind": "opened", "of": NAME, "says": "The harbour"}, {"kind": "signed", "text": "tandem: 1\n"}]
        both = [signed(b"\1" * 32, bound=f"ledger {NAME}\n", **fields) for fields in texts]
        self.assertEqual(self.run_on(export(both)[0])[0], 0)
        others = [signed(b"\1" * 32, bound="ledger other\n", **fields) for fields in texts]
        self.assert_found([others[0], both[1]], "entry 1: its signature")
        self.assert_found([both[0], others[1]], "entry 2: its signature")

    def test_what_is_signed_holds_for_its_agreement_and_the_entry_that_it_answers_alone(self):
        mild, harsh = body(kind="amended", text="tandem: 1\n", by="north"), body(kind="amended", text="tandem: 2\n",
                                                                                  by="north")
        bound = f"agreement {hash_of([OPENED, SIGNED])}\nanswers {hash_of([OPENED, SIGNED, mild])}\n"
        consent = signed(b"\1" * 32, bound=bound, kind="consented", to=3, by="south")
        self.assertEqual(self.run_on(export([OPENED, SIGNED, mild, consent])[0])[0], 0)
        self.assert_found([OPENED, SIGNED, harsh, consent], "entry 4: its signature")
        other = SIGNED.replace("harbour", "island")
        self.assert_found([OPENED, other, mild, consent], "entry 4: its signature")
        report = signed(b"\1" * 32, kind="reported", of="A1", by="south")
        self.assertEqual(self.run_on(export([OPENED, SIGNED, report])[0])[0], 0)
        self.assert_found([OPENED, other, report], "entry 3: its signature")
        loose = signed(b"\1" * 32, kind="consented", to=3, by="south")
        self.assert_found([OPENED, SIGNED, mild, loose], "entry 4: its signature")

    def test_keys_with_which_anybody_can_sign_are_none(self):
        weak = [tool.times(number, point) for point in eighth_roots() for number in range(8)]
        keys = {encoded(point) for point in weak}
        self.assertEqual(len(keys), 8)
        numbers = {int.from_bytes(key, "little") % 2**255 for key in keys}
        keys |= {(number | sign << 255).to_bytes(32, "little") for number in numbers for sign in (0, 1)}
        keys |= {(number | sign << 255).to_bytes(32, "little")  # written in another way
                 for number in range(tool.P, 2**255) for sign in (0, 1)}
        for key in keys:
            text = base64.b64encode(key).decode()
            self.assertFalse(tool.is_key(text), key.hex())
            # Any text has this signature of the neutral element; the others have such of every eighth text.
            signature = base64.b64encode(encoded(tool.times(7, tool.BASE)) + (7).to_bytes(32, "little")).decode()
            forged = body(kind="reported", of="A1", by="north", key=text, signature=signature)
            self.assert_found([OPENED, SIGNED, forged], "entry 3: key must be a public key")
        self.assertTrue(tool.is_key(base64.b64encode(bytes.fromhex(RFC_8032[0][0])).decode()))

    def test_actors_with_a_key_must_sign_with_it(self):
        secret, other = b"\1" * 32, b"\2" * 32
        mine = signed(secret, kind="reported", of="A1", by="north")
        with tempfile.NamedTemporaryFile("w", suffix=".keys") as file:
            file.write(f"# who signs\nnorth {json.loads(mine)['key']}  # since March\n\n")
            file.flush()
            keys = ("--keys", file.name)
            self.assertEqual(self.run_on(export([OPENED, SIGNED, mine, VERIFIED])[0], *keys)[0], 0)
            self.assert_found([OPENED, SIGNED, REPORTED], "north has a key in --keys, this is not signed",
                              arguments=keys)
            self.assert_found([OPENED, SIGNED, signed(other, kind="reported", of="A1", by="north")],
                              "signed with another", arguments=keys)

    def test_what_a_wrong_hand_signed_is_no_finding_once_the_keeper_has_corrected_it(self):
        mine = signed(b"\1" * 32, kind="reported", of="A1", by="north")
        strange = signed(b"\2" * 32, kind="reported", of="A1", by="north")
        with tempfile.NamedTemporaryFile("w", suffix=".keys") as file:
            file.write(f"north {json.loads(mine)['key']}\n")
            file.flush()
            keys = ("--keys", file.name)
            by_others = body(kind="corrected", to=3, by="south", says="Not hers")
            for more in ([], [by_others], [body(kind="corrected", to=2, says="A slip")]):
                self.assert_found([OPENED, SIGNED, strange, *more, mine],
                                  "entry 3: north has a key in --keys, this is signed with another", arguments=keys)
            by_keeper = body(kind="corrected", to=3, says="A wrong hand")
            self.assertEqual(self.run_on(export([OPENED, SIGNED, strange, by_keeper, mine])[0], *keys)[0], 0)
            bound = f"agreement {hash_of([OPENED, SIGNED])}\nanswers {hash_of([OPENED, SIGNED, strange])}\n"
            signed_by_keeper = signed(b"\3" * 32, bound, kind="corrected", to=3, by="keeper", says="A wrong hand")
            self.assertEqual(self.run_on(export([OPENED, SIGNED, strange, signed_by_keeper, mine])[0], *keys)[0], 0)
            self.assert_found([OPENED, SIGNED, mine, by_keeper],
                              "entry 4: takes out entry 3, which north signed with a key in --keys", arguments=keys)

    def test_a_line_of_the_keys_that_is_about_nobody_is_found(self):
        key = json.loads(signed(b"\1" * 32, kind="acceded"))["key"]
        names = body(kind="signed", text="actors:\n  north: {name: North}\n  east: {name: The West}\n")
        for actor, good in (("north", True), ("North", False), ("east", True), ("West", False)):
            with tempfile.NamedTemporaryFile("w", suffix=".keys") as file:
                file.write(f"{actor} {key}\n")
                file.flush()
                if good:  # which says nothing yet
                    self.assertEqual(self.run_on(export([OPENED, names, VERIFIED])[0], "--keys", file.name)[0], 0)
                else:
                    self.assert_found([OPENED, names, REPORTED], f"--keys has '{actor}', whom neither",
                                      arguments=("--keys", file.name))

    def test_keys_may_begin_with_a_byte_order_mark(self):
        mine = signed(b"\1" * 32, kind="reported", of="A1", by="north")
        with tempfile.NamedTemporaryFile("w", suffix=".keys", encoding="utf-8-sig") as file:
            file.write(f"north {json.loads(mine)['key']}\n")
            file.flush()
            self.assertEqual(self.run_on(export([OPENED, SIGNED, mine])[0], "--keys", file.name)[0], 0)
            self.assert_found([OPENED, SIGNED, REPORTED], "this is not signed", arguments=("--keys", file.name))

    def test_keys_are_keys(self):
        for line in ("north", "north AAAA", "north AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="):
            with tempfile.NamedTemporaryFile("w", suffix=".keys") as file:
                file.write(line)
                file.flush()
                status, out = self.run_on(export(GOOD)[0], "--keys", file.name)
            self.assertEqual(status, 2)
            self.assertIn(":1: a line is ACTOR KEY", out)

    def test_a_line_that_is_longer_than_the_memory_could_not_be_looked_at(self):
        with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as file:
            file.write(export(GOOD)[0].split(b"\n")[0] + b"\n")
            file.truncate(1 << 34)  # zeros, of which none is on the disk
            limited = (f"import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_AS, (1 << 28, 1 << 28)); "
                       f"sys.argv = ['', {file.name!r}]; runpy.run_path({str(TOOL)!r}, run_name='__main__')")
            done = subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assertEqual(done.stderr, "verify_ledger: a line is longer than the memory\n")

    def test_wrong_use_is_told_apart_from_a_wrong_ledger(self):
        self.assertEqual(self.run_on(export(GOOD)[0], "--receipt", "5:ab")[0], 2)
        self.assertEqual(self.run_on(export(GOOD)[0], "--keys", "no-such-file")[0], 2)
        self.assertEqual(self.run_on(export(GOOD)[0], "--nonsense")[0], 2)
        _, receipts = export(GOOD)
        later = export(GOOD)[0].replace(b'"tandem-ledger":1', b'"tandem-ledger":2')
        for no_export in (b"", b"\xff\0" * 100, b"SQLite format 3\0" + b"\0" * 500, later):
            status, out = self.run_on(no_export, "--receipt", receipts[5])
            self.assertEqual(status, 2)
            self.assertIn("`tandem ledger export LEDGER -o FILE` writes one first", out)
            self.assertNotIn("cut off", out)
        status, out = self.run_on(b"", "--help")
        self.assertEqual(status, 0)
        self.assertIn("Exit status", out)

    def test_the_tool_is_small_and_uses_the_standard_library_alone(self):
        text = TOOL.read_text(encoding="utf-8")
        self.assertLess(text.count("\n"), 300)
        imports = {line.split()[1] for line in text.split("\n") if line.startswith(("import ", "from "))}
        self.assertEqual(imports, {"argparse", "base64", "datetime", "hashlib", "json", "re", "sys"})


def eighth_roots():
    """Points of order 8: what the order leaves of any point that has all of them in it."""
    for y in range(2, 100):
        point = tool.point_of(y.to_bytes(32, "little"))
        root = point and tool.times(tool.ORDER, point)
        if root and tool.times(4, root)[0] == 0 and tool.times(4, root)[1] != tool.times(4, root)[2]:
            yield root
            return


LINK_OF_EMPTY = "86ac53ff81b4e08fb2f930002e7effe35f6ad0df4d42509d226438c74ac78779"
# RFC 8032 section 7.1, tests 1 to 3: public key, message, signature.
RFC_8032 = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
     "d25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
     "387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
     "4a7c15e9716ed28dc027beceea1ec40a"),
]

if __name__ == "__main__":
    unittest.main()
