"""What every answer of the gate is held against besides its schema; schemathesis reads this (SCHEMATHESIS_HOOKS)."""

from __future__ import annotations

import re

import schemathesis

INSIDES = re.compile(
    r"\tat |Exception|java\.|io\.micronaut|com\.expacti|org\.postgres|jackson|Traceback|Caused by"
)


@schemathesis.check
def status_is_named(ctx, response, case) -> None:
    """`default` describes failures of ours; what a caller may meet stands in the document by its number."""
    named = case.operation.definition.raw.get("responses", {})
    # A path that the framework does not route to, or a method it does not take, is no operation of the document.
    beside = {404, 405, 406, 413, 415}
    if str(response.status_code) not in named and response.status_code not in beside:
        raise AssertionError(f"{response.status_code} is not documented for {case.operation.label}")


@schemathesis.check
def refusals_are_problems(ctx, response, case) -> None:
    """An error is problem+json with a code, and tells nothing of what is inside."""
    if response.status_code < 400 or case.method.upper() == "HEAD":
        return
    kind = (response.headers.get("content-type") or [""])[0]
    if not kind.startswith("application/problem+json"):
        raise AssertionError(f"{response.status_code} came as {kind!r}")
    problem = response.json()
    for field in ("type", "title", "status", "detail", "code", "request_id"):
        if not problem.get(field):
            raise AssertionError(f"the problem has no {field}: {problem}")
    if INSIDES.search(response.text):
        raise AssertionError(f"the problem shows its insides: {problem}")
