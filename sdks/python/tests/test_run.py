from __future__ import annotations

import json
import logging
import signal
import threading
from typing import Any

import pytest
from gate import COMMAND, SESSION, Frame, Gate, Peer, decision, pending

import expacti.client
from expacti import (
    CommandDeniedException,
    CommandTimeoutException,
    Decision,
    ExpactiClient,
    ExpactiUnreachable,
)
from expacti.link import Call, Message

TOKEN = "s3cret-shell-token"


def answer(outcome: str, **more: Any) -> Any:
    def script(peer: Peer) -> None:
        peer.welcome()
        sent = peer.expect("command")
        peer.send(pending(sent))
        peer.send(decision(sent, outcome, **more))

    return script


def reply(*frames: Frame | str | bytes) -> Any:
    """Answers the first command with frames as they stand; a dict without `ref` gets the command's."""

    def script(peer: Peer) -> None:
        peer.welcome()
        sent = peer.expect("command")
        for frame in frames:
            if isinstance(frame, dict):
                peer.send({"ref": sent["ref"], **frame})
            else:
                peer.socket.send(frame)
        with pytest.raises(Exception):
            peer.socket.recv(timeout=10)

    return script


def test_an_approved_command_returns_what_was_decided() -> None:
    with Gate(answer("approved", comment="go ahead")) as gate, ExpactiClient(gate.url, TOKEN) as client:
        d = client.run("kubectl delete pod --all -n production")
    assert d.approved is True
    assert (d.id, d.outcome, d.via, d.latency_ms, d.comment) == (COMMAND, "approved", "reviewer", 12040, "go ahead")
    assert (d.reviewers, d.risk_score, d.risk_level) == (("Grace",), 82, "CRITICAL")
    assert d.risk_factors[0].span == (19, 24)
    assert d.approval_token == "approval-1"
    assert "approval-1" not in repr(d)


def test_the_command_is_sent_with_what_was_said_of_it() -> None:
    seen: list[Frame] = []

    def script(peer: Peer) -> None:
        peer.welcome()
        seen.append(peer.expect("command"))
        peer.send(decision(seen[0], "approved", via="whitelist"))

    with Gate(script) as gate, ExpactiClient(gate.url, TOKEN) as client:
        client.run("make é", cwd="/srv", target="web-1", context="release", timeout=12)
    sent = seen[0]
    assert sent.pop("ref")
    assert sent == {
        "type": "command",
        "command": "make é",
        "cwd": "/srv",
        "target": "web-1",
        "context": "release",
        "timeout_seconds": 30,
    }


