"""The client agents use: asks, waits, and says yes only where a person or a rule did."""

from __future__ import annotations

import contextlib
import hashlib
import math
import os
import queue
import random
import secrets
import threading
import time
from types import TracebackType

from expacti import execution
from expacti.address import agent_token, agent_url
from expacti.decision import Decision, Unclear
from expacti.errors import CommandDeniedException, CommandTimeoutException, ExpactiUnreachable
from expacti.link import Call, Link, LinkLost, Lost, Message

COMMAND_BYTES_MAX = 64 * 1024
RESUME_SECONDS = 15.0
ANSWER_SECONDS = 30.0
WAIT_SECONDS_MAX = 600.0
CANCEL_SECONDS = 5.0
SLICE_SECONDS = 0.5
OUTAGES = frozenset({"unauthorized", "unavailable", "internal"})


class ExpactiClient:
    """A connection to the gate, made when it is first needed and made again when it is lost.

    ``url`` falls back to ``EXPACTI_URL``, then ``EXPACTI_BACKEND_URL``; ``token`` to ``EXPACTI_TOKEN``, then
    ``EXPACTI_SHELL_TOKEN``. Safe to share between threads; their commands wait side by side.
    """

    def __init__(self, url: str | None = None, token: str | None = None) -> None:
        self.url = agent_url(url)
        self._token = agent_token(token)
        self._lock = threading.Lock()
        self._link: Link | None = None
        self._closed = False

    def run(
        self,
        command: str,
        *,
        cwd: str | None = None,
        target: str | None = None,
        context: str | None = None,
        timeout: float | None = None,
    ) -> Decision:
        """Asks whether ``command`` may run and blocks until it is decided. Does not run it.

        ``timeout``, in seconds, is how long the caller waits at most; then the command is cancelled. The gate itself
        waits 30 to 600 s. Raises :class:`CommandDeniedException`, :class:`CommandTimeoutException` or
        :class:`ExpactiUnreachable`; ``ValueError`` for a command over 65536 bytes of UTF-8 or that is not text.
        """
        _check(command)
        call = Call(f"py-{secrets.token_hex(16)}")
        message: dict[str, object] = {
            "type": "command",
            "ref": call.ref,
            "command": command,
            "cwd": cwd,
            "target": target,
            "context": context,
            "timeout_seconds": None if timeout is None else max(30, math.ceil(min(timeout, 600))),
        }
        decision = self._decide(call, message, command, timeout)
        if decision.approved:
            return decision
        if decision.outcome == "timed_out":
            raise CommandTimeoutException(command, decision)
        raise CommandDeniedException(command, decision.comment, decision)

    def execute(
        self,
        command: str,
        *,
        cwd: str | None = None,
        target: str | None = None,
        context: str | None = None,
        timeout: float | None = None,
    ) -> execution.Execution:
        """Asks, spends the approval, runs the command here in bash (else sh), and reports how it went.

        ``cwd`` defaults to the current directory and is where it runs. Raises what :meth:`run` raises.
        """
        directory = os.path.abspath(cwd or os.getcwd())
        decision = self.run(command, cwd=directory, target=target, context=context, timeout=timeout)
        self.redeem(decision, command)
        done = execution.run(command, directory, decision)
        self._report(done)
        return done

    def redeem(self, decision: Decision, command: str) -> None:
        """Spends an approval. Only after this returns may ``command`` run, once. Raises where it was not spent."""
        if not decision.approved or decision.spent or decision.approval_token is None:
            raise ExpactiUnreachable("the decision carries no approval to spend")
        call = Call("")
        call.id = decision.id
        link = self._connected()
        link.join(call)
        try:
            link.send(
                {
                    "type": "redeem",
                    "id": decision.id,
                    "approval_token": decision.approval_token,
                    "command_sha256": hashlib.sha256(command.encode()).hexdigest(),
                }
            )
            self._redeemed(call, command)
        except LinkLost as gone:
            # Whether it was spent is unknown, so it is not run.
            raise ExpactiUnreachable(gone.lost.reason) from gone
        finally:
            link.leave(call)

    def close(self) -> None:
        """Ends the connection. Whoever still waits gets :class:`ExpactiUnreachable`; pending commands are cancelled."""
        with self._lock:
            self._closed = True
            link, self._link = self._link, None
        if link is not None:
            link.close()

    def __enter__(self) -> ExpactiClient:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        wrong: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"ExpactiClient(url={self.url!r})"

    def _connected(self) -> Link:
        """The live connection, made now if there is none. Raises :class:`ExpactiUnreachable`."""
        with self._lock:
            if self._closed:
                raise ExpactiUnreachable("the client is closed")
            if self._link is None or not self._link.alive:
                try:
                    self._link = Link(self.url, self._token)
                except LinkLost as gone:
                    raise ExpactiUnreachable(gone.lost.reason) from gone
            return self._link

    def _decide(self, call: Call, message: dict[str, object], command: str, timeout: float | None) -> Decision:
        """Sends the command and follows it over as many connections as it takes."""
        patience = min(timeout if timeout is not None else math.inf, WAIT_SECONDS_MAX + ANSWER_SECONDS)
        deadline = time.monotonic() + patience
        link = self._connected()
        session = link.session_id
        link.join(call)
        try:
            first = True
            while True:
                try:
                    link.send(message if first else _again(call, message, session))
                    return self._await(link, call, command, deadline)
                except LinkLost as gone:
                    link.leave(call)
                    link, first = self._back(gone.lost), False
                    call.inbox = queue.SimpleQueue()
                    link.join(call)
        except KeyboardInterrupt:
            self._withdraw(link, call)
            raise
        finally:
            link.leave(call)

    def _back(self, lost: Lost) -> Link:
        """A new connection within the 15 s for which the gate keeps a command whose agent is lost."""
        until = time.monotonic() + RESUME_SECONDS
        pause = 0.1
        while not lost.final and not self._closed:
            try:
                return self._connected()
            except ExpactiUnreachable as wrong:
                cause = wrong.__cause__
                lost = cause.lost if isinstance(cause, LinkLost) else Lost(wrong.reason, final=True)
            wait = pause * random.uniform(0.5, 1.5)
            if time.monotonic() + wait > until:
                break
            time.sleep(wait)
            pause = min(pause * 2, 2.0)
        raise ExpactiUnreachable(lost.reason)

    def _await(self, link: Link, call: Call, command: str, deadline: float) -> Decision:
        answered = False
        while True:
            now = time.monotonic()
            limit = deadline if answered else min(deadline, now + ANSWER_SECONDS)
            message = _next(call, limit - now)
            if message is None and limit < deadline:
                raise ExpactiUnreachable("the gate did not answer")
            if message is None:
                return self._give_up(link, call, command)
            decision = _decision(call, message, command)
            if decision is not None:
                return decision
            answered = True

    def _give_up(self, link: Link, call: Call, command: str) -> Decision:
        """The caller's patience is over: withdraws the command, unless it was decided just before."""
        if call.id is None:
            raise CommandTimeoutException(command)
        until = time.monotonic() + CANCEL_SECONDS
        try:
            link.send({"type": "cancel", "id": call.id})
            while (message := _next(call, until - time.monotonic())) is not None:
                if message.get("type") == "error":
                    continue
                decision = _decision(call, message, command)
                if decision is not None and decision.outcome != "cancelled":
                    return decision
                if decision is not None:
                    break
        except LinkLost:
            pass
        raise CommandTimeoutException(command)

    def _withdraw(self, link: Link, call: Call) -> None:
        """Nobody waits any more, so nobody need decide."""
        with contextlib.suppress(LinkLost):
            if call.id is not None:
                link.send({"type": "cancel", "id": call.id})

    def _redeemed(self, call: Call, command: str) -> None:
        until = time.monotonic() + ANSWER_SECONDS
        while (message := _next(call, until - time.monotonic())) is not None:
            if message.get("type") == "redeemed":
                return
            if message.get("type") == "error":
                raise _refusal(message, command)
        raise ExpactiUnreachable("the gate did not answer")

    def _report(self, done: execution.Execution) -> None:
        """The report is a courtesy: what ran has run, so a lost connection here raises nothing."""
        try:
            self._connected().send(
                {
                    "type": "result",
                    "id": done.decision.id,
                    "exit_code": done.exit_code,
                    "duration_ms": done.duration_ms,
                    "output_bytes": len(done.stdout) + len(done.stderr),
                }
            )
        except (LinkLost, ExpactiUnreachable):
            pass


