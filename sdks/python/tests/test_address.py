from __future__ import annotations

import pickle

import pytest

from expacti import ExpactiClient
from expacti.address import Token, agent_token, agent_url


@pytest.mark.parametrize(
    ("given", "full"),
    [
        ("wss://your-instance.expacti.com", "wss://your-instance.expacti.com/shell/ws"),
        ("ws://localhost:3001/", "ws://localhost:3001/shell/ws"),
        ("wss://api.expacti.com/shell/ws", "wss://api.expacti.com/shell/ws"),
        ("wss://proxy.example/gate", "wss://proxy.example/gate"),
    ],
)
def test_an_address_without_a_path_gets_the_agents(given: str, full: str) -> None:
    assert agent_url(given, {}) == full


@pytest.mark.parametrize(
    "url",
    ["http://localhost", "localhost:3001", "ws://", "wss://h/shell/ws?token=x", "wss://a:b@h", "ws://h/#x", ""],
)
def test_an_address_that_is_none_or_carries_a_secret_is_refused(url: str) -> None:
    with pytest.raises(ValueError):
        agent_url(url, {})


def test_the_environment_is_asked_in_order() -> None:
    both = {
        "EXPACTI_URL": "ws://one",
        "EXPACTI_BACKEND_URL": "ws://two",
        "EXPACTI_TOKEN": "one",
        "EXPACTI_SHELL_TOKEN": "two",
    }
    older = {k: v for k, v in both.items() if k not in ("EXPACTI_URL", "EXPACTI_TOKEN")}
    assert agent_url(None, both) == "ws://one/shell/ws"
    assert agent_url(None, older) == "ws://two/shell/ws"
    assert agent_url("ws://three", both) == "ws://three/shell/ws"
    assert agent_token(None, both).header() == "Bearer one"
    assert agent_token(None, older).header() == "Bearer two"


def test_a_client_takes_both_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPACTI_URL", "ws://localhost:3001")
    monkeypatch.setenv("EXPACTI_TOKEN", "demo-shell-token")
    assert repr(ExpactiClient()) == "ExpactiClient(url='ws://localhost:3001/shell/ws')"


@pytest.mark.parametrize("token", ["a b", "a\r\nX: y", "é", "x" * 513])
def test_a_token_that_would_break_the_header_is_refused_unquoted(token: str) -> None:
    with pytest.raises(ValueError) as caught:
        agent_token(token, {})
    assert token not in str(caught.value)


def test_without_a_token_there_is_no_client() -> None:
    with pytest.raises(ValueError, match="EXPACTI_TOKEN"):
        agent_token(None, {})


def test_a_token_neither_prints_nor_pickles() -> None:
    token = Token("s3cret")
    assert "s3cret" not in f"{token} {token!r}"
    with pytest.raises(TypeError):
        pickle.dumps(token)
