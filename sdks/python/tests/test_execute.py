from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from gate import COMMAND, Frame, Gate, Peer, decision

from expacti import CommandDeniedException, ExpactiClient, ExpactiError, ExpactiUnreachable

TOKEN = "s3cret-shell-token"


def approve(peer: Peer) -> Frame:
    peer.welcome()
    sent = peer.expect("command")
    peer.send(decision(sent, "approved"))
    return sent


def test_an_approval_is_spent_before_the_command_runs_and_its_result_reported(tmp_path: Path) -> None:
    proof = tmp_path / "ran"
    command = f"echo out; echo err >&2; touch {proof}; exit 3"

    def script(peer: Peer) -> None:
        assert approve(peer)["cwd"] == str(tmp_path)
        redeem = peer.expect("redeem")
        assert redeem["id"] == COMMAND
        assert redeem["approval_token"] == "approval-1"
        assert redeem["command_sha256"] == hashlib.sha256(command.encode()).hexdigest()
        assert not proof.exists()
        peer.send({"type": "redeemed", "id": COMMAND})
        result = peer.expect("result")
        assert (result["id"], result["exit_code"], result["output_bytes"]) == (COMMAND, 3, 8)
        assert result["duration_ms"] >= 0

    with Gate(script) as gate, ExpactiClient(gate.url, TOKEN) as client:
        done = client.execute(command, cwd=str(tmp_path))
    assert (done.exit_code, done.stdout, done.stderr) == (3, b"out\n", b"err\n")
    assert done.decision.approved
    assert proof.exists()


@pytest.mark.parametrize("code", ["approval_used", "approval_expired", "approval_unknown", "conflict", "forbidden"])
def test_what_cannot_be_redeemed_is_not_run(tmp_path: Path, code: str) -> None:
    proof = tmp_path / "ran"

    def script(peer: Peer) -> None:
        approve(peer)
        peer.expect("redeem")
        peer.send({"type": "error", "code": code, "message": "no", "id": COMMAND})

    with Gate(script) as gate, ExpactiClient(gate.url, TOKEN) as client:
        with pytest.raises(CommandDeniedException):
            client.execute(f"touch {proof}")
    assert not proof.exists()


def test_a_connection_lost_while_redeeming_runs_nothing(tmp_path: Path) -> None:
    proof = tmp_path / "ran"

    def script(peer: Peer) -> None:
        approve(peer)
        peer.expect("redeem")
        peer.drop()

    with Gate(script) as gate, ExpactiClient(gate.url, TOKEN) as client:
        with pytest.raises(ExpactiUnreachable):
            client.execute(f"touch {proof}")
    assert not proof.exists()


def test_an_approval_without_a_token_is_not_run(tmp_path: Path) -> None:
    proof = tmp_path / "ran"

    def script(peer: Peer) -> None:
        peer.welcome()
        peer.send({**decision(peer.expect("command"), "approved"), "approval_token": None})

    with Gate(script) as gate, ExpactiClient(gate.url, TOKEN) as client:
        with pytest.raises(ExpactiUnreachable):
            client.execute(f"touch {proof}")
    assert not proof.exists()


@pytest.mark.parametrize("outcome", ["denied", "timed_out", "cancelled", "blocked"])
def test_nothing_but_an_approval_runs(tmp_path: Path, outcome: str) -> None:
    proof = tmp_path / "ran"

    def script(peer: Peer) -> None:
        peer.welcome()
        peer.send(decision(peer.expect("command"), outcome))

    with Gate(script) as gate, ExpactiClient(gate.url, TOKEN) as client:
        with pytest.raises(ExpactiError):
            client.execute(f"touch {proof}")
    assert not proof.exists()


def test_a_lost_report_does_not_undo_what_ran() -> None:
    def script(peer: Peer) -> None:
        approve(peer)
        peer.expect("redeem")
        peer.send({"type": "redeemed", "id": COMMAND})
        peer.drop()

    with Gate(script) as gate, ExpactiClient(gate.url, TOKEN) as client:
        assert client.execute("exit 4").exit_code == 4


def test_the_command_sees_neither_the_token_nor_functions_from_outside(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    start = tmp_path / "start"
    start.write_text("echo hijacked\n")
    monkeypatch.setenv("EXPACTI_TOKEN", TOKEN)
    monkeypatch.setenv("EXPACTI_SHELL_TOKEN", TOKEN)
    monkeypatch.setenv("BASH_ENV", str(start))
    monkeypatch.setenv("BASH_FUNC_echo%%", "() { printf hijacked; }")

    def script(peer: Peer) -> None:
        approve(peer)
        peer.expect("redeem")
        peer.send({"type": "redeemed", "id": COMMAND})
        peer.expect("result")

    with Gate(script) as gate, ExpactiClient(gate.url, TOKEN) as client:
        done = client.execute('echo "[$EXPACTI_TOKEN$EXPACTI_SHELL_TOKEN]"')
    assert done.stdout == b"[]\n"
