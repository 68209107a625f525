"""What each feature of the language is worth: python bench/ablation.py CHARTER POSTS.jsonl [CHARTER POSTS.jsonl …]

Scores the posts with everything on, then with one feature switched off at a time, and prints the points of post-level
and clause-level F1 that are lost. POSTS hold `violations` with the clause that each breaks.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from postguard import analysis, api, conditions, guards, lists, matcher
from postguard.checker import Checker
from postguard.inputs import Options, from_paths
from postguard.kinds import claim, confidential, disclosure
from postguard.model import Post
from postguard.scope import Scope


def scores(pairs: list[tuple[str, str]]) -> tuple[float, float]:
    """F1 of posts and of (post, clause) pairs over all charters together."""
    post, clause = [0, 0, 0], [0, 0, 0]
    for charter, posts in pairs:
        checker = Checker(api.load(charter))
        gold = [json.loads(line) for line in Path(posts).read_text("utf-8").splitlines()]
        for row, read in zip(gold, from_paths([Path(posts)], Options(), []), strict=True):
            assert isinstance(read, Post)
            wanted = {violation["clause"] for violation in row["violations"]}
            found = {violation.clause.number for violation in checker.check(read).violations}
            post = [have + more for have, more in zip(post, _counts(bool(wanted), bool(found)), strict=True)]
            more = (len(wanted & found), len(found - wanted), len(wanted - found))
            clause = [have + one for have, one in zip(clause, more, strict=True)]
    return _f1(post), _f1(clause)


def _counts(wanted: bool, found: bool) -> tuple[int, int, int]:
    return (wanted and found, found and not wanted, wanted and not found)


def _f1(counts: list[int]) -> float:
    hit, wrong, missed = counts
    return 2 * hit / (2 * hit + wrong + missed)


@contextmanager
def _patched(*changes: tuple[object, str, object]) -> Iterator[None]:
    with ExitStack() as stack:
        for owner, name, value in changes:
            stack.enter_context(patch.object(owner, name, value))
        yield


def _without_guard(name: str) -> Callable[[], object]:
    return lambda: _patched((claim, "GUARDS", {**guards.GUARDS, name: lambda _: False}))


def _short_lists() -> object:
    load = lists.Vocabularies._load

    def cut(self: lists.Vocabularies, name: str) -> lists.Vocabulary:
        found = load(self, name)
        by_language: dict[str | None, list[lists.Entry]] = {}
        for entry in found.strong:
            by_language.setdefault(entry[1], []).append(entry)
        return replace(found, strong=[entry for entries in by_language.values() for entry in entries[:3]])

    return _patched((lists.Vocabularies, "_load", cut))


def _no_names() -> object:
    return _patched((matcher, "names_hold", lambda slots, *_: not any(slot.name for slot in slots)))


def _no_masks() -> object:
    return _patched((matcher, "_masks_hold", lambda run, *_: not any(slot.mask for slot in run.slots)))


FEATURES: dict[str, Callable[[], object]] = {
    "shared vocabularies (cut to three entries a language)": _short_lists,
    "forms of words": lambda: _patched((matcher, "forms", lambda word, _: frozenset({word}))),
    "disguises decoded": lambda: _patched((analysis, "disguised", lambda *_: None)),
    "digit masks": _no_masks,
    "<person> and <org>": _no_names,
    "code names decided by their surroundings": lambda: _patched((confidential, "_meant", lambda *_: True)),
    "guard: denied": _without_guard("denied"),
    "guard: quoted to reject": _without_guard("quoted"),
    "denied triggers do not trigger": lambda: _patched((conditions, "denied", lambda *_: False)),
    "denied mentions are none": lambda: _patched((disclosure, "denied", lambda *_: False)),
    "place of a mention": lambda: _patched((disclosure, "_placed", lambda *_: True)),
    "mentions owed in each language": lambda: _patched((disclosure, "_missing_language", lambda *_: False)),
    "lists act on posts in their language": lambda: _patched((analysis, "languages", lambda _: frozenset())),
    "allowed wordings": lambda: _patched((Scope, "is_free", lambda *_: False)),
}


def main() -> None:
    given = sys.argv[1:]
    pairs = list(zip(given[::2], given[1::2], strict=True))
    post, clause = scores(pairs)
    print(f"everything on: post F1 {post:.3f}, clause F1 {clause:.3f}")
    print("| switched off | post F1 | clause F1 |")
    print("| --- | ---: | ---: |")
    for name, off in FEATURES.items():
        with off():  # type: ignore[attr-defined]
            fewer_posts, fewer_clauses = scores(pairs)
        print(f"| {name} | {100 * (fewer_posts - post):+.1f} | {100 * (fewer_clauses - clause):+.1f} |", flush=True)


if __name__ == "__main__":
    main()
