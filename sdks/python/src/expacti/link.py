"""One live socket to the gate: sends frames, and hands each answer to the call it belongs to."""

from __future__ import annotations

import json
import logging
import queue
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TypeAlias

from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI, WebSocketException
from websockets.sync.client import connect

from expacti.address import Token
from expacti.decision import Unclear

FRAME_BYTES_MAX = 1024 * 1024
OPEN_SECONDS = 10.0
WELCOME_SECONDS = 10.0
CLOSE_SECONDS = 1.0
NONSENSE = (1002, 1003, 1007, 1009)
GIVE_UP = (4401, *NONSENSE)

Message: TypeAlias = Mapping[str, object]


@dataclass(frozen=True)
class Lost:
    """The socket is gone. ``final`` where coming back is no use: the token was refused, or the gate made no sense."""

    reason: str
    final: bool = False


class LinkLost(Exception):
    def __init__(self, lost: Lost) -> None:
        super().__init__(lost.reason)
        self.lost = lost


class Call:
    """Somebody waiting for answers about one command."""

    def __init__(self, ref: str) -> None:
        self.ref = ref
        self.id: str | None = None
        self.inbox: queue.SimpleQueue[Message | Lost] = queue.SimpleQueue()

    def is_meant(self, message: Message) -> bool:
        ref, command = message.get("ref"), message.get("id")
        if ref is not None:
            return ref == self.ref
        return command is not None and command == self.id


class _NoToken(logging.Filter):
    """Keeps the token out of the library's own debugging output."""

    def filter(self, record: logging.LogRecord) -> bool:
        args = record.args
        if isinstance(args, tuple) and args and str(args[0]).lower() == "authorization":
            record.args = (args[0], "<token>")
        return True


_log = logging.getLogger("expacti.socket")
_log.addFilter(_NoToken())


class Link:
    """Connects, waits for ``welcome``, then reads until the socket ends. Raises :class:`LinkLost` where that fails."""

    def __init__(self, url: str, token: Token) -> None:
        self._calls: list[Call] = []
        self._lock = threading.Lock()
        self._lost: Lost | None = None
        self._stack = ExitStack()
        try:
            self._socket = self._stack.enter_context(
                connect(
                    url,
                    additional_headers={"Authorization": token.header()},
                    compression=None,
                    open_timeout=OPEN_SECONDS,
                    close_timeout=CLOSE_SECONDS,
                    max_size=FRAME_BYTES_MAX,
                    logger=_log,
                )
            )
        except (OSError, InvalidURI, InvalidHandshake, WebSocketException, ValueError) as wrong:
            raise LinkLost(_refused(wrong)) from wrong
        try:
            self.session_id = self._welcome()
        except BaseException:
            self._stack.close()
            raise
        self._reader = threading.Thread(target=self._read, name="expacti-reader", daemon=True)
        self._reader.start()

    @property
    def alive(self) -> bool:
        return self._lost is None

    def join(self, call: Call) -> None:
        """From now on the call hears what is meant for it, and of the socket's end."""
        with self._lock:
            self._calls.append(call)
            if self._lost is not None:
                call.inbox.put(self._lost)

    def leave(self, call: Call) -> None:
        with self._lock:
            self._calls = [other for other in self._calls if other is not call]

    def send(self, message: Message) -> None:
        text = json.dumps({k: v for k, v in message.items() if v is not None}, ensure_ascii=False)
        try:
            self._socket.send(text)
        except (ConnectionClosed, OSError) as wrong:
            raise LinkLost(self._lost or Lost("the connection is closed")) from wrong

    def close(self, reason: str = "the client was closed") -> None:
        self._end(Lost(reason, final=True))
        self._stack.close()

    def _welcome(self) -> str:
        try:
            message = _parse(self._socket.recv(timeout=WELCOME_SECONDS))
        except (TimeoutError, ConnectionClosed, OSError) as wrong:
            raise LinkLost(_closed(wrong)) from wrong
        except Unclear as wrong:
            raise LinkLost(Lost(str(wrong), final=True)) from wrong
        session = message.get("session_id")
        if message.get("type") == "error":
            raise LinkLost(Lost(f"refused: {message.get('code')}", final=message.get("code") == "unauthorized"))
        if message.get("type") != "welcome" or not isinstance(session, str):
            raise LinkLost(Lost("the server did not say welcome", final=True))
        return session

    def _read(self) -> None:
        try:
            while True:
                self._deliver(_parse(self._socket.recv()))
        except Unclear as wrong:
            self._end(Lost(str(wrong), final=True))
        except (ConnectionClosed, OSError) as wrong:
            self._end(_closed(wrong))
        finally:
            self._end(Lost("the connection ended"))
            self._stack.close()

    def _deliver(self, message: Message) -> None:
        addressed = message.get("ref") is not None or message.get("id") is not None
        with self._lock:
            calls = list(self._calls)
            if message.get("type") == "pending":
                for call in calls:
                    if call.ref == message.get("ref") and isinstance(message.get("id"), str):
                        call.id = str(message["id"])
        for call in calls:
            # An error that names no command may be about any of them.
            if call.is_meant(message) or (message.get("type") == "error" and not addressed):
                call.inbox.put(message)

    def _end(self, lost: Lost) -> None:
        with self._lock:
            if self._lost is None:
                self._lost = lost
                for call in self._calls:
                    call.inbox.put(lost)


def _parse(frame: str | bytes) -> Message:
    if not isinstance(frame, str):
        raise Unclear("the server sent a binary frame")
    try:
        message = json.loads(frame)
    except (ValueError, RecursionError) as wrong:
        raise Unclear("the server sent something that is not JSON") from wrong
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        raise Unclear("the server sent something that is not a message")
    return message


def _refused(wrong: Exception) -> Lost:
    response = getattr(wrong, "response", None)
    status = getattr(response, "status_code", None)
    if status is not None:
        return Lost(f"the server answered HTTP {status}", final=400 <= status < 500 and status != 429)
    return Lost(f"no connection: {type(wrong).__name__}")


def _closed(wrong: Exception) -> Lost:
    received = getattr(wrong, "rcvd", None)
    code = getattr(received, "code", None)
    sent = getattr(getattr(wrong, "sent", None), "code", None)
    if sent in NONSENSE and not getattr(wrong, "rcvd_then_sent", False):
        return Lost(f"the server sent what no client takes: {sent}", final=True)
    if code is None:
        return Lost("the connection was lost")
    return Lost(f"the server closed the connection: {code}", final=code in GIVE_UP)
