"""Several processes write what one would have written."""

from __future__ import annotations

import csv
import json
import multiprocessing
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from postguard import api, parallel
from postguard import checker as checkers
from postguard.checker import Checker
from postguard.cli import main
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


@pytest.mark.parametrize("name", sorted(REPORTERS))
def test_any_number_of_processes_writes_the_same(checker: Checker, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "CHUNK", 50)
    alone = report(checker, posts(1234), 1, name)
    assert alone[1].posts > 1000
    assert alone[1].violating > 100
    for jobs in (2, 4):
        assert report(checker, posts(1234), jobs, name) == alone


def test_systems_that_cannot_fork_write_the_same(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    monkeypatch.setattr(parallel, "CHUNK", 50)
    for _ in range(2):  # compiled, then from the cache
        checker = Checker(api.load(desk / "charter.yaml", cache=tmp_path / "cache"))
        assert report(checker, posts(120), 2, "jsonl") == report(checker, posts(120), 1, "jsonl")


def table(path: Path, texts: list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "text", "role"])
        rows.writerows([str(at), text, "brand"] for at, text in enumerate(texts))


@pytest.mark.parametrize(
    "how",
    [
        # Beside reports that workers can write there is one that they cannot: all of them are made the other way.
        [f"--output={name}=report.{name}" for name in sorted(REPORTERS)],
        ["--format=jsonl"],
        ["--color=always", "--confidential=show", "--ui-language=fr"],
    ],
)
def test_a_run_writes_the_same_bytes_whatever_its_jobs(
    desk: Path, how: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "CHUNK", 50)
    table(desk / "year.csv", [f"{TEXTS[i % 4]} {i}" if i % 97 else "" for i in range(555)])
    made = []
    for jobs in (1, 2, 4):
        done = CliRunner().invoke(main, ["check", "year.csv", f"--jobs={jobs}", *how])
        files = [file.read_bytes() for file in sorted(desk.glob("report.*"))]
        assert done.exit_code == 2
        assert len(files) == sum(option.startswith("--output") for option in how)
        made.append((done.stdout_bytes, done.stderr_bytes, *files))
    assert made[0] == made[1] == made[2]
    assert b"554" in made[0][0]


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


KILLER = """
import os, signal, sys, time
for line in sys.stdin:
    os.kill(int(line), signal.SIGKILL)
    print(time.monotonic(), flush=True)
"""


def test_a_worker_killed_from_outside_costs_one_post_and_is_missed_within_a_second(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killer = subprocess.Popen([sys.executable, "-c", KILLER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert killer.stdin
    victims = killer.stdin.fileno()

    class Held(Checker):
        """At some posts it waits for another process to kill it."""

        def check(self, post: Post) -> Result:
            if post.text == FATAL:
                os.write(victims, f"{os.getpid()}\n".encode())
                time.sleep(60)
                raise AssertionError("nobody killed it")
            return super().check(post)

    hired: list[float] = []
    waits: list[tuple[object, ...]] = []
    hire, wait = parallel._Team._hired, parallel.wait

    def noted(team: parallel._Team) -> parallel._Worker:
        made = hire(team)
        hired.append(time.monotonic())
        return made

    def unhurried(*given: Any, **more: Any) -> Any:
        waits.append((*given[1:], *more.values()))
        return wait(*given, **more)

    monkeypatch.setattr(parallel, "CHUNK", 20)
    monkeypatch.setattr(parallel._Team, "_hired", noted)
    monkeypatch.setattr(parallel, "wait", unhurried)
    monkeypatch.setattr(checkers, "Checker", Held)
    # First and last of a chunk, two in a row, one in the chunk of the other worker, the last of all.
    fatal = {0, 30, 31, 59, 119}
    table(desk / "year.csv", [FATAL if at in fatal else f"Nothing to see {at}." for at in range(120)])
    with killer:
        done = CliRunner().invoke(main, ["check", "year.csv", "--jobs=2", "--format=jsonl"])
        killer.stdin.close()
        assert killer.stdout
        killed = [float(line) for line in killer.stdout]
    outcomes = [json.loads(line) for line in done.stdout.splitlines()]
    assert [outcome["record"] for outcome in outcomes] == list(range(1, 121))
    assert [outcome["verdict"] for outcome in outcomes] == [
        "unchecked" if at in fatal else "clean" for at in range(120)
    ]
    assert all(outcomes[at]["problems"][0]["reason"] == parallel.LOST for at in fatal)
    assert done.exit_code == 2
    assert (len(killed), len(hired)) == (5, 2 + 5)
    # Nothing wakes up by the clock to look for the dead: what is waited for is the end of their pipes, for ever.
    assert set(waits) == {()}
    # So it takes no time; half of the five may have met a busy moment of the machine.
    assert statistics.median(new - old for old, new in zip(killed, hired[2:], strict=True)) < 1


class Broken(Checker):
    def check(self, post: Post) -> Result:
        raise ValueError(f"secret {post.text}")


def test_an_error_of_ours_is_told_without_the_words_of_the_post(desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    checker = Broken(api.load(desk / "charter.yaml"))
    with pytest.raises(RuntimeError, match=r"^ValueError$"):
        report(checker, iter([Post("Draille")]), 2, "jsonl")
    assert "Draille" not in capfd.readouterr().err
