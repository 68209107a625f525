"""Everything that can go wrong, in one small tree.

PostguardError            a sentence for the person who must mend something; doors print it and exit 2
├── UsageError            the command was asked for something that does not exist or does not go together
├── CharterError          one or more faults of a charter, a pack or its clauses (see `Fault`)
└── ReadError             a whole input could not be read; single rows are `model.Problem`s instead
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

CLIP = 100
"""Characters of a long line that are shown on either side of the place."""


class Fault(NamedTuple):
    """One mistake in a file of the user's, with the place to mend. Lines and columns count from 1."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    shown: str = ""
    """The line as it stands in the file; empty when there is no line to show."""

    def __str__(self) -> str:
        lines = [f"{self.path}:{self.line}:{self.column}: {self.message}"]
        if self.shown.strip():
            # Tabs are kept in the second line, so that the caret stays under its character in any terminal.
            first = max(self.column - 1 - CLIP, 0)
            shown = self.shown[first : self.column - 1 + CLIP]
            blank = "".join("\t" if c == "\t" else " " for c in self.shown[first : self.column - 1])
            lines += [f"    {shown}", f"    {blank}^"]
        if self.hint:
            lines.append(f"    {self.hint}")
        return "\n".join(lines)


class PostguardError(Exception):
    """Base of all errors that are meant for the user."""


class UsageError(PostguardError):
    """The command was asked for something that does not exist or does not go together."""


class ReadError(PostguardError):
    """A whole input could not be read."""


class CharterError(PostguardError):
    """All the faults found in a charter, in the order of the files."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: Sequence[Fault] = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))
