"""Ask a person before an agent's command runs.

``run`` blocks until a command is decided and returns only when it was allowed; every other end raises. Whatever is
unclear (a lost connection, an answer that makes no sense, no answer) is a no.
"""

from expacti.client import ExpactiClient
from expacti.decision import Decision, RiskFactor
from expacti.errors import CommandDeniedException, CommandTimeoutException, ExpactiError, ExpactiUnreachable
from expacti.execution import Execution

__all__ = [
    "CommandDeniedException",
    "CommandTimeoutException",
    "Decision",
    "Execution",
    "ExpactiClient",
    "ExpactiError",
    "ExpactiUnreachable",
    "RiskFactor",
]