def test_the_token_travels_in_the_header_only(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Gate(answer("approved")) as gate, ExpactiClient(gate.url, TOKEN) as client:
        client.run("true")
        shown = repr(client) + str(client) + repr(vars(client))
    request = gate.requests[0]
    assert request.path == "/shell/ws"
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"
    assert TOKEN not in shown
    ours = [r for r in caplog.records if r.name == "expacti.socket"]
    assert ours
    assert all(TOKEN not in r.getMessage() for r in ours)


@pytest.mark.parametrize(
    ("comment", "text"),
    [
        ("not during business hours", "expacti: command denied — not during business hours"),
        (None, "expacti: command denied"),
    ],
)
def test_a_denial_raises_with_the_reviewers_words(comment: str | None, text: str) -> None:
    with Gate(answer("denied", comment=comment, suggested_command="ls")) as gate, ExpactiClient(gate.url, TOKEN) as c:
        with pytest.raises(CommandDeniedException) as caught:
            c.run("rm -rf /srv")
    assert str(caught.value) == text
    assert caught.value.command == "rm -rf /srv"
    assert caught.value.comment == comment
    assert caught.value.decision is not None
    assert caught.value.decision.suggested_command == "ls"


def test_a_bare_denial_is_a_denial() -> None:
    bare = {"type": "decision", "id": COMMAND, "allow": False, "comment": "no"}
    with Gate(reply(bare)) as gate, ExpactiClient(gate.url, TOKEN) as client:
        with pytest.raises(CommandDeniedException, match="— no$"):
            client.run("true")


@pytest.mark.parametrize("outcome", ["blocked", "cancelled"])
def test_every_other_end_but_approval_is_a_denial(outcome: str) -> None:
    with Gate(answer(outcome)) as gate, ExpactiClient(gate.url, TOKEN) as client:
        with pytest.raises(CommandDeniedException):
            client.run("true")


def test_a_time_out_raises_with_the_published_text() -> None:
    with Gate(answer("timed_out", via="timeout")) as gate, ExpactiClient(gate.url, TOKEN) as client:
        with pytest.raises(CommandTimeoutException) as caught:
            client.run("true")
    assert str(caught.value) == "expacti: command timed out — no reviewer responded"
    assert caught.value.decision is not None


def test_a_caller_out_of_patience_cancels_the_command() -> None:
    def script(peer: Peer) -> None:
        peer.welcome()
        sent = peer.expect("command")
        peer.send(pending(sent))
        assert peer.expect("cancel")["id"] == COMMAND
        peer.send(decision(sent, "cancelled", via="cancel"))

    with Gate(script) as gate, ExpactiClient(gate.url, TOKEN) as client:
        with pytest.raises(CommandTimeoutException):
            client.run("true", timeout=0.2)


def test_a_decision_that_crosses_the_cancel_counts() -> None:
    def script(peer: Peer) -> None:
        peer.welcome()
        sent = peer.expect("command")
        peer.send(pending(sent))
        peer.expect("cancel")
        peer.send({"type": "error", "code": "already_decided", "message": "decided before", "id": COMMAND})
        peer.send(decision(sent, "approved"))

    with Gate(script) as gate, ExpactiClient(gate.url, TOKEN) as client:
        assert client.run("true", timeout=0.2).approved


@pytest.mark.parametrize("code", ["forbidden", "too_large", "conflict", "bad_message", "rate_limited", "plan_limit"])
def test_an_error_is_a_denial_that_says_why(code: str) -> None:
    with Gate(reply({"type": "error", "code": code, "message": "why"})) as gate, ExpactiClient(gate.url, TOKEN) as c:
        with pytest.raises(CommandDeniedException, match="— why$") as caught:
            c.run("true")
    assert caught.value.code == code


@pytest.mark.parametrize("code", ["unavailable", "internal", "unauthorized"])
def test_an_outage_is_unreachable(code: str) -> None:
    with Gate(reply({"type": "error", "code": code, "message": "down"})) as gate, ExpactiClient(gate.url, TOKEN) as c:
        with pytest.raises(ExpactiUnreachable) as caught:
            c.run("true")
    assert str(caught.value) == "expacti: command denied — approval service unreachable"


def test_an_error_that_names_no_command_denies_what_waits() -> None:
    script = reply({"type": "error", "code": "bad_message", "message": "eh", "ref": None})
    with Gate(script) as gate, ExpactiClient(gate.url, TOKEN) as client:
        with pytest.raises(CommandDeniedException):
            client.run("true")


YES: Frame = {"type": "decision", "id": COMMAND, "allow": True, "outcome": "approved"}


@pytest.mark.parametrize(
    "frame",
    [
        "not json",
        "[]",
        '"decision"',
        "{}",
        '{"type":7}',
        "[" * 100_000,
        b"\x00binary",
        {**YES, "allow": "true"},
        {**YES, "allow": 1},
        {**YES, "outcome": "denied"},
        {**YES, "outcome": "sure"},
        {**YES, "allow": False},
        {"type": "decision", "id": COMMAND, "allow": True},
        {"type": "decision", "allow": True, "outcome": "approved"},
        {**YES, "id": 7},
        {**YES, "latency_ms": "3"},
        {**YES, "latency_ms": True},
        {**YES, "reviewers": [7]},
        {**YES, "risk_factors": ["x"]},
        {**YES, "risk_factors": [{"code": "a", "label": "b", "points": 1, "span": [1]}]},
        {**YES, "spent": True},
        {**YES, "spent": "no"},
    ],
    ids=str,
)
def test_an_answer_that_makes_no_sense_is_a_no(frame: Frame | str | bytes) -> None:
    with Gate(reply(frame)) as gate, ExpactiClient(gate.url, TOKEN) as client:
        with pytest.raises(ExpactiUnreachable) as caught:
            client.run("true")
        client.close()
    assert str(caught.value) == "expacti: command denied — approval service unreachable"


def test_a_frame_over_one_mebibyte_is_a_no() -> None:
    with Gate(reply(json.dumps({**YES, "comment": "x" * 1024 * 1024}))) as gate, ExpactiClient(gate.url, TOKEN) as c:
        with pytest.raises(ExpactiUnreachable):
            c.run("true")


def test_another_commands_decision_is_not_taken_for_ours() -> None:
    def script(peer: Peer) -> None:
        peer.welcome()
        sent = peer.expect("command")
        peer.send(pending(sent))
        peer.send({**decision(sent, "approved"), "ref": "somebody-else"})
        peer.send({"type": "news", "id": COMMAND})
        peer.send({"type": "deadline_changed", "id": COMMAND, "expires_at": 1774072500})
        peer.send(decision(sent, "denied"))

    with Gate(script) as gate, ExpactiClient(gate.url, TOKEN) as client:
        with pytest.raises(CommandDeniedException):
            client.run("true")


def test_a_decision_under_our_ref_with_another_id_is_a_no() -> None:
    with Gate(answer("approved", id="cmd_another")) as gate, ExpactiClient(gate.url, TOKEN) as client:
        with pytest.raises(ExpactiUnreachable):
            client.run("true")


@pytest.mark.parametrize("status", [401, 403, 404, 503])
def test_a_refused_upgrade_is_unreachable(status: int) -> None:
    with Gate(status=status) as gate, ExpactiClient(gate.url, TOKEN) as client:
        with pytest.raises(ExpactiUnreachable) as caught:
            client.run("true")
    assert str(status) in caught.value.reason


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with Gate() as gate:
        url = gate.url
    with pytest.raises(ExpactiUnreachable):
        ExpactiClient(url, TOKEN).run("true")


def test_a_server_that_never_welcomes_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expacti.link, "WELCOME_SECONDS", 0.05)
    done = threading.Event()

    def silent(peer: Peer) -> None:
        done.wait(10)

    with Gate(silent) as gate:
        with pytest.raises(ExpactiUnreachable):
            ExpactiClient(gate.url, TOKEN).run("true")
        done.set()


