"""Why a command may not run. Each ``str`` is the text to show to the agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from expacti.decision import Decision


class ExpactiError(Exception):
    """The command may not run."""


class CommandDeniedException(ExpactiError):
    """The command was denied, blocked or cancelled, or the gate would not take it.

    ``decision`` is there when the command was decided; ``code`` when the gate answered with an error instead.
    """

    def __init__(
        self,
        command: str,
        comment: str | None = None,
        decision: Decision | None = None,
        code: str | None = None,
    ) -> None:
        text = "expacti: command denied"
        super().__init__(f"{text} — {comment}" if comment else text)
        self.command = command
        self.comment = comment
        self.decision = decision
        self.code = code


class CommandTimeoutException(ExpactiError):
    """Nobody decided in time. ``decision`` is absent when it was the caller's own patience that ended."""

    def __init__(self, command: str, decision: Decision | None = None) -> None:
        super().__init__("expacti: command timed out — no reviewer responded")
        self.command = command
        self.decision = decision


class ExpactiUnreachable(ExpactiError):
    """The gate could not be asked, or its answer was unclear. ``reason`` says what happened, for logs."""

    def __init__(self, reason: str) -> None:
        super().__init__("expacti: command denied — approval service unreachable")
        self.reason = reason
