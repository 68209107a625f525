"""Where the time of a batch goes: python bench/parts.py CORPUS.jsonl [--posts N] [--rules N] [--charter NAME]

Reads a CSV of posts made as in `throughput.py`, checks them and writes JSONL in this process, and prints for each part
microseconds of processor time a post, and how many posts had to do with it.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scale import write
from throughput import charter, terms

spent: dict[str, float] = {}
passed: dict[str, int] = {}


def timed(part: str, run: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, its time added to a part."""

    def wrapped(*given: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return run(*given, **named)
        finally:
            spent[part] = spent.get(part, 0.0) + time.process_time() - began
            passed[part] = passed.get(part, 0) + 1

    return wrapped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--posts", type=int, default=40_000)
    parser.add_argument("--rules", type=int, default=1000)
    parser.add_argument("--charter", help="instead of so many term rules: a charter, or a shipped pack")
    given = parser.parse_args()
    from postguard import api
    from postguard.checker import Checker
    from postguard.inputs import Options, from_paths
    from postguard.judge import Judge
    from postguard.reporters import REPORTERS
    from postguard.reporters.base import Style
    from postguard.screen import Screen

    folder = Path(tempfile.mkdtemp())
    table, rules = folder / "posts.csv", folder / "charter.yaml"
    write(given.corpus, given.posts, table)
    rules.write_text(charter(terms(given.corpus, given.rules)), encoding="utf-8")
    checker = Checker(api.load(given.charter or rules, cache=folder))
    reporter = REPORTERS["jsonl"](Style())
    analyst = timed("import what reads", lambda: checker.analyst)()
    for part, owner, name in (
        ("learn stretches", Screen, "_weigh"),
        ("screen, learning included", Screen, "candidates"),
        ("read and tokenise", type(analyst), "analyse"),
    ):
        setattr(owner, name, timed(part, getattr(owner, name)))
    findings = Judge.findings
    deciding = timed("match and decide", lambda *given, **named: list(findings(*given, **named)))
    Judge.findings = lambda *given, **named: iter(deciding(*given, **named))  # type: ignore[method-assign]
    gc.freeze()
    posts = timed("read the table", lambda: list(from_paths([table], Options(), [])))()
    outcomes = timed("check, all of it", lambda: [checker.check(post) for post in posts])()
    timed("write", lambda: [reporter.outcome(outcome) for outcome in outcomes])()
    for part, seconds in spent.items():
        times = passed[part]
        print(f"{part:30} {1e6 * seconds / len(posts):8.1f} µs a post   {times:9,} times")


if __name__ == "__main__":
    main()
