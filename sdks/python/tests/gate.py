"""A gate that follows a script, frame by frame: one function per connection, in order."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable
from typing import Any

from websockets.datastructures import Headers
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve

SESSION = "sess_01k5q3v7md27h9t1v4x6y8z0b2"
COMMAND = "cmd_01k5q3v7me38j0v2w5y7z9a1c3"

Frame = dict[str, Any]


class Peer:
    """The server's side of one connection."""

    def __init__(self, socket: ServerConnection) -> None:
        self.socket = socket

    def welcome(self, session: str = SESSION) -> None:
        self.send(
            {
                "type": "welcome",
                "protocol": 1,
                "org_id": "org_1",
                "agent_id": "agent_1",
                "agent_name": "bot",
                "session_id": session,
                "timestamp": 1774072257,
            }
        )

    def send(self, frame: Frame) -> None:
        self.socket.send(json.dumps(frame))

    def expect(self, kind: str) -> Frame:
        frame: Frame = json.loads(self.socket.recv(timeout=10))
        assert frame["type"] == kind, frame
        return frame

    def drop(self) -> None:
        """Ends the connection without a closing handshake."""
        self.socket.close_socket()


Script = Callable[[Peer], None]


class Gate:
    """Serves the scripts, one connection each; a further connection is refused. Failures surface on exit."""

    def __init__(self, *scripts: Script, status: int | None = None) -> None:
        self.scripts = list(scripts)
        self.status = status
        self.requests: list[Request] = []
        self.failures: queue.SimpleQueue[BaseException] = queue.SimpleQueue()
        self.server = serve(self._serve, "127.0.0.1", 0, process_request=self._request, compression=None)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.server.socket.getsockname()[1]}"

    def __enter__(self) -> Gate:
        self.thread.start()
        return self

    def __exit__(self, *ignored: object) -> None:
        self.server.shutdown()
        self.thread.join()
        if not self.failures.empty():
            raise self.failures.get()

    def _request(self, socket: ServerConnection, request: Request) -> Response | None:
        self.requests.append(request)
        status = self.status if self.status is not None else None if self.scripts else 503
        return None if status is None else Response(status, "refused", Headers(), b"")

    def _serve(self, socket: ServerConnection) -> None:
        try:
            self.scripts.pop(0)(Peer(socket))
        except BaseException as wrong:
            self.failures.put(wrong)


def pending(sent: Frame, **more: Any) -> Frame:
    return {
        "type": "pending",
        "ref": sent["ref"],
        "id": COMMAND,
        "session_id": SESSION,
        "risk_score": 82,
        "risk_level": "CRITICAL",
        "risk_factors": [{"code": "all_flag", "label": "acts on everything", "points": 20, "span": [19, 24]}],
        "anomaly": False,
        "anomaly_reasons": [],
        "required_approvals": 1,
        "expires_at": 1774072317,
        **more,
    }


def decision(sent: Frame, outcome: str, **more: Any) -> Frame:
    frame: Frame = {
        "type": "decision",
        "ref": sent["ref"],
        "id": COMMAND,
        "session_id": SESSION,
        "allow": outcome == "approved",
        "outcome": outcome,
        "via": "reviewer",
        "comment": None,
        "reviewers": ["Grace"],
        "rule_ids": [],
        "risk_score": 82,
        "risk_level": "CRITICAL",
        "risk_factors": [{"code": "all_flag", "label": "acts on everything", "points": 20, "span": [19, 24]}],
        "anomaly_reasons": [],
        "latency_ms": 12040,
        **more,
    }
    if outcome == "approved" and "spent" not in more:
        frame |= {"approval_token": "approval-1", "approval_expires_at": 1774072347}
    return frame
