"""Writes the audit chain vectors beside this file. Standard library only; the same run writes the same bytes.

Usage: python3 vectors/audit/make.py
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
GENESIS = "0" * 64

Entry = dict[str, Any]


def canonical(entry: Entry) -> bytes:
    """RFC 8785 for strings, integers and lists of strings: Python's short escapes are the RFC's; only the order differs."""
    ordered = dict(sorted(entry.items(), key=lambda item: item[0].encode("utf-16-be")))
    return json.dumps(ordered, ensure_ascii=False, separators=(",", ":")).encode()


def digest(prev_hash: str, fields: Entry) -> str:
    return hashlib.sha256(prev_hash.encode("ascii") + canonical(fields)).hexdigest()


def chain(drafts: list[Entry], seq: int = 0, prev_hash: str = GENESIS) -> list[Entry]:
    entries = []
    for draft in drafts:
        seq += 1
        fields = {"seq": seq, **draft}
        entries.append({**fields, "prev_hash": prev_hash, "hash": digest(prev_hash, fields)})
        prev_hash = entries[-1]["hash"]
    return entries


def draft(number: int, event: str, **fields: Any) -> Entry:
    return {
        "id": f"aud_{number:026d}",
        "timestamp": f"2026-03-21T05:5{number}:00.040Z",
        "org_id": "org_01k5q3v7m8x2c4n6p9r1s3t5w7",
        "event": event,
        **fields,
    }


def decided(number: int, command: str, decision: str, **fields: Any) -> Entry:
    return draft(
        number,
        "command_decided",
        command_id=f"cmd_{number:026d}",
        command=command,
        decision=decision,
        **fields,
    )


DRAFTS = [
    draft(0, "org_created", subject="org_01k5q3v7m8x2c4n6p9r1s3t5w7", comment="org Acme", decided_by="system:setup"),
    draft(
        1,
        "rule_created",
        subject="rule_01k5q3v7mg5am2x4y7a9b1c3e5",
        comment="allow exact `git status` on global",
        decided_by="ada@acme.example",
    ),
    decided(
        2,
        "git status",
        "approved",
        decided_by="system:whitelist",
        risk_score=5,
        rule_ids=["rule_01k5q3v7mg5am2x4y7a9b1c3e5"],
        via="whitelist",
        latency_ms=2,
    ),
    decided(
        3,
        "kubectl delete pod --all -n production",
        "denied",
        decided_by="grace@acme.example",
        comment="not during business hours",
        risk_score=82,
        anomaly_reasons=["risk_spike_vs_baseline"],
        via="reviewer",
        latency_ms=12040,
    ),
    decided(
        4, "git push origin main", "timed_out", decided_by="system:timeout", risk_score=45, via="timeout", latency_ms=60000
    ),
]

TEXTS = decided(
    5,
    'printf "a\\tb\\\\c"\t\n\r\b\f\u0000\u001f\u007f /é/ e\u0301 \u2028\u2029 \u202e 😀 𝄞',
    "approved",
    comment="",
    decided_by="grace@acme.example",
    risk_score=0,
    via="reviewer",
    latency_ms=9007199254740991,
)
# The order of these names differs between UTF-16 code units (RFC 8785) and code points.
NAMES = draft(6, "org_created", **{"😀": "astral", "דּ": "presentation form", "€": "euro", "1": "one", "\r": "cr", "ö": "o"})


def head(entries: list[Entry]) -> Entry:
    return {"seq": entries[-1]["seq"], "hash": entries[-1]["hash"]} if entries else {"seq": 0, "hash": GENESIS}


def lines(entries: list[Entry]) -> bytes:
    return b"".join(canonical(entry) + b"\n" for entry in entries)


def write(kind: str, name: str, text: bytes, about: str, expected: Entry) -> None:
    (HERE / kind / f"{name}.jsonl").write_bytes(text)
    case = {"about": about, **expected}
    (HERE / kind / f"{name}.expected.json").write_text(json.dumps(case, indent=2, ensure_ascii=False) + "\n")


def good(name: str, entries: list[Entry], about: str, checkpoint: Entry | None = None, **more: Any) -> None:
    expected = {
        **more,
        "checkpoint": checkpoint,
        "valid": True,
        "entries": len(entries),
        "head": head(entries),
        "first_bad_seq": None,
        "reason": None,
    }
    write("good", name, lines(entries), about, expected)


def bad(
    name: str,
    text: list[Entry] | bytes,
    about: str,
    whole: list[Entry],
    first_bad_seq: int,
    reason: str,
    checkpoint: Entry | None = None,
    **more: Any,
) -> None:
    """``whole`` are the entries that are good up to the break."""
    expected = {
        **more,
        "checkpoint": checkpoint,
        "valid": False,
        "entries": len(whole),
        "head": head(whole),
        "first_bad_seq": first_bad_seq,
        "reason": reason,
    }
    write("bad", name, text if isinstance(text, bytes) else lines(text), about, expected)


def changed(entries: list[Entry], at: int, **fields: Any) -> list[Entry]:
    return [{**e, **fields} if e["seq"] == at else e for e in entries]


def erased(entries: list[Entry], at: int, by: int) -> list[Entry]:
    hollow = [{k: e[k] for k in ("seq", "prev_hash", "hash")} | {"erased_by": by} for e in entries]
    return [hollow[i] if e["seq"] == at else e for i, e in enumerate(entries)]


def make_good(c: list[Entry]) -> None:
    good("empty", [], "Nothing was ever decided.")
    good("one", c[:1], "One entry.")
    good("plain", c, "Settings, a whitelisted command, a denial, a time-out.")
    good("checkpoint", c, "A checkpoint kept earlier is part of the chain.", head(c[:3]))
    good("checkpoint-at-head", c, "The checkpoint is the newest entry.", head(c))
    good("texts", chain([*DRAFTS, TEXTS]), "Control characters, marks, line separators, characters beyond the first plane.")
    good("names", chain([NAMES]), "Names whose order is by UTF-16 code units.")
    good("cut-after-checkpoint", c[:4], "What was cut off after the last checkpoint is not seen.", head(c[:3]))
    eraser = draft(5, "audit_erased", erased_from=3, erased_to=4, decided_by="ada@acme.example", comment="asked for")
    e = chain([*DRAFTS, eraser])
    good("erased", erased(erased(e, 3, 6), 4, 6), "Two entries erased by a later one.", needs=["erasure"])


def make_bad(c: list[Entry]) -> None:
    bad("changed-command", changed(c, 3, command="git stash"), "A command was changed.", c[:2], 3, "changed")
    bad("changed-number", changed(c, 4, risk_score=8), "A score was changed.", c[:3], 4, "changed")
    bad("changed-list", changed(c, 3, rule_ids=[]), "A list was emptied.", c[:2], 3, "changed")
    bad("changed-hash", changed(c, 5, hash="f" * 64), "A hash was changed.", c[:4], 5, "changed")
    bad("changed-prev-hash", changed(c, 2, prev_hash="f" * 64), "A link was changed.", c[:1], 2, "prev_hash")
    dropped = [{k: v for k, v in e.items() if k != "comment"} if e["seq"] == 4 else e for e in c]
    bad("dropped-field", dropped, "A comment was removed.", c[:3], 4, "changed")
    bad("added-field", changed(c, 4, via2="x"), "A field was added.", c[:3], 4, "changed")
    bad("removed", c[:2] + c[3:], "An entry was removed.", c[:2], 3, "expected entry 3")
    bad("removed-first", c[1:], "The first entry was removed.", [], 1, "expected entry 1")
    bad("reordered", [c[0], c[2], c[1], *c[3:]], "Two entries were swapped.", c[:1], 2, "expected entry 2")
    bad("repeated", [*c[:3], c[2], *c[3:]], "An entry stands twice.", c[:3], 3, "expected entry 4")
    renumbered = [{**e, "seq": e["seq"] - 1} if e["seq"] > 2 else e for e in c]
    bad("removed-renumbered", renumbered[:1] + renumbered[2:], "Removed, and the rest renumbered.", c[:1], 2, "prev_hash")
    forged = chain([decided(9, "reboot", "approved")], 2, c[1]["hash"])
    moved = [{**e, "seq": e["seq"] + 1} for e in c[2:]]
    bad("inserted", [*c[:2], *forged, *moved], "A well-made entry was put in.", [*c[:2], *forged], 4, "prev_hash")
    rewritten = c[:2] + chain([decided(9, "reboot", "approved"), *DRAFTS[3:]], 2, c[1]["hash"])
    bad("rewritten", rewritten, "All was made anew from entry 3 on.", rewritten[:4], 5, "rewritten", head(c))
    bad("truncated", c[:3], "The end was cut off.", c[:3], 4, "truncated", head(c))
    bad("truncated-to-nothing", [], "Everything was cut off.", [], 1, "truncated", head(c[:1]))
    other = chain([{**d, "org_id": "org_other"} for d in DRAFTS])
    bad("foreign-entry", [*c[:2], other[2], *c[3:]], "An entry of another chain.", c[:2], 3, "prev_hash")
    bad("not-json", lines(c[:1]) + b"{\n", "A line is not JSON.", c[:1], 2, "not an entry", needs=["parsing"])
    twice = canonical(c[1]).replace(b'"event":', b'"event":"x","event":')
    bad("name-twice", lines(c[:1]) + twice + b"\n", "A name stands twice in an object.", c[:1], 2, "not an entry", needs=["parsing"])
    bad("null-field", changed(c, 2, via=None), "Absent fields are absent, never null.", c[:1], 2, "not an entry", needs=["parsing"])
    bad("fraction", changed(c, 4, risk_score=82.5), "Numbers are integers.", c[:3], 4, "not an entry", needs=["parsing"])
    bad("erased-by-nobody", erased(c, 3, 6), "The entry that erased it is missing.", c[:2], 3, "erased", needs=["erasure"])
    bad("erased-by-another", erased(c, 3, 5), "The entry named did not erase.", c[:2], 3, "erased", needs=["erasure"])


def main() -> None:
    for kind in ("good", "bad"):
        shutil.rmtree(HERE / kind, ignore_errors=True)
        (HERE / kind).mkdir()
    entries = chain(DRAFTS)
    make_good(entries)
    make_bad(entries)


if __name__ == "__main__":
    main()
