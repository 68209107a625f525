"""One social-media tokenizer for every language.

| kind   | what it is |
| ------ | --- |
| WORD   | letters, digits inside allowed; French elisions (`l'`) and English `n't`, `'re` are words of their own |
| NUMBER | 12, 3,5, 1 200, 1er |
| UNIT   | %, €, M€, °C |
| PUNCT  | punctuation; a run of one sign is one token |
| QUOTE  | quotation marks |
| HYPHEN | a hyphen inside a word or a number |
| MARK   | #, @, markup, possessive 's, signs inside addresses |
| EMOJI  | a pictogram with its modifiers; a run of one is one token |
| BREAK  | a blank line |

QUOTE, HYPHEN and MARK are not seen by matchers: « projet “Phénix” » is *projet Phénix*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from postguard.model import Span
from postguard.text import Reading, norm

UNSEEN = frozenset({"QUOTE", "HYPHEN", "MARK"})


class Token(NamedTuple):
    """A stretch of a reading: positions in `Reading.text`."""

    start: int
    end: int
    norm: str
    kind: str
    sentence: int
    """Sentences end at . ! ? and at line breaks."""
    group: int = -1
    """Index into `Tokens.groups` of the hashtag, mention, URL or address it is part of."""


class Group(NamedTuple):
    """A hashtag, mention, URL or e-mail address: positions in `Reading.text`."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """A reading, cut: items and the white space between them rebuild its text."""

    reading: Reading
    items: tuple[Token, ...]
    visible: tuple[int, ...]
    """Indexes into `items` of the tokens that matchers see, in order."""
    groups: tuple[Group, ...]
    quotes: tuple[Span, ...]
    """Quoted stretches, the marks excluded: positions in `Reading.text`."""


_DOMAINS = "com|fr|org|net|eu|io|co|uk|de|be|ch|ca|info|biz|app|dev|ai|gouv|example|shop|paris|bzh|tv|me|ly"
_TOKEN = re.compile(
    rf"""
    (?P<break>\n[^\S\n]*\n\s*)
  | (?P<html></?[a-zA-Z][^<>\n]{{0,80}}>|<!--.{{0,2000}}?-->)
  | (?P<url>https?://[^\s<>"«»“”]+ | www\.[^\s<>"«»“”]+
      | (?<![\w@.])(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{{0,62}})\.){{1,6}}(?:{_DOMAINS})(?![\w@])(?:/[^\s<>"«»“”]*)?)
  | (?P<email>(?<![\w.])[\w.+-]{{1,64}}@[a-zA-Z0-9-]{{1,63}}(?:\.[a-zA-Z0-9-]{{1,63}}){{1,4}})
  | (?P<hashtag>[#＃](?=\d*[^\W\d])\w+)
  | (?P<mention>(?<![\w.])@\w(?:[\w.]*\w)?)
  | (?P<number>\d{{1,3}}(?:\ \d{{3}})+(?!\d)(?:[.,]\d+)? | \d+(?:[.,]\d+)*
      (?:(?:er|re|ère|e|ème|st|nd|rd|th)(?![^\W_]))?)
  | (?P<unit>(?:[kKM]|Mds?|bn|m)?[€$£¥](?:m|bn|M)?(?![^\W\d_]) | [%‰] | °[CF]?)
  | (?P<word>(?i:aujourd'hui|presqu'île|quelqu'une?s?|prud'hom\w+|o'clock|rock'n'roll)
      | n't(?![^\W_])
      | (?i:[ldjmtsncç]|qu|lorsqu|puisqu|jusqu|quoiqu)'(?=[^\W_])
      | '(?:re|ve|ll|d|m)(?![^\W_])
      | [^\W\d_]+?(?=n't(?![^\W_])) | n°
      | [^\W\d_]+(?:\d+[^\W_]*)?)
  | (?P<possessive>'s(?![^\W_]))
  | (?P<hyphen>(?<=[^\W_])-(?=[^\W_]))
  | (?P<emoji>(?P<one>(?:[\u2190-\u21ff\u2300-\u2bff\u3030\u303d\U0001f000-\U0001faff]|[0-9#*]\ufe0f?\u20e3|[©®™]\ufe0f)
      (?:\ufe0f|[\U0001f3fb-\U0001f3ff]|\u200d[\u2190-\u2bff\U0001f000-\U0001faff])*)(?P=one)*)
  | (?P<quote>["«»“”„‹›] | (?<![^\W_])'(?=[^\W_]) | (?<=[\w.!?…])'(?![^\W_]))
  | (?P<mark>\*+|_+|~~+|`+)
  | (?P<punct>(?P<sign>[^\w\s])(?P=sign)*)
    """,
    re.VERBOSE,
)
_PIECES = re.compile(r"[A-ZÀ-ÖØ-Þ]+(?![a-zß-öø-ÿ])|[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿœæ]+|\d+|[^\W_]+?(?=[A-ZÀ-ÖØ-Þ\d_]|$)|_+")
_ADDRESS = re.compile(r"[^\W\d_]+|\d+|[\W_]")
_TRAILING = ".,;:!?…)]}'*_~"
_ABBREVIATIONS = frozenset(
    """m mm mme mlle mr mrs ms dr pr prof me st ste no vs etc cf env ex p pp art al ed inc ltd co corp approx dept jan
    feb mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc tél tel réf ref cap vol fig av bd""".split()
)
_OPENING, _CLOSING = "«“„‹", "»”›"


def tokenize(reading: Reading) -> Tokens:
    """The tokens of a reading, in linear time."""
    return _Tokenizer(reading).tokens()


class _Tokenizer:
    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.text
        self.items: list[Token] = []
        self.groups: list[Group] = []
        self.quotes: list[Span] = []
        self.sentence, self.ended = 0, False

    def tokens(self) -> Tokens:
        text, last = self.text, 0
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            if self.ended or (start > last and "\n" in text[last:start]):
                self.sentence, self.ended = self.sentence + 1, False
            last = end
            kind = (
                match.lastgroup if match.lastgroup not in ("one", "sign") else ("emoji" if match["emoji"] else "punct")
            )
            if kind in ("hashtag", "mention", "url", "email"):
                self._group(kind, start, end)
                last = self.items[-1].end
                if last < end:  # punctuation that ends a sentence, not the address
                    for tail in _TOKEN.finditer(text, last, end):
                        self._add(tail.start(), tail.end(), "PUNCT")
                        self._end_of_sentence(tail.start(), tail.end())
                    last = end
            elif kind in ("html", "possessive", "mark"):
                self._add(start, end, "MARK")
            elif kind == "break":
                self._add(start, end, "BREAK")
                self.ended = True
            else:
                self._add(start, end, str(kind).upper())
                if kind == "punct":
                    self._end_of_sentence(start, end)
        visible = tuple(i for i, token in enumerate(self.items) if token.kind not in UNSEEN)
        return Tokens(self.reading, tuple(self.items), visible, tuple(self.groups), tuple(self._quoted()))

    def _add(self, start: int, end: int, kind: str, group: int = -1) -> None:
        self.items.append(Token(start, end, norm(self.text[start:end]), kind, self.sentence, group))

    def _group(self, kind: str, start: int, end: int) -> None:
        text = self.text
        if kind in ("url", "mention"):
            while (
                end > start + 1 and text[end - 1] in _TRAILING and not (text[end - 1] == ")" and "(" in text[start:end])
            ):
                end -= 1
        self.groups.append(Group(kind, start, end))
        number = len(self.groups) - 1
        begin = start
        if kind in ("hashtag", "mention"):
            self._add(start, start + 1, "MARK", number)
            begin = start + 1
        pattern = _ADDRESS if kind in ("url", "email") else _PIECES
        at = begin
        for piece in pattern.finditer(text, begin, end):
            if piece.start() > at:
                self._add(at, piece.start(), "WORD", number)
            at = piece.end()
            first = text[piece.start()]
            word = "WORD" if first.isalpha() else "NUMBER" if first.isdecimal() else "MARK"
            self._add(piece.start(), piece.end(), word, number)
        if at < end:
            self._add(at, end, "WORD", number)

    def _end_of_sentence(self, start: int, end: int) -> None:
        text = self.text
        if text[start] not in ".!?…":
            return
        following = text[end : end + 3].lstrip(" ")
        if text[start] in "!?":
            self.ended = True
        elif following and (
            following[0].islower() or following[0].isdecimal() or (end < len(text) and text[end].isalnum())
        ):
            return
        elif text[start] == "." and end == start + 1 and len(self.items) > 1:
            before = self.items[-2]
            short = before.norm in _ABBREVIATIONS or (before.end - before.start == 1 and text[before.start].isupper())
            self.ended = not (before.end == start and short)
        else:
            self.ended = True

    def _quoted(self) -> Iterator[Span]:
        """Stretches between quotation marks; a straight mark opens and closes, and never reaches over a blank line."""
        opened: dict[str, int] = {}
        for token in self.items:
            if token.kind == "BREAK":
                opened.clear()
            if token.kind != "QUOTE":
                continue
            sign = self.text[token.start]
            if sign in _OPENING:
                opened[{"«": "»", "‹": "›"}.get(sign, "”")] = token.end
            elif sign in _CLOSING and sign in opened:
                yield Span(opened.pop(sign), token.start)
            elif sign in "\"'":
                if sign in opened:
                    yield Span(opened.pop(sign), token.start)
                else:
                    opened[sign] = token.end
