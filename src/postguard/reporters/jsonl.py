"""For programs: `postguard.v1`, one line a post, in input order."""

from __future__ import annotations

from postguard.model import Charter, Problem, Result, Tally
from postguard.reporters import v1
from postguard.reporters.base import Style


class Jsonl:
    APART = True

    def __init__(self, style: Style) -> None:
        self._style = style

    def start(self, charter: Charter) -> str:
        return ""

    def outcome(self, outcome: Result | Problem) -> str:
        return v1.dumps(v1.line(outcome, self._style)) + "\n"

    def finish(self, tally: Tally) -> str:
        return ""
