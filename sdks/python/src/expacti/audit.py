"""Verifies an export of the audit log offline: ``python -m expacti.audit FILE [--checkpoint SEQ:HASH]``.

Prints what it found as JSON. Exits 0 where the chain is whole, 1 where it is not, 2 where it could not be read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64
LINE_BYTES_MAX = 4 * 1024 * 1024
INTEGER_MAX = 2**53
HASH = re.compile(r"[0-9a-f]{64}")
ERASED_FIELDS = frozenset({"seq", "prev_hash", "hash", "erased_by"})

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Head:
    seq: int = 0
    hash: str = GENESIS


@dataclass(frozen=True)
class Finding:
    """What verification found. ``entries`` and ``head`` are what is good; the rest says where and why it stops."""

    valid: bool
    entries: int
    head: Head
    checkpoint: Head | None = None
    first_bad_seq: int | None = None
    reason: str | None = None


class _Broken(Exception): ...


def verify(lines: Iterable[bytes], checkpoint: Head | None = None) -> Finding:
    """Reads entries in order and stops at the first bad one."""
    head = Head()
    holes: dict[int, tuple[Head, int]] = {}  # erased so far: what stood before, and which entry has to say so
    for line in lines:
        seq = head.seq + 1
        try:
            entry = _entry(line)
            seq = min(seq, entry["seq"])
            _check(entry, head, checkpoint)
        except _Broken as broken:
            return Finding(False, head.seq, head, checkpoint, seq, str(broken))
        if "erased_by" in entry:
            holes[entry["seq"]] = (head, entry["erased_by"])
        elif entry.get("event") == "audit_erased":
            _fill(holes, entry)
        head = Head(entry["seq"], entry["hash"])
    if holes:
        first, (before, _) = min(holes.items())
        return Finding(False, before.seq, before, checkpoint, first, "erased, but no later entry says so")
    if checkpoint is not None and checkpoint.seq > head.seq:
        reason = "entries up to the checkpoint are missing: the chain was truncated"
        return Finding(False, head.seq, head, checkpoint, head.seq + 1, reason)
    return Finding(True, head.seq, head, checkpoint)


def canonical(fields: Entry) -> bytes:
    """RFC 8785 for strings, integers and lists of strings: names in the order of their UTF-16 code units."""
    ordered = dict(sorted(fields.items(), key=lambda item: item[0].encode("utf-16-be")))
    return json.dumps(ordered, ensure_ascii=False, separators=(",", ":")).encode()


def _check(entry: Entry, head: Head, checkpoint: Head | None) -> None:
    seq = entry["seq"]
    if seq != head.seq + 1:
        raise _Broken(f"expected entry {head.seq + 1}, found {seq}: an entry was removed, inserted or moved")
    if entry["prev_hash"] != head.hash:
        raise _Broken("prev_hash is not the hash of the entry before")
    if "erased_by" not in entry:
        fields = {name: value for name, value in entry.items() if name not in ("prev_hash", "hash")}
        if hashlib.sha256(head.hash.encode() + canonical(fields)).hexdigest() != entry["hash"]:
            raise _Broken("hash does not fit the entry's fields: it was changed")
    if checkpoint is not None and checkpoint.seq == seq and checkpoint.hash != entry["hash"]:
        raise _Broken("differs from the checkpoint: the chain was rewritten")


def _fill(holes: dict[int, tuple[Head, int]], eraser: Entry) -> None:
    """An intact later entry accounts for the holes it names."""
    first, last = eraser.get("erased_from"), eraser.get("erased_to")
    if isinstance(first, int) and isinstance(last, int):
        for seq in [s for s, (_, by) in holes.items() if first <= s <= last and by == eraser["seq"]]:
            del holes[seq]


def _entry(line: bytes) -> Entry:
    try:
        if len(line) > LINE_BYTES_MAX:
            raise ValueError("too long")
        entry = json.loads(line.decode(), object_pairs_hook=_once)
        if not isinstance(entry, dict) or not all(_is_value(v) for v in entry.values()):
            raise ValueError("a value has another type")
        canonical(entry)
    except (ValueError, RecursionError) as wrong:
        raise _Broken(f"not an entry: {wrong}") from wrong
    if not _is_shaped(entry):
        raise _Broken("not an entry: seq, prev_hash, hash or erased_by has another shape")
    return entry


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _is_value(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return isinstance(value, str) or (type(value) is int and abs(value) <= INTEGER_MAX)


def _is_shaped(entry: Entry) -> bool:
    numbers = [entry.get("seq"), entry.get("erased_by", 1)]
    hashes = [entry.get("prev_hash"), entry.get("hash")]
    return (
        all(type(number) is int and number >= 1 for number in numbers)
        and all(isinstance(text, str) and HASH.fullmatch(text) for text in hashes)
        and ("erased_by" not in entry or entry.keys() == ERASED_FIELDS)
    )


def _checkpoint(text: str) -> Head:
    seq, _, digest = text.partition(":")
    if not (seq.isascii() and seq.isdigit() and HASH.fullmatch(digest)):
        raise argparse.ArgumentTypeError("must be SEQ:HASH")
    return Head(int(seq), digest)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m expacti.audit", description="Verify an export of the audit log.")
    parser.add_argument("file", help="the export, JSON Lines")
    parser.add_argument("--checkpoint", type=_checkpoint, help="SEQ:HASH of a checkpoint kept elsewhere")
    given = parser.parse_args(arguments)
    try:
        with open(given.file, "rb") as file:
            finding = verify(iter(lambda: file.readline(LINE_BYTES_MAX + 1), b""), given.checkpoint)
    except OSError as wrong:
        print(f"cannot read {given.file}: {wrong.strerror}", file=sys.stderr)
        return 2
    print(json.dumps(finding, default=vars))
    return 0 if finding.valid else 1


if __name__ == "__main__":
    sys.exit(main())