def _check(command: str) -> None:
    size = len(command.encode())
    if size == 0 or size > COMMAND_BYTES_MAX or "\0" in command:
        raise ValueError(f"command has {size} bytes; it must be text of 1 to {COMMAND_BYTES_MAX} bytes without NUL")


def _again(call: Call, message: dict[str, object], session: str) -> Message:
    """What takes a command up again: its id or, where it never got one, its ref in the session it was sent in."""
    if call.id is not None:
        return {"type": "resume", "id": call.id}
    return {**message, "session_id": session}


def _next(call: Call, seconds: float) -> Message | None:
    """Waits in slices: a signal that arrives just before a wait begins is only seen when that wait ends."""
    until = time.monotonic() + seconds
    while True:
        left = until - time.monotonic()
        try:
            message = call.inbox.get(timeout=min(max(0.0, left), SLICE_SECONDS))
        except queue.Empty:
            if left <= SLICE_SECONDS:
                return None
            continue
        if isinstance(message, Lost):
            raise LinkLost(message)
        return message


def _decision(call: Call, message: Message, command: str) -> Decision | None:
    """The decision, or nothing where the command still waits. Raises where it may not run."""
    if message.get("type") == "error":
        raise _refusal(message, command)
    if message.get("type") != "decision":
        return None
    try:
        decision = Decision.read(message)
    except Unclear as wrong:
        raise ExpactiUnreachable(f"unclear decision: {wrong}") from wrong
    if call.id is not None and decision.id != call.id:
        raise ExpactiUnreachable("the decision is about another command")
    if decision.spent:
        # Nothing here asks for a spent approval: somebody else may have run it.
        raise ExpactiUnreachable("the approval was spent already")
    return decision


def _refusal(message: Message, command: str) -> CommandDeniedException | ExpactiUnreachable:
    code, text = str(message.get("code")), str(message.get("message") or message.get("code"))
    if code in OUTAGES:
        return ExpactiUnreachable(f"{code}: {text}")
    return CommandDeniedException(command, text, code=code)
