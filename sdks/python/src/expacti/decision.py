"""A decision, read strictly: what does not have the contract's shape is not a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")

OUTCOMES = frozenset({"approved", "denied", "timed_out", "cancelled", "blocked"})


class Unclear(Exception):
    """The server said something the contract does not allow."""


@dataclass(frozen=True)
class RiskFactor:
    """One reason for a risk score. ``span`` is the part of the command it stems from, in UTF-16 offsets."""

    code: str
    label: str
    points: int
    span: tuple[int, int] | None = None


@dataclass(frozen=True)
class Decision:
    """How a command was decided.

    ``latency_ms`` is submission to decision. ``comment`` is the reviewer's note. ``suggested_command`` is what a denial
    proposes instead. ``approval_token`` spends the approval, once, until ``approval_expires_at`` (Unix seconds).
    """

    id: str
    session_id: str
    approved: bool
    outcome: str
    via: str
    latency_ms: int
    comment: str | None = None
    reviewers: tuple[str, ...] = ()
    rule_ids: tuple[str, ...] = ()
    risk_score: int = 0
    risk_level: str = ""
    risk_factors: tuple[RiskFactor, ...] = ()
    anomaly_reasons: tuple[str, ...] = ()
    suggested_command: str | None = None
    approval_token: str | None = field(default=None, repr=False)
    approval_expires_at: int | None = None
    spent: bool = False

    @staticmethod
    def read(message: Mapping[str, object]) -> Decision:
        """Raises :class:`Unclear` where a part that is there has another shape, or a part that allows is missing."""
        allow = _need(message, "allow", bool)
        outcome = _need(message, "outcome", str) if allow else _maybe(message, "outcome", str) or "denied"
        if outcome not in OUTCOMES or allow != (outcome == "approved"):
            raise Unclear("decision's allow and outcome do not agree")
        token = _maybe(message, "approval_token", str)
        if token is not None and not allow:
            raise Unclear("decision refuses, yet carries an approval token")
        return Decision(
            id=_need(message, "id", str),
            session_id=_maybe(message, "session_id", str) or "",
            approved=allow,
            outcome=outcome,
            via=_maybe(message, "via", str) or "",
            latency_ms=_maybe(message, "latency_ms", int) or 0,
            comment=_maybe(message, "comment", str) or None,
            reviewers=_texts(message, "reviewers"),
            rule_ids=_texts(message, "rule_ids"),
            risk_score=_maybe(message, "risk_score", int) or 0,
            risk_level=_maybe(message, "risk_level", str) or "",
            risk_factors=_factors(message),
            anomaly_reasons=_texts(message, "anomaly_reasons"),
            suggested_command=_maybe(message, "suggested_command", str),
            approval_token=token,
            approval_expires_at=_maybe(message, "approval_expires_at", int),
            spent=_maybe(message, "spent", bool) or False,
        )


def _is(value: object, kind: type[T]) -> bool:
    return isinstance(value, kind) and not (kind is int and isinstance(value, bool))


def _maybe(message: Mapping[str, object], name: str, kind: type[T]) -> T | None:
    value = message.get(name)
    if value is None:
        return None
    if not _is(value, kind):
        raise Unclear(f"{name} is not {kind.__name__}")
    assert isinstance(value, kind)
    return value


def _need(message: Mapping[str, object], name: str, kind: type[T]) -> T:
    value = _maybe(message, name, kind)
    if value is None:
        raise Unclear(f"{name} is missing")
    return value


def _texts(message: Mapping[str, object], name: str) -> tuple[str, ...]:
    items: list[object] = _maybe(message, name, list) or []
    if not all(isinstance(item, str) for item in items):
        raise Unclear(f"{name} is not a list of strings")
    return tuple(str(item) for item in items)


def _factors(message: Mapping[str, object]) -> tuple[RiskFactor, ...]:
    items: list[object] = _maybe(message, "risk_factors", list) or []
    return tuple(_factor(item) for item in items)


def _factor(item: object) -> RiskFactor:
    if not isinstance(item, dict):
        raise Unclear("risk_factors holds something that is not an object")
    span: list[object] | None = _maybe(item, "span", list)
    if span is not None and len(span) != 2:
        raise Unclear("span is not two integers")
    return RiskFactor(
        code=_need(item, "code", str),
        label=_need(item, "label", str),
        points=_need(item, "points", int),
        span=None if span is None else (_need({"span": span[0]}, "span", int), _need({"span": span[1]}, "span", int)),
    )
