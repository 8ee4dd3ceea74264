"""Running an approved command as it was shown: by the same shell language, with nothing slipped in beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass

from expacti.decision import Decision

TOKENS = ("EXPACTI_TOKEN", "EXPACTI_SHELL_TOKEN")
START_FILES = ("BASH_ENV", "ENV")


@dataclass(frozen=True)
class Execution:
    """What came of a command that was allowed and run. ``exit_code`` is negative for a signal."""

    decision: Decision
    exit_code: int
    stdout: bytes
    stderr: bytes
    duration_ms: int


def run(command: str, cwd: str, decision: Decision) -> Execution:
    started = time.monotonic()
    done = subprocess.run(
        _shell(command),
        cwd=cwd,
        env=_environment(os.environ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    duration_ms = round((time.monotonic() - started) * 1000)
    return Execution(decision, done.returncode, done.stdout, done.stderr, duration_ms)


def _shell(command: str) -> list[str]:
    bash = shutil.which("bash")
    if bash is None:
        return ["/bin/sh", "-c", command]
    # -p: no functions and no start file from the environment redefine what the reviewer read.
    return [bash, "-p", "-c", command]


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """The command gets neither the agent's token nor a start file for its shell."""
    return {name: value for name, value in given.items() if name not in TOKENS + START_FILES}
