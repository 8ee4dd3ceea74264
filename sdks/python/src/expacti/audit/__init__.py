"""Verifies exports, checkpoints and receipts of the audit log offline, as docs/audit.md says."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

Fields = dict[str, Any]
START: Fields = {"seq": 0, "hash": "0" * 64}

class Broken(ValueError): ...

def require(good: bool, otherwise: str) -> None:
    if not good:
        raise Broken(otherwise)

def verify(lines: Iterable[bytes], checkpoints: Sequence[Fields] = ()) -> Fields:
    """Reads entries in order and stops at the first bad one. Checkpoints have ``seq`` and ``hash``, oldest first."""
    head, kept = START, {c["seq"]: c["hash"] for c in checkpoints}
    holes: dict[int, tuple[Fields, int]] = {}  # erased so far: what stood before, and which entry has to say so

    def found(at: Fields, bad: int | None = None, reason: str | None = None) -> Fields:
        result = {"valid": reason is None, "entries": at["seq"], "head": at, "first_bad_seq": bad, "reason": reason}
        return result | {"checkpoint": {name: checkpoints[-1][name] for name in START} if checkpoints else None}

    for line in lines:
        at = head["seq"] + 1
        try:
            entry = parse(line, "an entry", "prev_hash", "hash")
            at = min(at, entry["seq"])
            check_entry(entry, head, kept)
        except Broken as broken:
            return found(head, at, str(broken))
        first, last = entry.get("erased_from"), entry.get("erased_to")
        if "erased_by" in entry:
            holes[at] = (head, entry["erased_by"])
        elif entry.get("event") == "audit_erased" and isinstance(first, int) and isinstance(last, int):
            holes = {seq: hole for seq, hole in holes.items() if not (first <= seq <= last and hole[1] == at)}
        head = {name: entry[name] for name in START}
    if holes:
        return found(holes[min(holes)][0], min(holes), "erased, but no later entry says so")
    if max(kept, default=0) > head["seq"]:
        return found(head, head["seq"] + 1, "entries up to the checkpoint are missing: the chain was truncated")
    return found(head)

def check_entry(entry: Fields, head: Fields, kept: dict[int, str]) -> None:
    at = head["seq"] + 1
    require(entry["seq"] == at, f"expected entry {at}, found {entry['seq']}: an entry was removed, inserted or moved")
    require(entry["prev_hash"] == head["hash"], "prev_hash is not the hash of the entry before")
    content = sha256(head["hash"].encode() + canonical(entry, "prev_hash", "hash"))
    require("erased_by" in entry or content == entry["hash"], "hash does not fit the entry's fields: it was changed")
    require(kept.get(at, entry["hash"]) == entry["hash"], "differs from the checkpoint: the chain was rewritten")

def read_checkpoints(text: bytes, keys: Keys) -> list[Fields]:
    """Those of a file. A line that is not ended, or that the next one begins with, is what a power cut left."""
    lines, last = text.split(b"\n")[:-1], {**START, "timestamp": "", "key_id": keys.order[0]}
    good: list[Fields] = []
    for at, line in enumerate(lines, 1):
        if at < len(lines) and lines[at].startswith(line):
            continue
        try:
            this = parse(line, "a checkpoint", "hash", "key_id", "org_id", "prev_checkpoint", "timestamp", "signature")
            require(this.get("type") == "checkpoint" and len(this) == 8, "not a checkpoint: it has other fields")
            keys.check(this["key_id"], canonical(this, "signature"), this["signature"])
            require(last.get("org_id", this["org_id"]) == this["org_id"], "it is of another org")
            follows = sha256(canonical(last)) if good else START["hash"]
            require(this["prev_checkpoint"] == follows, "it does not follow the one before")
            require(this["seq"] > last["seq"], "its seq is not above that of the one before")
            require(this["timestamp"] >= last["timestamp"], "its time is before that of the one before")
            require(keys.order.index(this["key_id"]) >= keys.order.index(last["key_id"]), "its key was replaced before")
        except ValueError as broken:
            raise Broken(f"checkpoint {at}: {broken}") from broken
        good, last = [*good, this], this
    require(not good or last["key_id"] not in keys.revoked, "no later key vouches for the checkpoints of a revoked key")
    return good

def read_receipt(jws: str, keys: Keys, command: bytes | None = None) -> Fields:
    """What a receipt says, once it is good; and of that exact command, where it is given. Else a ``ValueError``."""
    header, payload, signature = [*jws.strip().split("."), "", ""][:3]
    kid = str(parse(decode(header), "a receipt").get("kid"))
    ours = canonical({"alg": "EdDSA", "kid": kid, "typ": "expacti-receipt+jws"})
    require(decode(header) == ours and jws.count(".") == 2, "not a receipt: its header is another, or a part is missing")
    require(kid not in keys.revoked, "its key was revoked: ask for the receipt again")
    keys.check(kid, f"{header}.{payload}".encode(), signature)
    receipt = parse(decode(payload), "a receipt", "command_sha256", "entry_hash")
    require(command is None or sha256(command) == receipt["command_sha256"], "it is of another command")
    return receipt

class Keys:
    """A published key set in the order its keys followed each other, each announced by the one before and itself."""
    def __init__(self, text: bytes, trust: str | None = None) -> None:
        try:
            published = json.loads(text)
            self.x = {k["kid"]: k["x"] for k in published["keys"] + published["revoked_keys"]}
            self.order = [*[r["key_id"] for r in published["rotations"]], *self.x][:1]
            for r in published["rotations"]:
                require((r["type"], r["key_id"]) == ("key_rotation", self.order[-1]), "a rotation is not from the key before")
                require(r["new_key"] == self.x.get(r["new_key_id"]), "a rotation is to a key that is not in it")
                for kid, signature in ((r["key_id"], r["signature"]), (r["new_key_id"], r["new_signature"])):
                    self.check(kid, canonical(r, "signature", "new_signature"), signature)
                self.order.append(r["new_key_id"])
            self.revoked = {r["key_id"] for r in published["rotations"] if r["reason"] == "compromised"}
            require(sorted(self.order) == sorted(self.x), "a key that no rotation announced")
            require({k["kid"] for k in published["revoked_keys"]} == self.revoked, "revoked keys stand in another list")
            require(trust in (None, *self.x), "the trusted key is not in it")
        except (ValueError, LookupError, TypeError) as wrong:
            raise Broken(f"key set: {wrong}") from wrong

    def check(self, kid: str, message: bytes, signature: str) -> None:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        require(kid in self.x, "its key is not in the key set")
        require(decode(kid).hex() == sha256(canonical({"crv": "Ed25519", "kty": "OKP", "x": self.x[kid]})), "another's id")
        try:
            Ed25519PublicKey.from_public_bytes(decode(self.x[kid])).verify(decode(signature), message)
        except (InvalidSignature, ValueError) as wrong:
            raise Broken("its signature does not fit") from wrong

def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

def canonical(fields: Fields, *left_out: str) -> bytes:
    """RFC 8785 for strings, integers and lists of strings: names in the order of their UTF-16 code units."""
    ordered = sorted((f for f in fields.items() if f[0] not in left_out), key=lambda f: f[0].encode("utf-16-be"))
    return json.dumps(dict(ordered), ensure_ascii=False, separators=(",", ":")).encode()

def decode(text: str) -> bytes:
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    require(base64.urlsafe_b64encode(raw).decode().rstrip("=") == text != "", "not in the one form of base64url")
    return raw

def parse(line: bytes, kind: str, *texts: str) -> Fields:
    try:
        pairs: list[tuple[str, Any]] = json.loads(line.decode(), object_pairs_hook=list)
        fields = dict(pairs)
        require(len(line) <= 2**22 and len(pairs) == len(fields), "too long, or a name stands twice")
        texts_only = [v for v in fields.values() if not (type(v) is int and abs(v) <= 2**53)]
        items = [item for v in texts_only for item in (v if isinstance(v, list) else [v])]
        require(all(type(item) is str for item in items), "a value is no text, integer or list of texts")
        require(all(type(fields.get(n)) is str for n in texts) and bool(canonical(fields)), "a field is missing")
        places = [fields[n] for n in ("seq", "erased_by") if n in fields] if texts else [1]
        require(bool(places) and all(type(n) is int and n > 0 for n in places), "its seq is no place")
        require(kind != "an entry" or "erased_by" not in fields or len(fields) == 4, "erased, and says more")
        return fields
    except (ValueError, TypeError, RecursionError) as wrong:
        raise Broken(f"not {kind}: {wrong}") from wrong
