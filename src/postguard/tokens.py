"""One social-media tokenizer for every language.

| kind   | what it is |
| ------ | --- |
| WORD   | letters, digits inside allowed; French elisions (`l'`) and English `n't`, `'re` are words of their own |
| NUMBER | 12, 3,5, 1 200, 1er |
| UNIT   | %, €, M€, °C, km/h behind a number |
| PUNCT  | punctuation; a run of one sign is one token |
| QUOTE  | quotation marks |
| HYPHEN | a hyphen inside a word or a number |
| MARK   | #, @, brackets, markup, possessive 's, inclusive endings (·e·s), calls of footnotes, signs inside addresses |
| EMOJI  | a pictogram with its modifiers; a run of one is one token |
| BREAK  | a blank line |

QUOTE, HYPHEN and MARK are not seen by matchers: « projet “Phénix” » is *projet Phénix*.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from postguard.lettering import humps
from postguard.model import Span
from postguard.text import EMOJI, LETTER, Reading, norm

UNSEEN = frozenset({"QUOTE", "HYPHEN", "MARK"})
AMPERSAND = frozenset({"&", "et", "and"})
"""Words that matchers take for one another."""


class Token(NamedTuple):
    """A stretch of a reading: positions in `Reading.text`."""

    start: int
    end: int
    norm: str
    kind: str
    sentence: int
    """Sentences end at . ! ? …, and at a line break unless they go on behind it."""
    group: int = -1
    """Index into `Tokens.groups` of the hashtag, mention, URL, address or identifier it is part of."""


class Group(NamedTuple):
    """A `hashtag`, `mention`, `url`, `email` or `code` (an identifier, a file name): positions in `Reading.text`."""

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

    def sentence_span(self, number: int) -> Span:
        """The stretch of the reading that a sentence takes, white space around it excluded."""
        first = bisect_left(self.items, number, key=_sentence)
        last = bisect_right(self.items, number, key=_sentence)
        return Span(self.items[first].start, self.items[last - 1].end)

    def line_span(self, position: int) -> Span:
        """The line of the reading that `position` stands on, its end excluded."""
        text = self.reading.text
        end = text.find("\n", position)
        return Span(text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end)

    def thread_parts(self) -> tuple[Span, ...]:
        """The posts of a thread written in one text: cut at 1/ and (2/3) that begin a line, and at lines of dashes."""
        text = self.reading.text
        cuts = [match.start() for match in _THREAD_MARK.finditer(text)]
        parts = [Span(start, end) for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        return tuple(part for part in parts if text[part.start : part.end].strip(" \n-_=*"))

    def closing_hashtags(self) -> Span | None:
        """The run of two or more hashtags that a post ends with, pictograms among them allowed."""
        first = len(self.items)
        tags = set()
        while first and ((token := self.items[first - 1]).kind == "EMOJI" or self._in_hashtag(token)):
            if token.group >= 0:
                tags.add(token.group)
            first -= 1
        while first < len(self.items) and self.items[first].kind == "EMOJI":
            first += 1
        return Span(self.items[first].start, self.items[-1].end) if len(tags) > 1 else None

    def _in_hashtag(self, token: Token) -> bool:
        return token.group >= 0 and self.groups[token.group].kind == "hashtag"

    def stretch(self, start: int, end: int) -> Span:
        """The text as written behind a match, with all that a reader takes for part of it.

        That is the whole hashtag, address or identifier, an elided article, a clitic, and quotation marks that enclose
        just the match or would be left without their other half.
        """
        items = self.items
        first = bisect_right(items, start, key=_start) - 1
        last = bisect_left(items, end, key=_start) - 1
        if items[first].group >= 0:
            start = self.groups[items[first].group].start
        if items[last].group >= 0:
            end = self.groups[items[last].group].end
        if first and items[first].start == start == items[first - 1].end and items[first - 1].norm.endswith("'"):
            first, start = first - 1, items[first - 1].start
        if last + 1 < len(items) and items[last + 1].start == end and items[last + 1].norm in _CLITICS:
            last, end = last + 1, items[last + 1].end
        for quote in self.quotes:
            inside = self.reading.text[quote.start : quote.end]
            opening = quote.start + len(inside) - len(inside.lstrip())
            closing = quote.end - (len(inside) - len(inside.rstrip()))
            enclosed = (
                opening == start and closing == end and self.reading.text[quote.start - 2 : quote.start - 1] != "="
            )
            if enclosed or start <= quote.start - 1 < end == closing:
                end = quote.end + 1
            if enclosed or (start == opening and closing < end):
                start = quote.start - 1
        return self.reading.as_written(start, end)


def _sentence(token: Token) -> int:
    return token.sentence


def _start(token: Token) -> int:
    return token.start


_ALNUM = LETTER.replace(r"\W\d_", r"\W_")
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983"
    "\u09bc-\u09cd\u0a3c-\u0a4d\u0abc-\u0acd\u0b3c-\u0b4d\u0bbe-\u0bcd\u0c3e-\u0c4d\u0cbc-\u0ccd"
    "\u0d3e-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
_DOMAINS = (
    "ai|app|be|biz|blog|bzh|ca|cat|ch|cloud|co|com|corp|de|dev|edu|es|eu|example|fr|gouv|gov|ie|info|io|it|lu|ly|me|net|news|"
    "nl|online|org|paris|shop|site|social|store|studio|tech|test|travel|tv|uk|us|world|xyz"
)
_UNITS = (
    "km/h|m/s|kWh|MWh|GWh|TWh|kW|MW|GW|mAh|Ah|kHz|MHz|GHz|Hz|dB|Wh|kg|mg|km|cm|mm|ml|cl|dl|ha|m2|m3|min|mn|sec|ms|Mds|Md|md|bn|"
    "mio|mrd|Go|Mo|ko|To|GB|MB|KB|TB|px|pts|pp|ppm|bps|[kKMmgtlLhsVW]"
)
_MONEY = r"(?:Mds?|md|bn|mio|[kKMm])?[€$£¥](?:bn|Mds?|md|[kKMmB])?"
_ORDINAL = "ers?|ères?|res?|ème?s?|emes?|nde?s?|es?|st|rd|th|ieme|ième"
_TOKEN = re.compile(
    rf"""
    (?:(?<!\ )\ *+|(?!\ ))(?:
    (?P<plain>(?<!\d)(?<!\d\ ){LETTER}++(?![\w@/'`·•€$£¥°{_MARKS}]|[.:](?=\S)))
  | (?P<break>\n(?:[^\S\n]*\n)+)
  | (?P<url>(?i:https?)://[^\s<>"«»“”]+ | (?i:www)\.[^\s<>"«»“”]+
      | (?<![\w@.\-])(?:[^\W_](?:[\w\-]{{0,62}})\.){{1,6}}(?i:{_DOMAINS})(?![\w@\-]|\.\w)(?:[/?\#][^\s<>"«»“”]*)?)
  | (?P<email>(?<![\w.+\-])[\w.+\-]{{1,64}}@[\w\-]{{1,63}}(?:\.[\w\-]{{1,63}}){{1,4}})
  | (?P<hashtag>(?<![^\W_]|&)(?:\#+(?=\d*[^\W\d])[\w{_MARKS}]+)+)
  | (?P<mention>(?<!\w)@[^\W_](?:[\w.]*\w)?(?:@[\w\-]+(?:\.[\w\-]+)+)?)
  | (?P<code>`[^`\n]{{1,200}}`|(?<![\w\-])(?:{_ALNUM}++-)*+{_ALNUM}++_+\w*(?:[.\-]\w+)*(?:=[^\s`'",;]*)?)
  | (?P<acronym>(?<![\w.])(?:{LETTER}\.){{2,}}(?:{LETTER}(?![\w']))?)
  | (?P<emoji>(?P<e>{EMOJI})(?P=e)*+)
  | (?P<number>(?:\d{{1,3}}(?:\ \d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*+)
      (?:(?:{_ORDINAL})?(?!{_ALNUM})|(?=(?:{_UNITS}|{_MONEY})(?!{_ALNUM}))|(?=[hH]\d\d(?!\w))))
  | (?P<unit>(?P<u>[%‰€$£¥])(?P=u)++|(?:(?<=\d)|(?<=\d\ )|(?<!\w)){_MONEY}(?!{LETTER})|[%‰€£¥]|°[CF](?!\w)
      |(?:(?<=\d)|(?<=\d\ ))(?:{_UNITS})(?![\w'\-])|(?<=\d)[hH](?=\d\d(?!\w)))
  | (?P<numero>[nN]°)
  | (?P<label>\[\s*(?i:alt|alt\ text|image|img|photo|vid[ée]o|visuel|description|id|texte\ alternatif)\s*:)
  | (?P<word>{_ALNUM}(?:{_ALNUM}|[{_MARKS}])*+(?:'{_ALNUM}(?:{_ALNUM}|[{_MARKS}])*+)*+)
  | (?P<ending>(?<={LETTER})(?:[·•⋅‧]{LETTER}{{1,5}}(?:[·•⋅‧]{LETTER}{{1,3}})?
      |\.(?:ne|e|trice|rice|euse)(?:\.s)?)(?![\w·•⋅‧]))
  | (?P<hyphen>(?<=[^\W_])[-–−](?=[^\W_]))
  | (?P<quote>(?P<q>["«»“”„‟‹›'])(?P=q)*+)
  | (?P<mark>!(?=\[)|\]\(|_+|`+|[\[\]])
  | (?P<punct>(?P<p>[^\w\s])(?P=p)*+)
  | (?P<call>\S))
    """,
    re.VERBOSE,
)

_FIXED = re.compile(
    r"(?:aujourd'hui|presqu'îles?|presqu'iles?|prud'hom[^\W_]+|d'accord|quelqu'une?s?|entr'[^\W_]+|grand'[^\W_]+|o'clock|ma'am"
    r"|rock'n'roll|y'all|c'mon)(?![^\W_])"
)
_ELISIONS = frozenset("l d j m t s n c ç qu lorsqu puisqu jusqu quoiqu presqu quelqu".split())
_LONGEST_ELISION = max(map(len, _ELISIONS))
_CLITICS = frozenset({"'s", "'d", "'ll", "'re", "'ve", "'m"})
_PIECE = re.compile(rf"\d+|[^\W\d_{_MARKS}](?:[^\W\d_]|[{_MARKS}])*|_+|.", re.DOTALL)
_TRAILING = ".,;:!?…)]}'*_~\"»”"
_ABBREVIATIONS = frozenset(
    """m mm mme mlle mr mrs ms dr pr prof me st ste no vs etc cf env ex p pp art al ed inc ltd co corp approx dept jan
    feb mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc tél tel réf ref cap vol fig av bd""".split()
)
_NEVER_LAST = frozenset(
    """le la les l' des de du d' à au aux et ou que qu' qui sur dans par pour avec sans chez
    notre nos votre vos leurs ce cet cette ces ma mes ta tes sa ses
    the an of to for with without and or at from into our your their its my than""".split()
)
"""Words that no sentence ends with: a line that does goes on."""
_ITEM = re.compile(r"[^\W_]{1,2}[.)/]|\d+[.)/]?[ ]*[-–—:]|[oOxX][ ]")
"""What an item of a list begins with, beside signs: a) 1. 2/ 3 - …"""
_DOTTED = frozenset({"e.g.", "i.e.", "a.m.", "p.m.", "p.s.", "n.b.", "a.k.a."})
_CLOSES = {"«": "»", "‹": "›", "“": "”", "„": "”", "‟": "”", '"': '"', "'": "'"}
_THREAD_MARK = re.compile(
    r"^[ ]*(?:-{3,}|_{3,}|={3,}|\*{3,})[ ]*$|(?<=\n)[ ]*(?=🧵?[ ]?\(?\d{1,2}[ ]?/[ ]?(?:\d{1,2}|n)?\)?(?:[ \n]|$))"
    r"|(?<=\n\n)(?=\d{1,2}[.)][ ])",
    re.MULTILINE,
)


_new = tuple.__new__


def tokenize(reading: Reading) -> Tokens:
    """The tokens of a reading, in linear time."""
    return _Tokenizer(reading).tokens()


class _Tokenizer:
    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.text
        self.items: list[Token] = []
        self.groups: list[Group] = []
        self.sentence, self.ended = 0, False
        self.first = 0
        """Index of the item that the sentence begins with."""

    def tokens(self) -> Tokens:
        text, items, sentence = self.text, self.items, 0
        quoted = False
        line_end = text.find("\n")
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup
            start, end = match.span(match.lastindex or 0)
            if self.ended or start > line_end >= 0:
                broken = not self.ended
                if start > line_end >= 0:
                    line_end = text.find("\n", start)
                if items and not (broken and self._goes_on(start)):
                    self.sentence = sentence = sentence + 1
                    self.first = len(items)
                self.ended = False
            if kind == "plain":
                word = text[start:end]
                folded = word.lower() if word.isascii() else norm(word)
                items.append(_new(Token, (start, end, folded, "WORD", sentence, -1)))
            elif kind == "punct":
                items.append(_new(Token, (start, end, text[start:end], "PUNCT", sentence, -1)))
                if text[start] in ".!?…":
                    self._end_of_sentence(start, end)
            elif kind == "word":
                self._word(start, end)
            elif kind in _KINDS:
                self._add(start, end, _KINDS[kind])
                quoted = quoted or kind == "quote"
            elif kind == "break":
                self._add(start, end, "BREAK")
                self.ended = True
            elif kind == "acronym":
                self._acronym(start, end)
            elif kind == "emoji":
                # A trade mark sign is not a picture; a copyright sign is a word of its own: © Studio.
                sign = text[end - 1] != "\ufe0f" and {"©": "PUNCT"}.get(
                    text[start], "MARK" if text[start] in "™®℠" else ""
                )
                self._add(start, end, sign or "EMOJI")
            elif kind == "call":
                self._add(start, end, "NUMBER" if text[start] in "¼½¾⅓⅔⅛" else "MARK")
            else:
                self._groups(str(kind), start, end)
        visible = tuple([i for i, token in enumerate(items) if token[3] not in UNSEEN])
        quotes = tuple(self._quoted()) if quoted else ()
        return Tokens(self.reading, tuple(items), visible, tuple(self.groups), quotes)

    def _add(self, start: int, end: int, kind: str, group: int = -1) -> None:
        self.items.append(Token(start, end, norm(self.text[start:end]), kind, self.sentence, group))

    def _word(self, start: int, end: int) -> None:
        word = self.text[start:end]
        if "'" not in word:
            self._add(start, end, "WORD")
            return
        for first, last in _apostrophes(word.lower()):
            possessive = word[first:last] in ("'s", "'S")
            self._add(start + first, start + last, "MARK" if possessive else "WORD")

    def _acronym(self, start: int, end: int) -> None:
        word = norm(self.text[start:end])
        self.items.append(Token(start, end, word if word in _DOTTED else word.replace(".", ""), "WORD", self.sentence))

    def _groups(self, kind: str, start: int, end: int) -> None:
        """The tokens of a hashtag, an address or an identifier, and the signs behind it."""
        text = self.text
        whole = end
        if kind in ("url", "code"):
            end = _without_tail(text, start, end) if text[start] != "`" else end
        begins = [start]
        if kind == "hashtag":
            begins = [at for at in range(start, end) if text[at] == "#" and (at == start or text[at - 1] != "#")]
        for begin, stop in zip(begins, [*begins[1:], end], strict=True):
            self.groups.append(Group(kind, begin, stop))
            number = len(self.groups) - 1
            capitals = kind in ("hashtag", "mention", "url") or text[begin] == "`"
            for first, last, piece in _pieces(text[begin:stop], capitals=capitals):
                self._add(begin + first, begin + last, piece, number)
        for match in _TOKEN.finditer(text, end, whole):
            first, last = match.span(match.lastindex or 0)
            self._add(first, last, "QUOTE" if match.lastgroup == "quote" else "PUNCT")
            if text[first] in ".!?…":
                self._end_of_sentence(first, last)

    def _end_of_sentence(self, start: int, end: int) -> None:
        text = self.text
        following = text[end : end + 3].lstrip(" ")
        if text[start] in "!?":
            self.ended = True
        elif following and (following[0].islower() or following[0].isdecimal() or text[end].isalnum()):
            return
        elif text[start] == "." and end == start + 1 and len(self.items) > 1:
            before = self.items[-2]
            short = before.norm in _ABBREVIATIONS or (before.end - before.start == 1 and text[before.start].isupper())
            self.ended = not (before.end == start and short)
        else:
            self.ended = True

    def _goes_on(self, start: int) -> bool:
        """Whether the sentence before a line break goes on behind it: with a small letter, or after a word such as
        « de » or “the”, that none ends with. Whoever writes no capitals says nothing by small letters."""
        text, last = self.text, self.items[-1]
        if last.kind not in ("WORD", "NUMBER", "UNIT", "QUOTE", "MARK") and last.norm not in (",", ")"):
            return False
        if self._group_kind(last) not in ("", "mention"):
            return False
        if last.norm in _NEVER_LAST:
            return text[start].isalnum() and not _ITEM.match(text, start)
        opening = next((item for item in self.items[self.first :] if item.kind == "WORD"), last)
        capitals = text[opening.start].isupper() or self._group_kind(opening) != ""
        return text[start].islower() and capitals and not _ITEM.match(text, start)

    def _group_kind(self, token: Token) -> str:
        return self.groups[token.group].kind if token.group >= 0 else ""

    def _quoted(self) -> Iterator[Span]:
        """Stretches between quotation marks; a straight mark opens and closes, and never reaches over a blank line."""
        opened: dict[str, int] = {}
        for token in self.items:
            if token.kind == "BREAK":
                opened.clear()
            if token.kind != "QUOTE" or token.end > token.start + 1:
                continue
            sign = self.text[token.start]
            # „German“ closes with the sign that opens “English”.
            closing = "”" if sign == "“" and "”" in opened else sign
            if closing in opened and closing not in "«‹„‟":
                yield Span(opened.pop(closing), token.start)
            elif sign in _CLOSES and (sign != "'" or self.text[token.end : token.end + 1].isalnum()):
                opened[_CLOSES[sign]] = token.end


_KINDS = {
    "number": "NUMBER",
    "unit": "UNIT",
    "numero": "WORD",
    "label": "MARK",
    "ending": "MARK",
    "hyphen": "HYPHEN",
    "quote": "QUOTE",
    "mark": "MARK",
}


def _without_tail(text: str, start: int, end: int) -> int:
    """The end of an address without the punctuation of the sentence it stands in."""
    opened = text.count("(", start, end) - text.count(")", start, end)
    while end > start + 1 and text[end - 1] in _TRAILING:
        if text[end - 1] == ")":
            if opened >= 0:
                break
            opened += 1
        end -= 1
    return end


def _apostrophes(word: str) -> tuple[tuple[int, int], ...]:
    """Where a lower-case word with apostrophes is cut: l'|équipe, do|n't, world|'s; aujourd'hui is one."""
    cuts = []
    start = at = 0
    while (at := word.find("'", at)) >= 0:
        if fixed := _FIXED.match(word, start):
            cuts.append((start, fixed.end()))
            start = at = fixed.end()
            continue
        after = word.find("'", at + 1)
        end = len(word) if after < 0 else after
        if at - start <= _LONGEST_ELISION and word[start:at] in _ELISIONS:
            cuts.append((start, at + 1))
            start = at = at + 1
        elif end - at < 4 and word[at:end] in _CLITICS and at > start:
            cuts += [(start, at), (at, end)]
            start = at = end
        elif end - at == 2 and word[at:end] == "'t" and word[at - 1] == "n" and at - 1 > start:
            cuts += [(start, at - 1), (at - 1, end)]
            start = at = end
        else:
            at += 1
    if start < len(word):
        cuts.append((start, len(word)))
    return tuple(cuts)


def _pieces(text: str, *, capitals: bool) -> tuple[tuple[int, int, str], ...]:
    """Words, numbers and signs of a hashtag, an address or an identifier; `capitals`: cut at capitals, too."""
    made: list[tuple[int, int, str]] = []
    at = 0
    scheme = re.match(r"(?i:https?://(?:www\.)?|www\.)(?=.)", text)
    if scheme:
        at = scheme.end()
        made.append((0, at, "MARK"))
    for match in _PIECE.finditer(text, at):
        start, end = match.span()
        if text[start].isdecimal():
            made.append((start, end, "NUMBER"))
        elif not text[start].isalnum():
            made.append((start, end, "MARK"))
        elif capitals:
            made += [(first, last, "WORD") for first, last in humps(text, start, end)]
        else:
            made.append((start, end, "WORD"))
    return tuple(made)


def groups(tokens: Tokens) -> list[str]:
    """For every token its place in a hashtag, mention, URL or address (`url.B`, `.I`, `.E`, `.S`), or nothing."""
    marks = [""] * len(tokens.items)
    members: dict[int, list[int]] = {}
    for index in tokens.visible:
        if (group := tokens.items[index].group) >= 0:
            members.setdefault(group, []).append(index)
    for group, inside in members.items():
        kind = tokens.groups[group].kind
        for index in inside:
            marks[index] = f"{kind}.I"
        marks[inside[0]], marks[inside[-1]] = f"{kind}.B", f"{kind}.E"
        if len(inside) == 1:
            marks[inside[0]] = f"{kind}.S"
    return marks
