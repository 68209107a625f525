"""What tests share. No test may reach the network, the user's settings or today's date."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

CHARTER = """\
charter: Test
language: en
clauses: {"1": One, "2": Two}
rules:
- id: secret
  clause: "1"
  confidential: Phénix
  message: A secret.
  instead: Wait.
- id: ad
  clause: "2"
  disclosure: Ad
  when: {role: [creator]}
  message: Say it is an ad.
"""


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither the network nor the environment of whoever runs the tests may change a result."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a test reached for the network: postguard never does, neither may its tests")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    for name in ("NO_COLOR", "FORCE_COLOR", "CI", "LANG", "LC_ALL", "LC_MESSAGES", "TERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small charter in it, as working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "charter.yaml").write_text(CHARTER, encoding="utf-8")
    return tmp_path


@pytest.fixture
def write(desk: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file on the desk."""

    def write(name: str, content: str | bytes) -> Path:
        path = desk / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write
