"""`postguard.v1`, the machine format, field by field. Frozen: it changes only under a new name.

Described in `docs/machine-format.md` and in `postguard/schemas/postguard.v1.json`; tests hold the three together.
"""

from __future__ import annotations

import json
import re

from postguard.model import Charter, Dependency, Problem, Result, Tally, Violation
from postguard.reporters.base import Style
from postguard.reporters.masking import excerpt
from postguard.reporters.visible import COMMAND, HIDDEN

SCHEMA = "postguard.v1"

_ENCODER = json.JSONEncoder(ensure_ascii=False)
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"  # emoji stay whole


def line(outcome: Result | Problem, style: Style) -> dict[str, object]:
    """One post, or one row or source that gave no post."""
    if isinstance(outcome, Problem):
        return {
            "schema": SCHEMA,
            "id": None,
            "source": outcome.source,
            "record": outcome.record,
            "line": outcome.line,
            "verdict": "unchecked",
            "violations": [],
            "depends": [],
            "problems": [_problem(outcome)],
        }
    return {
        "schema": SCHEMA,
        "id": outcome.post.id,
        "source": outcome.post.source,
        "record": outcome.post.record,
        "line": outcome.post.line,
        "verdict": outcome.verdict,
        "violations": [_violation(outcome, violation, style) for violation in outcome.violations],
        "depends": [_dependency(dependency) for dependency in outcome.depends],
        "problems": [_problem(problem) for problem in outcome.problems],
    }


def tool() -> dict[str, object]:
    from importlib.metadata import version  # 20 ms, and only one format asks

    return {"name": "postguard", "version": version("postguard")}


def charter(charter: Charter) -> dict[str, object]:
    packs = [{"name": pack.name, "version": pack.version} for pack in charter.packs]
    return {"title": charter.title, "version": charter.version, "packs": packs}


def summary(tally: Tally) -> dict[str, object]:
    return {
        "posts": tally.posts,
        "clean": tally.clean,
        "violating": tally.violating,
        "unchecked": tally.unchecked,
        "problems": tally.problems,
        "error": tally.error,
        "warning": tally.warning,
        "info": tally.info,
    }


def dumps(value: object) -> str:
    """JSON on one line, in letters people can read, with nothing a terminal, a CI log or a line reader would obey."""
    written = _ENCODER.encode(value)
    if written.isascii() and "\x7f" not in written and "##" not in written:
        return written  # controls are escaped by JSON already
    return COMMAND.sub(r"\\u0023#", HIDDEN.sub(_escaped, written))


def _violation(result: Result, violation: Violation, style: Style) -> dict[str, object]:
    return {
        "rule": violation.rule,
        "kind": violation.kind,
        "clause": violation.clause.number,
        "title": violation.clause.title,
        "severity": violation.severity,
        "start": violation.span.start if violation.span else None,
        "end": violation.span.end if violation.span else None,
        "part": violation.part,
        "excerpt": excerpt(result, violation, style),
        "message": violation.message,
        "instead": violation.instead,
        "fingerprint": violation.fingerprint,
        "pack": violation.pack or None,
        "certainty": violation.certainty or None,
        "reference": violation.source or None,
    }


def _dependency(dependency: Dependency) -> dict[str, object]:
    return {"rule": dependency.rule, "clause": dependency.clause.number, "field": dependency.field}


def _problem(problem: Problem) -> dict[str, object]:
    return {"reason": problem.reason, "line": problem.line, "column": problem.column}


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    return char if char in _JOINERS else json.dumps(char)[1:-1]