def test_a_server_that_never_answers_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expacti.client, "ANSWER_SECONDS", 0.05)
    with Gate(reply()) as gate, ExpactiClient(gate.url, TOKEN) as client:
        with pytest.raises(ExpactiUnreachable):
            client.run("true")
        client.close()


@pytest.mark.parametrize(
    "command",
    ["", "x" * 65537, "é" * 32769, "a\0b", "\ud800"],
    ids=["empty", "long", "long in bytes", "nul", "half a pair"],
)
def test_what_cannot_be_sent_is_refused_before_it_is(command: str) -> None:
    with pytest.raises(ValueError):
        ExpactiClient("ws://127.0.0.1:9", TOKEN).run(command)


def test_two_threads_wait_side_by_side() -> None:
    def script(peer: Peer) -> None:
        peer.welcome()
        first, second = peer.expect("command"), peer.expect("command")
        for sent in (second, first):
            own = f"cmd_{sent['command']}"
            peer.send({**pending(sent), "id": own})
            peer.send({**decision(sent, "approved", comment=sent["command"]), "id": own})

    with Gate(script) as gate, ExpactiClient(gate.url, TOKEN) as client:
        heard: dict[str, str | None] = {}
        threads = [
            threading.Thread(target=lambda c=c: heard.update({c: client.run(c).comment}))
            for c in ("one", "two")
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    assert heard == {"one": "one", "two": "two"}


def test_closing_the_client_ends_the_wait() -> None:
    waiting = threading.Event()

    def script(peer: Peer) -> None:
        peer.welcome()
        peer.send(pending(peer.expect("command")))
        waiting.set()
        with pytest.raises(Exception):
            peer.socket.recv(timeout=10)

    with Gate(script) as gate, ExpactiClient(gate.url, TOKEN) as client:

        def close() -> None:
            waiting.wait(10)
            client.close()

        closer = threading.Thread(target=close)
        closer.start()
        with pytest.raises(ExpactiUnreachable):
            client.run("true")
        closer.join(10)
        with pytest.raises(ExpactiUnreachable):
            client.run("true")
    assert len(gate.requests) == 1


def test_an_interrupted_caller_withdraws_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = threading.Event()
    decide = expacti.client._decision

    def hear(call: Call, message: Message, command: str) -> Decision | None:
        decision = decide(call, message, command)
        heard.set()
        return decision

    monkeypatch.setattr(expacti.client, "_decision", hear)

    def script(peer: Peer) -> None:
        peer.welcome()
        peer.send(pending(peer.expect("command")))
        assert heard.wait(10)
        main = threading.main_thread().ident
        assert main is not None
        signal.pthread_kill(main, signal.SIGINT)
        assert peer.expect("cancel")["id"] == COMMAND

    with Gate(script) as gate, ExpactiClient(gate.url, TOKEN) as client:
        with pytest.raises(KeyboardInterrupt):
            client.run("true")


class TestLostConnections:
    @pytest.fixture(autouse=True)
    def short_grace(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(expacti.client, "RESUME_SECONDS", 1.0)

    @pytest.mark.parametrize("code", [None, 1001, 1006, 1011, 1012])
    def test_a_pending_command_is_resumed_by_its_id(self, code: int | None) -> None:
        first_sent: list[Frame] = []

        def lost(peer: Peer) -> None:
            peer.welcome()
            first_sent.append(peer.expect("command"))
            peer.send(pending(first_sent[0]))
            if code is None or code == 1006:
                peer.drop()
            else:
                peer.socket.close(code)

        def back(peer: Peer) -> None:
            peer.welcome("sess_another")
            assert peer.expect("resume")["id"] == COMMAND
            peer.send(pending(first_sent[0]))
            peer.send(decision(first_sent[0], "approved"))

        with Gate(lost, back) as gate, ExpactiClient(gate.url, TOKEN) as client:
            assert client.run("true").approved

    def test_a_command_without_an_id_yet_is_repeated_under_its_ref_and_session(self) -> None:
        sent: list[Frame] = []

        def lost(peer: Peer) -> None:
            peer.welcome()
            sent.append(peer.expect("command"))
            peer.drop()

        def back(peer: Peer) -> None:
            peer.welcome("sess_another")
            again = peer.expect("command")
            assert again == {**sent[0], "session_id": SESSION}
            peer.send(decision(again, "approved"))

        with Gate(lost, back) as gate, ExpactiClient(gate.url, TOKEN) as client:
            assert client.run("true").approved

    def test_a_spent_decision_that_answers_a_resume_is_not_run(self) -> None:
        sent: list[Frame] = []

        def lost(peer: Peer) -> None:
            peer.welcome()
            sent.append(peer.expect("command"))
            peer.send(pending(sent[0]))
            peer.drop()

        def back(peer: Peer) -> None:
            peer.welcome()
            peer.expect("resume")
            peer.send(decision(sent[0], "approved", spent=True))

        with Gate(lost, back) as gate, ExpactiClient(gate.url, TOKEN) as client:
            with pytest.raises(ExpactiUnreachable):
                client.run("true")

    def test_a_resume_nobody_knows_is_a_denial(self) -> None:
        def lost(peer: Peer) -> None:
            peer.welcome()
            peer.send(pending(peer.expect("command")))
            peer.drop()

        def back(peer: Peer) -> None:
            peer.welcome()
            peer.expect("resume")
            peer.send({"type": "error", "code": "not_found", "message": "no such command", "id": COMMAND})

        with Gate(lost, back) as gate, ExpactiClient(gate.url, TOKEN) as client:
            with pytest.raises(CommandDeniedException):
                client.run("true")

    def test_a_gate_that_stays_away_is_unreachable(self) -> None:
        def lost(peer: Peer) -> None:
            peer.welcome()
            peer.send(pending(peer.expect("command")))
            peer.drop()

        with Gate(lost) as gate, ExpactiClient(gate.url, TOKEN) as client:
            with pytest.raises(ExpactiUnreachable):
                client.run("true")
        assert len(gate.requests) > 1

    @pytest.mark.parametrize("code", [4401, 1003, 1009])
    def test_a_close_that_would_come_again_ends_it(self, code: int) -> None:
        def closing(peer: Peer) -> None:
            peer.welcome()
            peer.send(pending(peer.expect("command")))
            peer.socket.close(code)

        with Gate(closing) as gate, ExpactiClient(gate.url, TOKEN) as client:
            with pytest.raises(ExpactiUnreachable) as caught:
                client.run("true")
        assert str(code) in caught.value.reason
        assert len(gate.requests) == 1

    def test_the_next_command_connects_again(self) -> None:
        def gone(peer: Peer) -> None:
            answer("approved")(peer)
            peer.drop()

        with Gate(gone, answer("approved")) as gate, ExpactiClient(gate.url, TOKEN) as client:
            assert client.run("true").approved
            assert client.run("true").approved
