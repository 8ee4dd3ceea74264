"""Writes the vectors of key sets, checkpoints and receipts beside this file. Needs ``cryptography``; the same run, the same bytes.

Usage: python3 vectors/audit/make_signed.py
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

sys.path.insert(0, str(Path(__file__).resolve().parent))
from make import DRAFTS, GENESIS, canonical, chain, draft, erased, lines

HERE = Path(__file__).resolve().parent
ORG = "org_01k5q3v7m8x2c4n6p9r1s3t5w7"
Json = dict[str, Any]


def encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class Key:
    def __init__(self, name: str) -> None:
        self.private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())
        self.x = encode(self.private.public_key().public_bytes_raw())
        self.kid = encode(hashlib.sha256(canonical({"crv": "Ed25519", "kty": "OKP", "x": self.x})).digest())

    def sign(self, message: bytes) -> str:
        return encode(self.private.sign(message))

    def jwk(self) -> Json:
        return {"alg": "EdDSA", "crv": "Ed25519", "kid": self.kid, "kty": "OKP", "use": "sig", "x": self.x}


FIRST, SECOND, THIRD, STRANGER = Key("first"), Key("second"), Key("third"), Key("stranger")


def rotation(old: Key, new: Key, reason: str = "scheduled", minute: int = 56, **changed: Any) -> Json:
    said = {
        "type": "key_rotation",
        "key_id": old.kid,
        "new_key_id": new.kid,
        "new_key": new.x,
        "reason": reason,
        "timestamp": f"2026-03-21T05:{minute}:00.000Z",
    }
    text = canonical(said)
    return {**said, "signature": old.sign(text), "new_signature": new.sign(text), **changed}


def key_set(*keys: Key, rotations: list[Json] | None = None, revoked: tuple[Key, ...] = ()) -> Json:
    return {
        "keys": [key.jwk() for key in keys],
        "revoked_keys": [key.jwk() for key in revoked],
        "rotations": rotations or [],
    }


ONE = key_set(FIRST)
TWO = key_set(FIRST, SECOND, rotations=[rotation(FIRST, SECOND)])
REVOKED = key_set(SECOND, revoked=(FIRST,), rotations=[rotation(FIRST, SECOND, "compromised")])


def checkpoint(entry: Json, previous: Json | None, key: Key = FIRST, **changed: Any) -> Json:
    said = {
        "type": "checkpoint",
        "org_id": ORG,
        "seq": entry["seq"],
        "hash": entry["hash"],
        "timestamp": f"2026-03-21T05:5{entry['seq']}:30.000Z",
        "key_id": key.kid,
        "prev_checkpoint": hashlib.sha256(canonical(previous)).hexdigest() if previous else GENESIS,
        **changed,
    }
    return {**said, "signature": key.sign(canonical(said))}


def receipt(entry: Json, command: str, key: Key = FIRST, header: Json | None = None, **changed: Any) -> str:
    said = {
        "org_id": ORG,
        "command_id": entry["command_id"],
        "command_sha256": hashlib.sha256(command.encode()).hexdigest(),
        "decision": entry["decision"],
        "via": entry["via"],
        "decided_by": entry["decided_by"],
        "seq": entry["seq"],
        "entry_hash": entry["hash"],
        "timestamp": entry["timestamp"],
        **changed,
    }
    top = header or {"alg": "EdDSA", "kid": key.kid, "typ": "expacti-receipt+jws"}
    signed = f"{encode(canonical(top))}.{encode(canonical(said))}"
    return f"{signed}.{key.sign(signed.encode())}"


def write(kind: str, name: str, about: str, reason: str | None = None, **case: Any) -> None:
    whole = {"about": about, **case, "reason": reason}
    folder = HERE / "signed" / kind
    (folder / f"{name}.json").write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n")


def text(*kept: Json) -> str:
    return lines(list(kept)).decode()


def checkpoints(e: list[Json], hollow: list[Json]) -> None:
    export = lines(e).decode()
    a = checkpoint(e[1], None)
    b = checkpoint(e[3], a)
    c = checkpoint(e[4], b)

    def good(name: str, about: str, kept: str, keys: Json = ONE, exported: str = export, **more: Any) -> None:
        write("good", name, about, keys=keys, checkpoints=kept, export=exported, **more)

    def bad(name: str, about: str, reason: str, kept: str, keys: Json = ONE, exported: str = export, **more: Any) -> None:
        write("bad", name, about, reason, keys=keys, checkpoints=kept, export=exported, **more)

    good("checkpoints", "Three checkpoints of one key.", text(a, b, c))
    good("no-checkpoints", "Nothing was signed yet.", "")
    good("before-the-end", "Entries behind the last checkpoint.", text(a, b))
    good("same-time", "The clock went back; the time stood still.", text(a, checkpoint(e[3], a, timestamp=a["timestamp"])))
    good("trusted-first", "The key known before is the first.", text(a, b), TWO, trust=FIRST.kid)
    new = checkpoint(e[4], b, SECOND)
    good("rotated", "The key was rotated between two checkpoints.", text(a, b, new), TWO, trust=SECOND.kid)
    good("not-used-yet", "The new key has signed nothing yet.", text(a, b, c), TWO)
    twice = key_set(FIRST, SECOND, THIRD, rotations=[rotation(FIRST, SECOND), rotation(SECOND, THIRD, minute=57)])
    good("rotated-twice", "Two rotations, and only the first and the last key signed.", text(a, checkpoint(e[3], a, THIRD)), twice)
    good("revoked-vouched-for", "A later key vouches for what the revoked one signed.", text(a, b, new), REVOKED)
    half = canonical(b).decode()[:70]
    good("half-a-line", "A power cut left half a line; it was written again.", text(a) + half + "\n" + text(b))
    good("whole-line-twice", "A power cut left a line without its end; it was written again.", text(a, b, b, c))
    good("half-at-the-end", "Half a line at the end.", text(a, b) + canonical(c).decode()[:70])
    good("erased", "Erased entries, with checkpoints before, on and behind them.", text(
        checkpoint(hollow[1], None), checkpoint(hollow[2], checkpoint(hollow[1], None)),
        checkpoint(hollow[5], checkpoint(hollow[2], checkpoint(hollow[1], None)), timestamp="2026-03-21T05:58:00.000Z"),
    ), exported=lines(hollow).decode())

    bad("other-key", "A checkpoint from another key.", "checkpoint 2: its key is not in the key set", text(a, checkpoint(e[3], a, STRANGER)))
    bad("without-the-key", "A key set without the key.", "checkpoint 1: its key is not in the key set", text(a), key_set(SECOND))
    forged = {**b, "hash": e[2]["hash"]}
    bad("changed", "A checkpoint was changed.", "checkpoint 2: its signature does not fit", text(a, forged))
    bad("signature-of-another", "The signature of another checkpoint.", "checkpoint 2: its signature does not fit", text(a, {**b, "signature": a["signature"]}))
    bad("removed", "A checkpoint was removed.", "checkpoint 2: it does not follow the one before", text(a, c))
    bad("first-removed", "The first checkpoint was removed.", "checkpoint 1: it does not follow the one before", text(b, c))
    bad("swapped", "Two checkpoints were swapped.", "checkpoint 2: it does not follow the one before", text(a, c, b))
    fork = checkpoint({**e[3], "hash": "f" * 64}, a)
    bad("forked", "Two checkpoints of one entry that follow the same.", "checkpoint 3: it does not follow the one before", text(a, b, fork))
    bad("same-entry", "A second checkpoint of the same entry.", "checkpoint 3: its seq is not above", text(a, b, checkpoint({**e[3], "hash": "f" * 64}, b)))
    bad("rewound", "A checkpoint before the last.", "checkpoint 3: its seq is not above", text(a, b, checkpoint(e[2], b)))
    bad("time-back", "Time goes back.", "checkpoint 2: its time is before", text(a, checkpoint(e[3], a, timestamp="2026-03-21T05:50:00.000Z")))
    bad("other-org", "A checkpoint of another org.", "checkpoint 2: it is of another org", text(a, checkpoint(e[3], a, org_id="org_other")))
    bad("old-key-again", "The key that was replaced signs again.", "checkpoint 3: its key was replaced before", text(a, checkpoint(e[3], a, SECOND), checkpoint(e[4], checkpoint(e[3], a, SECOND))), TWO)
    bad("revoked", "The last checkpoint is of a revoked key.", "no later key vouches", text(a, b), REVOKED)
    bad("half-in-the-middle", "Half a line that does not begin the next.", "checkpoint 2: not a checkpoint", text(a) + half + "\n" + text(checkpoint(e[2], a)))
    bad("one-more-field", "A field too many.", "checkpoint 1: not a checkpoint", text(checkpoint(e[1], None, more="x")))
    bad("another-type", "A receipt's words in a checkpoint's place.", "checkpoint 1: not a checkpoint", text(checkpoint(e[1], None, type="receipt")))
    bad("padded", "The same signature in another form.", "checkpoint 1:", text({**a, "signature": a["signature"] + "=="}))
    bad("rewritten", "The chain was made anew; the checkpoints are whole.", "rewritten", text(a, b, c), exported=lines(
        e[:2] + chain([{**DRAFTS[2], "command": "reboot"}, *DRAFTS[3:]], 2, e[1]["hash"])).decode(), first_bad_seq=4)
    bad("rewritten-below", "Only an older checkpoint sees it.", "rewritten", text(checkpoint(e[1], None, hash="f" * 64)), first_bad_seq=2)
    bad("truncated", "Entries up to the checkpoint are missing.", "missing", text(a, b, c), exported=lines(e[:3]).decode(), first_bad_seq=4)


def key_sets(export: str) -> None:
    def bad(name: str, about: str, reason: str, keys: Json, **more: Any) -> None:
        write("bad", name, about, f"key set: {reason}", keys=keys, checkpoints="", export=export, **more)

    bad("keys-unannounced", "A key that no rotation announced.", "a key that no rotation announced", key_set(FIRST, STRANGER))
    bad("keys-forked", "Two keys follow the same one.", "a rotation is not from the key before", key_set(
        FIRST, SECOND, STRANGER, rotations=[rotation(FIRST, SECOND), rotation(FIRST, STRANGER)]))
    bad("keys-old-did-not-sign", "The old key did not sign.", "its signature does not fit", key_set(
        FIRST, STRANGER, rotations=[rotation(FIRST, STRANGER, signature=rotation(STRANGER, STRANGER)["signature"])]))
    bad("keys-new-did-not-sign", "The new key did not sign.", "its signature does not fit", key_set(
        FIRST, SECOND, rotations=[rotation(FIRST, SECOND, new_signature=rotation(FIRST, SECOND)["signature"])]))
    bad("keys-reason-changed", "A compromised key was made a scheduled one.", "its signature does not fit", key_set(
        FIRST, SECOND, rotations=[{**rotation(FIRST, SECOND, "compromised"), "reason": "scheduled"}]))
    bad("keys-revoked-among-good", "A compromised key stands among the good.", "revoked keys stand in another list", key_set(
        FIRST, SECOND, rotations=[rotation(FIRST, SECOND, "compromised")]))
    swapped = key_set(FIRST, SECOND, rotations=[rotation(FIRST, SECOND)])
    swapped["keys"][0]["x"] = STRANGER.x
    bad("keys-id-of-another", "Another key under a known id.", "", swapped)
    bad("keys-not-trusted", "The key known before is not in it.", "the trusted key is not in it", ONE, trust=SECOND.kid)


def receipts(e: list[Json]) -> None:
    command = "kubectl delete pod --all -n production"
    good = receipt(e[3], command)
    write("good", "receipt", "A receipt of a denial.", keys=ONE, receipt=good, command=command)
    write("good", "receipt-alone", "Without the command.", keys=ONE, receipt=good)
    write("good", "receipt-of-the-old-key", "The key was replaced in its time.", keys=TWO, receipt=good, command=command)
    write("good", "receipt-of-the-new-key", "Of the new key.", keys=TWO, receipt=receipt(e[3], command, SECOND), command=command)

    def bad(name: str, about: str, reason: str, jws: str, keys: Json = ONE, text: str = command) -> None:
        write("bad", name, about, reason, keys=keys, receipt=jws, command=text)

    bad("receipt-command-changed", "A receipt whose command was changed.", "of another command", good, text=command + " ")
    header, payload, signature = good.split(".")
    said = json.loads(base64.urlsafe_b64decode(payload + "=="))
    lie = encode(canonical({**said, "decision": "approved"}))
    bad("receipt-changed", "The decision was changed.", "its signature does not fit", f"{header}.{lie}.{signature}")
    bad("receipt-without-the-key", "A key set without the key.", "its key is not in the key set", good, key_set(SECOND))
    bad("receipt-other-key", "Signed by another key under this one's id.", "its signature does not fit", receipt(
        e[3], command, STRANGER, {"alg": "EdDSA", "kid": FIRST.kid, "typ": "expacti-receipt+jws"}))
    bad("receipt-revoked", "Of a key that was revoked.", "its key was revoked", good, REVOKED)
    none = {"alg": "none", "kid": FIRST.kid, "typ": "expacti-receipt+jws"}
    bad("receipt-alg-none", "An algorithm that signs nothing.", "not a receipt", receipt(e[3], command, FIRST, none))
    jwt = {"alg": "EdDSA", "kid": FIRST.kid, "typ": "JWT"}
    bad("receipt-other-type", "A token of another kind.", "not a receipt", receipt(e[3], command, FIRST, jwt))
    bad("receipt-two-parts", "Half a receipt.", "not a receipt", f"{header}.{payload}")
    bad("receipt-padded", "The same signature in another form.", "", good + "==")


def main() -> None:
    for kind in ("good", "bad"):
        shutil.rmtree(HERE / "signed" / kind, ignore_errors=True)
        (HERE / "signed" / kind).mkdir(parents=True)
    entries = chain(DRAFTS)
    eraser = draft(5, "audit_erased", erased_from=3, erased_to=4, decided_by="ada@acme.example", comment="asked for")
    checkpoints(entries, erased(erased(chain([*DRAFTS, eraser]), 3, 6), 4, 6))
    key_sets(lines(entries).decode())
    receipts(entries)


if __name__ == "__main__":
    main()
