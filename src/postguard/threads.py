"""A post that is a thread: several posts in one text, with their marks."""

from __future__ import annotations

import re
from itertools import pairwise

from postguard.model import Span

# A new part begins on a line of its own: `2/`, `2/5`, `(2/5)`, `[2]`, `2.` after a blank line, or a rule `---`.
_MARK = re.compile(
    r"^[^\S\n]*(?:[(\[]?(?P<number>[1-9]\d?)\s*/\s*(?:\d{1,2}|n)?[)\]]?(?=\s|$)|-{3,}\s*$|—{2,}\s*$|⸻\s*$)", re.M
)


def parts(text: str) -> tuple[Span, ...]:
    """The posts of a thread, in order; a single span when the text is no thread."""
    cuts = [match.start() for match in _MARK.finditer(text) if match["number"] != "1" and text[: match.start()].strip()]
    # A number at the end of a part, `… (1/3)`, says that a blank line ends it.
    if not cuts and re.search(r"[(\[]1/(?:\d{1,2}|n)[)\]]\s*\n\s*\n", text):
        cuts = [match.end() for match in re.finditer(r"[(\[]?\d{1,2}/(?:\d{1,2}|n)[)\]]?\s*\n\s*\n", text)]
    edges = [0, *cuts, len(text)]
    return tuple(Span(start, end) for start, end in pairwise(edges) if text[start:end].strip())
