"""``python -m expacti.audit FILE``: prints what it found as JSON. Exits 0 where all is well, 1 where not, 2 where it can't read."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from expacti.audit import Broken, Fields, Keys, read_checkpoints, read_receipt, verify


def _checkpoint(text: str) -> Fields:
    if not re.fullmatch(r"[0-9]{1,16}:[0-9a-f]{64}", text):
        raise argparse.ArgumentTypeError("must be SEQ:HASH")
    return {"seq": int(text.partition(":")[0]), "hash": text.partition(":")[2]}


def _found(given: argparse.Namespace) -> dict[str, Any]:
    keys = Keys(given.keys.read_bytes(), given.trust) if given.keys else None
    if given.receipt:
        if keys is None:
            raise Broken("a receipt is checked with --keys")
        command = given.command.read_bytes() if given.command else None
        return {"valid": True, "receipt": read_receipt(given.file.read_text(), keys, command)}
    checkpoints = [given.checkpoint] if given.checkpoint else []
    if given.checkpoints:
        if keys is None:
            raise Broken("signed checkpoints are checked with --keys")
        checkpoints = read_checkpoints(given.checkpoints.read_bytes(), keys)
    with given.file.open("rb") as file:
        return verify(iter(lambda: file.readline(2**22 + 1), b""), checkpoints)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m expacti.audit", description="Verify the audit log offline.")
    parser.add_argument("file", type=Path, help="an export, JSON Lines; with --receipt a receipt")
    parser.add_argument("--checkpoint", type=_checkpoint, metavar="SEQ:HASH", help="a checkpoint kept elsewhere")
    parser.add_argument("--checkpoints", type=Path, metavar="FILE", help="signed checkpoints; needs --keys")
    parser.add_argument("--keys", type=Path, metavar="FILE", help="the published key set")
    parser.add_argument("--trust", metavar="KEY_ID", help="a key known before, which has to be in the key set")
    parser.add_argument("--receipt", action="store_true", help="FILE is a receipt")
    parser.add_argument("--command", type=Path, metavar="FILE", help="the exact text the receipt has to be of")
    given = parser.parse_args(arguments)
    try:
        found = _found(given)
    except ValueError as broken:
        found = {"valid": False, "reason": str(broken)}
    except OSError as wrong:
        print(f"cannot read {wrong.filename}: {wrong.strerror}", file=sys.stderr)
        return 2
    print(json.dumps(found))
    return 0 if found["valid"] else 1


if __name__ == "__main__":
    sys.exit(main())
