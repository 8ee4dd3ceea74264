from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from gate import Gate, Peer

from expacti import CommandDeniedException, CommandTimeoutException, ExpactiClient, ExpactiUnreachable

ANSWERS = sorted((Path(__file__).parents[3] / "vectors" / "protocol" / "answers").glob("*.json"))
RESULTS = {"denied": CommandDeniedException, "timed_out": CommandTimeoutException, "unreachable": ExpactiUnreachable}


def send(peer: Peer, frame: dict[str, Any], ref: str) -> None:
    if "frame_binary_hex" in frame:
        peer.socket.send(bytes.fromhex(frame["frame_binary_hex"]))
    else:
        peer.socket.send(frame.get("frame_text") or json.dumps(frame).replace("$ref", ref))


def test_there_are_cases() -> None:
    assert len(ANSWERS) > 20


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_an_answer_comes_to_what_the_vectors_say(path: Path) -> None:
    case = json.loads(path.read_text())

    def script(peer: Peer) -> None:
        peer.welcome()
        ref = peer.expect("command")["ref"]
        for frame in case["frames"]:
            send(peer, frame, ref)
        with pytest.raises(Exception):
            peer.socket.recv(timeout=10)

    with Gate(script) as gate, ExpactiClient(gate.url, "token") as client:
        if case["result"] == "allowed":
            assert client.run("true").approved
        else:
            with pytest.raises(RESULTS[case["result"]]) as caught:
                client.run("true")
            assert str(caught.value) == case["text"]
        client.close()
