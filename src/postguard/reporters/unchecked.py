"""What there is to say of what was not checked, or not decided, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from postguard.model import Dependency, Problem
from postguard.reporters.voice import BOLD, YELLOW, Voice

MOST_RULES = 6
"""Rules named when many hang on the same unknown field."""


def undecided(depends: Sequence[Dependency], voice: Voice) -> Iterator[str]:
    """One sentence for each field that is missing."""
    for field in dict.fromkeys(dependency.field for dependency in depends):
        found = [dependency for dependency in depends if dependency.field == field]
        yield from _sentence(_depends(field, found, voice), voice)


def unchecked(problem: Problem, voice: Voice, *, placed: bool = False) -> Iterator[str]:
    """`placed` when the header says where."""
    place = "" if placed or problem.line is None else ".line" if problem.column is None else ".column"
    facts = {"reason": problem.reason, "line": problem.line, "column": problem.column}
    yield from _sentence(voice.say(f"problem{place}", **facts), voice)


def _depends(field: str, found: Sequence[Dependency], voice: Voice) -> str:
    say = voice.say
    rules = list(dict.fromkeys(say("depends.rule", rule=one.rule, clause=one.clause.number) for one in found))
    named = ", ".join(rules[:MOST_RULES])
    if len(rules) > MOST_RULES:
        named += f" {say('depends.more', n=len(rules) - MOST_RULES)}"
    known = field if f"field.{field}" in say else "other"
    facts = {"field": say(f"field.{known}", field=field), "remedy": say(f"remedy.{known}")}
    return say.count("depends", len(rules), rules=named, **facts)


def _sentence(sentence: str, voice: Voice) -> list[str]:
    return voice.item(sentence, "  ", "?", f"{BOLD};{YELLOW}")
