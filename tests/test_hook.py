"""The hook that we offer refuses a commit with the clause in the message, through real pre-commit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import CHARTER

ROOT = Path(__file__).parents[1]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content repository with our hook installed; its environment is the one the tests run in."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "PRE_COMMIT"):
        monkeypatch.delenv(name, raising=False)
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    for hook in hooks:
        hook["language"] = "system"  # the offered environment would be installed from the network
    home = tmp_path / "content"
    home.mkdir()
    (home / "charter.yaml").write_text(CHARTER, encoding="utf-8")
    (home / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks[:1]}]}))
    git(home, "init", "-q")
    git(home, "config", "user.email", "a@b.example")
    git(home, "config", "user.name", "A")
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=home, check=True, capture_output=True)
    return home


def git(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=home, capture_output=True, text=True, check=False)


def commit(home: Path, text: str) -> subprocess.CompletedProcess[str]:
    (home / "posts").mkdir(exist_ok=True)
    (home / "posts" / "today.md").write_text(f"---\nrole: staff\n---\n{text}\n", encoding="utf-8")
    git(home, "add", ".")
    return git(home, "commit", "-m", "a post")


def test_a_commit_that_breaks_the_charter_is_refused_with_the_clause(repository: Path) -> None:
    done = commit(repository, "Le projet Phénix arrive !")
    said = (done.stdout + done.stderr).replace("\u00a0", " ")
    assert done.returncode == 1
    assert "posts/today.md:4:11" in said
    assert "clause 1 · One" in said
    assert "Wait." in said


def test_a_clean_commit_is_accepted(repository: Path) -> None:
    done = commit(repository, "Il fait beau.")
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_not_checked_is_refused_too(repository: Path) -> None:
    (repository / "posts").mkdir()
    (repository / "posts" / "week.csv").write_text("date,link\n2026-01-01,https://x.example\n")
    git(repository, "add", ".")
    done = git(repository, "commit", "-m", "a week")
    assert done.returncode == 1
    assert "exit code: 2" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("path", "selected"),
    [
        ("posts/a.md", True),
        ("content/drafts/2026/a.csv", True),
        ("brouillons/lundi.txt", True),
        ("social/export.jsonl", True),
        ("posts.csv", True),
        ("README.md", False),
        ("docs/posting.md", False),
        ("posts/a.png", False),
    ],
)
def test_the_hook_takes_drafts_by_their_names(path: str, selected: bool) -> None:
    import re

    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]
    assert bool(re.search(hook["files"], path)) is selected
    assert (hook["entry"], hook["require_serial"]) == ("postguard check", True)
