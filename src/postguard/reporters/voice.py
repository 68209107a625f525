"""How reports for people speak: the words of a language, colours or none, sentences on lines of one width."""

from __future__ import annotations

from postguard.reporters.base import Style
from postguard.reporters.words import Words
from postguard.reporters.wrapping import wrap

BOLD, DIM, RED, GREEN, YELLOW, CYAN = "1", "2", "31", "32", "33", "36"
GLYPHS = {"error": "✗", "warning": "▲", "info": "●"}
COLORS = {"error": RED, "warning": YELLOW, "info": CYAN}
"""Of severities; the glyph and the word say the same to those who see no colour."""
NARROWEST = 40


class Voice:
    def __init__(self, style: Style) -> None:
        self.width = max(style.width, NARROWEST)
        self.say = Words(style.language)
        self._color = style.color

    def paint(self, code: str, words: str) -> str:
        return f"\x1b[{code}m{words}\x1b[0m" if self._color and words.strip() else words

    def lines(self, sentence: str, indent: str) -> list[str]:
        return wrap(sentence, self.width, indent, indent) if sentence.strip() else []

    def item(self, sentence: str, indent: str, sign: str, code: str) -> list[str]:
        """A sentence hung on a painted sign, its further lines under its words."""
        if not sentence.strip():
            return []
        first, *rest = wrap(sentence, self.width, f"{indent}{sign} ", f"{indent}  ")
        return [first.replace(sign, self.paint(code, sign), 1), *rest]
