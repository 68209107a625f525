"""What every reporter is: three functions from outcomes to text, so that a million posts can stream by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from postguard.model import Charter, Problem, Result, Tally


@dataclass(frozen=True, slots=True)
class Style:
    """How to say it; doors decide (terminal, environment, options), reporters obey."""

    language: str = "en"
    """Language of the words around the findings: `en` or `fr`. Messages of rules stay in the charter's own."""
    color: bool = False
    width: int = 100
    reveal: bool = False
    """Show confidential words. Off: they are replaced by dots wherever they stand, and no length is told."""


class Reporter(Protocol):
    """One report being written. `start`, then `outcome` for each in input order, then `finish`.

    One that says `APART = True` writes an outcome the same whatever it wrote before, so that other processes can.
    """

    def start(self, charter: Charter) -> str: ...

    def outcome(self, outcome: Result | Problem) -> str: ...

    def finish(self, tally: Tally) -> str: ...


class Format(Protocol):
    """What a reporter module offers."""

    def __call__(self, style: Style) -> Reporter: ...
