from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from expacti import audit
from expacti.audit import Broken, Keys, read_checkpoints, read_receipt, verify
from expacti.audit.__main__ import main

VECTORS = Path(__file__).parents[3] / "vectors" / "audit"
CASES = sorted(VECTORS.glob("*/*.jsonl"))
SIGNED = sorted(VECTORS.glob("signed/*/*.json"))


def expected(case: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(case.with_name(case.stem + ".expected.json").read_text())
    return read


def test_there_are_cases() -> None:
    assert {case.parent.name for case in CASES} == {"good", "bad"}
    assert len(CASES) > 20
    assert len(SIGNED) > 50


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_a_chain_is_judged_as_the_vectors_say(case: Path) -> None:
    want = expected(case)
    checkpoints = [want["checkpoint"]] if want["checkpoint"] else []
    finding = verify(case.read_bytes().splitlines(keepends=True), checkpoints)
    assert finding["valid"] is want["valid"] is (case.parent.name == "good")
    assert (finding["entries"], finding["head"]) == (want["entries"], want["head"])
    assert finding["first_bad_seq"] == want["first_bad_seq"]
    assert (want["reason"] or "") in (finding["reason"] or "")
    assert (finding["reason"] is None) is (want["reason"] is None)


def reason(case: dict[str, Any]) -> str | None:
    try:
        keys = Keys(json.dumps(case["keys"]).encode(), case.get("trust"))
        if "receipt" in case:
            read_receipt(case["receipt"], keys, case["command"].encode() if "command" in case else None)
            return None
        kept = read_checkpoints(case["checkpoints"].encode(), keys)
        finding = verify(case["export"].encode().splitlines(keepends=True), kept)
        assert finding["first_bad_seq"] == case.get("first_bad_seq")
        return finding["reason"] and str(finding["reason"])
    except ValueError as broken:
        return str(broken)


@pytest.mark.parametrize("path", SIGNED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_is_signed_is_judged_as_the_vectors_say(path: Path) -> None:
    case = json.loads(path.read_text())
    found = reason(case)
    assert (case["reason"] is None) is (path.parent.name == "good") is (found is None), found
    assert (case["reason"] or "") in (found or "")


def test_every_flipped_byte_of_signed_checkpoints_and_receipts_is_seen() -> None:
    case = json.loads((VECTORS / "signed" / "good" / "checkpoints.json").read_text())
    keys = Keys(json.dumps(case["keys"]).encode())
    whole = case["checkpoints"].encode()
    for at in range(len(whole) - 1):  # without its last line feed the last line is half a line, which is none
        with pytest.raises(Broken):
            read_checkpoints(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], keys)
    receipt = json.loads((VECTORS / "signed" / "good" / "receipt.json").read_text())["receipt"]
    for at in range(len(receipt)):
        with pytest.raises(ValueError):
            read_receipt(receipt[:at] + chr(ord(receipt[at]) ^ 1) + receipt[at + 1 :], keys)


def test_the_verifier_is_short_enough_to_read() -> None:
    assert len(Path(audit.__file__).read_text().splitlines()) < 150


def test_every_flipped_byte_is_seen() -> None:
    whole = (VECTORS / "good" / "plain.jsonl").read_bytes()
    head = expected(VECTORS / "good" / "plain.jsonl")["head"]
    unseen = []
    for at in range(len(whole)):
        flipped = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        if verify(flipped.splitlines(keepends=True), [head])["valid"]:
            unseen.append(at)
    assert unseen == []


@pytest.mark.parametrize("name", ["make", "make_signed"])
def test_the_vectors_are_what_their_makers_write(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location(name, VECTORS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    monkeypatch.setattr(maker, "HERE", tmp_path)
    maker.main()
    made = {str(f.relative_to(tmp_path)): f.read_bytes() for f in tmp_path.rglob("*.json*")}
    kept = {str(f.relative_to(VECTORS)): f.read_bytes() for f in VECTORS.rglob("*.json*")}
    signed = name == "make_signed"
    assert made == {f: content for f, content in kept.items() if f.startswith("signed") is signed}


def test_the_command_line_says_what_it_found(capsys: pytest.CaptureFixture[str]) -> None:
    plain, cut = VECTORS / "good" / "plain.jsonl", VECTORS / "bad" / "truncated.jsonl"
    checkpoint = expected(cut)["checkpoint"]
    assert main([str(plain)]) == 0
    assert json.loads(capsys.readouterr().out)["entries"] == 5
    assert main([str(cut), "--checkpoint", f"{checkpoint['seq']}:{checkpoint['hash']}"]) == 1
    assert json.loads(capsys.readouterr().out)["first_bad_seq"] == 4
    assert main([str(plain) + ".missing"]) == 2
    with pytest.raises(SystemExit):
        main([str(plain), "--checkpoint", "5"])


def test_the_command_line_checks_what_is_signed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case = json.loads((VECTORS / "signed" / "good" / "rotated.json").read_text())
    receipt = json.loads((VECTORS / "signed" / "good" / "receipt.json").read_text())
    files = {"export": case["export"], "cut": case["export"][:900], "checkpoints": case["checkpoints"]}
    files |= {"keys": json.dumps(case["keys"]), "receipt": receipt["receipt"], "command": receipt["command"]}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    proofs = ["--checkpoints", str(tmp_path / "checkpoints"), "--keys", str(tmp_path / "keys")]
    assert main([str(tmp_path / "export"), *proofs, "--trust", case["trust"]]) == 0
    assert json.loads(capsys.readouterr().out)["checkpoint"]["seq"] == 5
    assert main([str(tmp_path / "export"), *proofs, "--trust", "A" * 43]) == 1
    assert "trusted key" in json.loads(capsys.readouterr().out)["reason"]
    assert main([str(tmp_path / "export"), *proofs[:2]]) == 1
    given = [str(tmp_path / "receipt"), "--receipt", "--command", str(tmp_path / "command")]
    assert main([*given, *proofs[2:]]) == 0
    (tmp_path / "command").write_text("ls")
    assert main([*given, *proofs[2:]]) == 1
