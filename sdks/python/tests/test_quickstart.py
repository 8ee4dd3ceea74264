"""The published first examples, run as they stand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from gate import Gate, Peer, decision

FIVE_LINES = """\
from expacti import ExpactiClient, CommandDeniedException
client = ExpactiClient(url="wss://api.expacti.com/shell/ws", token="YOUR_TOKEN")
decision = client.run("docker build -t myapp:latest .")
print(f"Approved after {decision.latency_ms}ms — executing")
"""

ONE_LINER = """\
python3 -c "
from expacti import ExpactiClient
c = ExpactiClient(url='$EXPACTI_URL', token='$EXPACTI_TOKEN')
d = c.run('echo hello from agent')
print('approved:', d.approved)
"
"""

SOURCES = str(Path(__file__).parents[1] / "src")


def approve(peer: Peer) -> None:
    peer.welcome()
    peer.send(decision(peer.expect("command"), "approved"))


def test_the_five_lines_run_verbatim(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with Gate(approve) as gate:
        monkeypatch.setattr("expacti.client.agent_url", lambda url: gate.url + "/shell/ws")
        names: dict[str, object] = {}
        exec(FIVE_LINES, names)
        getattr(names["client"], "close")()
    assert capsys.readouterr().out == "Approved after 12040ms — executing\n"


def test_the_shell_example_runs_verbatim() -> None:
    with Gate(approve) as gate:
        path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
        done = subprocess.run(
            ["bash", "-c", ONE_LINER],
            env={
                **os.environ,
                "PATH": path,
                "PYTHONPATH": SOURCES,
                "EXPACTI_URL": gate.url + "/shell/ws",
                "EXPACTI_TOKEN": "demo-shell-token",
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stdout) == (0, "approved: True\n"), done.stderr
