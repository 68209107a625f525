"""Several processes write what one would have written."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from postguard import api, parallel
from postguard.checker import Checker
from postguard.model import Post, Problem, Result, Tally
from postguard.reporters import REPORTERS, Style

TEXTS = ("Phénix arrives.", "Nothing to see.", "P h é n i x", "")
FATAL = "The post that kills."


@pytest.fixture
def checker(desk: Path) -> Checker:
    return Checker(api.load(desk / "charter.yaml"))


def posts(number: int) -> Iterator[Post | Problem]:
    for i in range(number):
        if i % 97 == 13:
            yield Problem("s.csv", "A torn row.", record=i)
        else:
            yield Post(f"{TEXTS[i % 4]} {i}", id=str(i), source="s.csv", record=i, role="brand")


def report(checker: Checker, inputs: Iterator[Post | Problem], jobs: int, name: str) -> tuple[str, Tally]:
    reporter, tally = REPORTERS[name](Style()), Tally()
    pieces = [reporter.start(checker.charter)]
    if jobs == 1:
        for outcome in checker.check_all(inputs):
            tally.add(outcome)
            pieces.append(reporter.outcome(outcome))
    else:
        for (text,), counts in parallel.written(checker, inputs, [reporter], jobs):
            tally.include(counts)
            pieces.append(text)
    return "".join([*pieces, reporter.finish(tally)]), tally


@pytest.mark.parametrize("name", ["json", "jsonl", "text"])
def test_any_number_of_processes_writes_the_same(checker: Checker, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "CHUNK", 50)
    alone = report(checker, posts(1234), 1, name)
    assert alone[1].posts > 1000
    assert alone[1].violating > 100
    for jobs in (2, 4):
        assert report(checker, posts(1234), jobs, name) == alone


class Fragile(Checker):
    """Its process is killed by one post."""

    def check(self, post: Post) -> Result:
        if post.text == FATAL:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().check(post)


def test_a_post_that_kills_its_process_is_a_problem_and_the_rest_is_checked(desk: Path) -> None:
    checker = Fragile(api.load(desk / "charter.yaml"))
    many = [Post(f"Phénix {i}", source="s.csv", record=i, line=i + 1, role="brand") for i in range(1200)]
    many[700] = Post(FATAL, source="s.csv", record=700, line=701)
    began = time.monotonic()
    text, tally = report(checker, iter(many), 2, "jsonl")
    lines = text.splitlines()
    assert len(lines) == 1200
    assert f'"reason": "{parallel.LOST}"' in lines[700]
    assert '"record": 700, "line": 701, "verdict": "unchecked"' in lines[700]
    assert (tally.posts, tally.violating, tally.problems) == (1199, 1199, 1)
    assert tally.exit_code() == 2
    assert time.monotonic() - began < 60


def test_a_death_is_noticed_at_once(desk: Path) -> None:
    checker = Fragile(api.load(desk / "charter.yaml"))
    checker.check(Post("Phénix", role="brand"))
    began = time.monotonic()
    (text, _), *_ = parallel.written(checker, iter([Post(FATAL)]), [REPORTERS["jsonl"](Style())], 2)
    assert parallel.LOST in text[0]
    assert time.monotonic() - began < 5  # on a machine that does much else; measured in bench/


class Broken(Checker):
    def check(self, post: Post) -> Result:
        raise ValueError(f"secret {post.text}")


def test_an_error_of_ours_is_told_without_the_words_of_the_post(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    checker = Broken(api.load(desk / "charter.yaml"))
    with pytest.raises(RuntimeError, match=r"^ValueError$"):
        report(checker, iter([Post("Draille")]), 2, "jsonl")
    assert "Draille" not in capfd.readouterr().err
