"""The examples in the documents are true."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path

from expacti.audit import Keys, read_receipt, verify

DOCS = Path(__file__).parents[3] / "docs"
JSON_BLOCK = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROMPT = re.compile(r"^\$ (zeros=.*|printf .*sha256sum)\n(?:([0-9a-f]{64})  -$)?", re.MULTILINE)


def test_every_message_in_the_protocol_is_json_with_a_type() -> None:
    messages = [json.loads(block) for block in JSON_BLOCK.findall((DOCS / "protocol.md").read_text())]
    assert len(messages) > 25
    assert all(isinstance(message["type"], str) for message in messages)


def test_the_digest_in_the_protocol_is_the_commands() -> None:
    digest = hashlib.sha256(b"git status").hexdigest()
    assert f'"command_sha256":"{digest}"' in (DOCS / "protocol.md").read_text()


def test_the_worked_chain_verifies() -> None:
    exported = JSON_BLOCK.findall((DOCS / "audit.md").read_text())[0]
    finding = verify(exported.encode().splitlines(keepends=True))
    assert (finding["valid"], finding["entries"]) == (True, 2)


def test_the_worked_checkpoint_rotation_and_receipt_are_those_of_the_vectors() -> None:
    page = (DOCS / "audit.md").read_text()
    case = json.loads((DOCS.parent / "vectors" / "audit" / "signed" / "good" / "rotated.json").read_text())
    receipt = json.loads((DOCS.parent / "vectors" / "audit" / "signed" / "good" / "receipt.json").read_text())["receipt"]
    first = case["checkpoints"].splitlines()[0]
    keys = Keys(json.dumps(case["keys"]).encode())
    blocks = [json.loads(block) for block in JSON_BLOCK.findall(page)[1:] if "\n{" not in block]
    assert json.loads(first) in blocks
    assert {name: value for name, value in json.loads(first).items() if name != "signature"} in blocks
    assert hashlib.sha256(first.encode()).hexdigest() in page
    assert case["keys"]["rotations"][0] in blocks
    assert read_receipt(receipt, keys) in blocks
    assert f"```\n{receipt}\n```" in page


def test_the_worked_commands_print_what_they_say() -> None:
    prompts = PROMPT.findall((DOCS / "audit.md").read_text())
    script = "\n".join(command for command, _ in prompts)
    printed = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True).stdout
    assert re.findall("[0-9a-f]{64}", printed) == [digest for _, digest in prompts if digest]
    assert len(prompts) == 3
