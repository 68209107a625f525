"""Guesses at disguises, led by the words that the charter's patterns need.

Letters spaced or dotted out are joined when the whole becomes such a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from postguard.model import Span
from postguard.text import Reading, norm
from postguard.tokens import Tokens


class Vocabulary:
    """The normalised words (and words written as one) that patterns look for."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(word for word in words if len(word) > 3)


_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:[ ._\-·•*|/\\+~]{1,3}[^\W\d_]){2,}(?![^\W_])")


def disguised(reading: Reading, tokens: Tokens, vocabulary: Vocabulary) -> Reading | None:
    """A second reading with what was decoded, or None when nothing was."""
    if not vocabulary.words:
        return None
    found = [
        (match.span(), joined)
        for match in _SPACED.finditer(reading.text)
        if norm(joined := "".join(c for c in match[0] if c.isalpha())) in vocabulary.words
    ]
    return rewritten(reading, found) if found else None


def rewritten(reading: Reading, changes: list[tuple[tuple[int, int], str]]) -> Reading:
    """The reading with stretches replaced; each new character stands for the whole stretch."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    changed: list[Span] = []
    last = length = 0
    for (start, end), new in changes:
        text += [reading.text[last:start], new]
        starts += [*reading.starts[last:start], *[reading.starts[start]] * len(new)]
        ends += [*reading.ends[last:start], *[reading.ends[end - 1]] * len(new)]
        length += start - last
        changed.append(Span(length, length + len(new)))
        length, last = length + len(new), end
    text.append(reading.text[last:])
    starts += reading.starts[last:]
    ends += reading.ends[last:]
    return Reading(reading.written, "".join(text), starts, ends, tuple(changed))
