"""Where the gate is and how to prove who asks."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit

AGENT_PATH = "/shell/ws"
TOKEN_LENGTH_MAX = 512


class Token:
    """A secret that neither prints nor formats itself."""

    def __init__(self, value: str) -> None:
        printable = all(" " < c < "\x7f" for c in value)
        if not value or len(value) > TOKEN_LENGTH_MAX or not printable:
            raise ValueError(f"token must be 1 to {TOKEN_LENGTH_MAX} printable ASCII characters")
        self._value = value

    def header(self) -> str:
        return f"Bearer {self._value}"

    def __repr__(self) -> str:
        return "<token>"

    def __reduce__(self) -> str:
        raise TypeError("a token is not serialised")


def agent_url(url: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The agent socket's address; without a path it gets ``/shell/ws``."""
    given = url or environment.get("EXPACTI_URL") or environment.get("EXPACTI_BACKEND_URL")
    if not given:
        raise ValueError("no url: pass url=… or set EXPACTI_URL")
    parts = urlsplit(given)
    if parts.scheme not in ("ws", "wss") or not parts.hostname:
        raise ValueError("url must begin with ws:// or wss:// and name a host")
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError("url must not carry a query, a fragment or a login; pass the token as token=…")
    path = AGENT_PATH if parts.path in ("", "/") else parts.path
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def agent_token(token: str | None, environment: Mapping[str, str] = os.environ) -> Token:
    given = token or environment.get("EXPACTI_TOKEN") or environment.get("EXPACTI_SHELL_TOKEN")
    if not given:
        raise ValueError("no token: pass token=… or set EXPACTI_TOKEN")
    return Token(given)
