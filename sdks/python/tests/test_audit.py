from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from expacti.audit import Head, main, verify

VECTORS = Path(__file__).parents[3] / "vectors" / "audit"
CASES = sorted(VECTORS.glob("*/*.jsonl"))


def expected(case: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(case.with_name(case.stem + ".expected.json").read_text())
    return read


def test_there_are_cases() -> None:
    assert {case.parent.name for case in CASES} == {"good", "bad"}
    assert len(CASES) > 20


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_a_chain_is_judged_as_the_vectors_say(case: Path) -> None:
    want = expected(case)
    checkpoint = want["checkpoint"] and Head(**want["checkpoint"])
    finding = verify(case.read_bytes().splitlines(keepends=True), checkpoint)
    assert finding.valid is want["valid"] is (case.parent.name == "good")
    assert (finding.entries, vars(finding.head)) == (want["entries"], want["head"])
    assert finding.first_bad_seq == want["first_bad_seq"]
    assert (want["reason"] or "") in (finding.reason or "")
    assert (finding.reason is None) is (want["reason"] is None)


def test_every_flipped_byte_is_seen() -> None:
    whole = (VECTORS / "good" / "plain.jsonl").read_bytes()
    head = Head(**expected(VECTORS / "good" / "plain.jsonl")["head"])
    unseen = []
    for at in range(len(whole)):
        flipped = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        if verify(flipped.splitlines(keepends=True), head).valid:
            unseen.append(at)
    assert unseen == []


def test_the_vectors_are_what_their_maker_writes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make", VECTORS / "make.py")
    assert spec is not None and spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    monkeypatch.setattr(maker, "HERE", tmp_path)
    maker.main()
    made = {str(f.relative_to(tmp_path)): f.read_bytes() for f in tmp_path.glob("*/*")}
    kept = {str(f.relative_to(VECTORS)): f.read_bytes() for f in VECTORS.glob("*/*") if f.suffix != ".pyc"}
    assert made == kept


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
