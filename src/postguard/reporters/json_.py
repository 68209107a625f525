"""For programs: `postguard.v1` as one object, with the charter before the posts and the counts after them."""

from __future__ import annotations

from postguard.model import Charter, Problem, Result, Tally
from postguard.reporters import v1
from postguard.reporters.base import Style


class Json:
    def __init__(self, style: Style) -> None:
        self._style = style
        self._between = ""

    def start(self, charter: Charter) -> str:
        head = v1.dumps({"schema": v1.SCHEMA, "tool": v1.tool(), "charter": v1.charter(charter)})
        return head.removesuffix("}") + ', "posts": ['

    def outcome(self, outcome: Result | Problem) -> str:
        between, self._between = self._between, ","
        return f"{between}\n{v1.dumps(v1.line(outcome, self._style))}"

    def finish(self, tally: Tally) -> str:
        end = "\n" if self._between else ""
        return f'{end}], "summary": {v1.dumps(v1.summary(tally))}}}\n'
