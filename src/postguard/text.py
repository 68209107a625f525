"""Make look-alike writing equal, and keep the way back to the positions as written.

`read` undoes what is surely only a way of writing: invisible characters, styled letters, look-alike letters of other
scripts inside a word, piled-up marks, markup, entities, damaged encodings. What takes a guess (letters spaced out,
digits for letters) is the business of `postguard.disguise`.

A step finds its stretches with one regular expression and replaces them; `_Draft` carries the positions along.
To undo one more way of writing, write a step and put it in `_STEPS`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path

from postguard.model import Span

# One character for one: positions do not move.
_TYPOGRAPHY = {
    **dict.fromkeys("’‘‛ʼʻʽˈʹ´′＇ꞌ‵`", "'"),
    **dict.fromkeys("‐‑‒⁃﹣－−", "-"),
    **dict.fromkeys(
        "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
    **dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"),
    "＃": "#",
    "＠": "@",
    "″": '"',
    # Windows-1252 that was taken for Latin-1.
    **dict(zip("\x91\x92\x93\x94\x96\x97", "''\"\"––", strict=True)),
}
_SIGNS = str.maketrans({sign: plain for sign, plain in _TYPOGRAPHY.items() if sign not in "`"})
_COMMON = (("’", "'"), ("\xa0", " "), ("\u202f", " "), ("‘", "'"), ("\t", " "))

# Pictograms. Enclosed letters and flags are not among them.
PICTOGRAM = "\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u25a0-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d" + (
    "\u3297\u3299\xa9\xae\U0001f000-\U0001f0ff\U0001f17e\U0001f18e\U0001f191-\U0001f1e5\U0001f200-\U0001faff"
)
_ONE_EMOJI = rf"[{PICTOGRAM}](?:[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|[\U000e0020-\U000e007f])*\u20e3?"
EMOJI = rf"(?:[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_ONE_EMOJI}(?:\u200d+{_ONE_EMOJI})*\u200d?)"
"""One pictogram with what belongs to it: skin, hair, joined companions, flag, keycap."""

# What most posts consist of. A text of these characters, without the signs of `_MARKUP`, reads as it is written.
_USUAL = (
    r"\n -~\xa1-\xa7\xa9\xab\xac\xae-\xb1\xb5-\xb7\xbb-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0218-\u021b"
    "‘’“”„«»‹›–—…•†‡‰€→✓"
)
_UNUSUAL = re.compile(f"[^{_USUAL}]")
_STRANGE = re.compile(f"[^{_USUAL}{PICTOGRAM}\U0001f1e6-\U0001f1ff\ufe0f\u200d]")
_MARKUP = re.compile(r"[*_`]|\w-\n\w|~~|\|\||&[#a-zA-Z]|<[a-zA-Z/!]|%[0-9a-fA-F]{2}|[xX][nN]--")
_MARKUP_SIGNS = ("*", "_", "`", "-\n", "~~", "||", "&", "<", "%", "xn--", "XN--")
_DAMAGE_SIGNS = ("â€", "Ã", "Â", "ðŸ", "Å")
LETTER = r"[^\W\d_\xb2\xb3\xb9\xbc-\xbe\u2070-\u2089\u2150-\u215f\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]"
"""A letter in a regular expression: no number such as ² or ½, which Python counts among the letters."""
# A pictogram that touches letters on both sides, a selector or a joiner that belongs to none, half a flag.
_GLUED = (
    re.compile(rf"[{PICTOGRAM}](?<={LETTER}[{PICTOGRAM}])\S*{LETTER}"),
    re.compile(rf"[\ufe0f\u200d](?<![{PICTOGRAM}\ufe0f\u200d\U0001f3fb-\U0001f3ff].)"),
    re.compile("[\U0001f1e6-\U0001f1ff](?<![\U0001f1e6-\U0001f1ff].)(?![\U0001f1e6-\U0001f1ff])"),
)
# Signs whose other half may stand further on in the text, and letters that are styled when others are.
_CROSSING = re.compile(
    r"[*`<\[\u2139\U0001f17e]|~~|\|\||(?<![^\W_])_|_(?![^\W_])|[^\W\d_]-$|\d/n|[\x00-\x1f]", re.IGNORECASE
)

_MAX_ROUNDS = 6
_MAX_ACCENTS = 4
_MAX_KEPT = 40
"""Longest word that is remembered: what posts hold must not fill the memory."""
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading a text: its normalised characters, and for each the stretch of the text as written."""

    written: str
    text: str
    """Normalised, case kept, NFC."""
    starts: Sequence[int]
    """For each character of `text`, where what it stands for starts in `written`; a `range` when nothing moved."""
    ends: Sequence[int]
    changed: tuple[Span, ...] = ()
    """Stretches of `text` that this reading decodes beyond the plain one; empty for the plain one."""

    def as_written(self, start: int, end: int) -> Span:
        """The stretch of `written` behind `text[start:end]`, widened so that no grapheme is cut."""
        if start >= end:
            at = self.starts[start] if start < len(self.text) else len(self.written)
            return Span(at, at)
        # The smallest and the largest: in a text written backwards the first character stands last.
        begin, stop = min(self.starts[start:end]), max(self.ends[start:end])
        while not grapheme_ends(self.written, begin):
            begin -= 1
        while not grapheme_ends(self.written, stop):
            stop += 1
        return Span(begin, stop)

    def plainly(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` stands there in its own letters: only typography or markup differ."""
        span = self.as_written(start, end)
        if span.end - span.start == end - start and isinstance(self.starts, range):
            return not self.changed
        written = _DRESS.sub("", self.written[span.start : span.end])
        return unicodedata.normalize("NFC", written).translate(_SIGNS) == self.text[start:end].translate(_SIGNS)


def read(text: str) -> Reading:
    """The plain reading of a text."""
    made = text
    if not text.isascii() or "\t" in text:
        for sign, plain in _COMMON:
            made = made.replace(sign, plain)
    if _is_plain(made):
        return Reading(text, made, range(len(text)), range(1, len(text) + 1))
    draft = _Draft(text)
    for _ in range(_MAX_ROUNDS):
        before = draft.text
        for step in _STEPS:
            step(draft)
        if draft.text == before or _is_plain(draft.text):
            break
    return Reading(text, draft.text, draft.starts, draft.ends)


def stays(token: str) -> bool:
    """Whether a stretch without blanks is read as it is written, whatever stands around it."""
    made = token
    for sign, plain in _COMMON:
        made = made.replace(sign, plain)
    if _CROSSING.search(made) or any(sign in made for sign in _DAMAGE_SIGNS):
        return False
    if not (made.isascii() or lookalikes().keys().isdisjoint(made)):
        return False
    if _STRANGE.search(made) or any(pattern.search(made) for pattern in _GLUED):
        return False
    return read(token).text == made


def norm(word: str) -> str:
    """What tokens compare by: case folded, NFC, ligatures opened, accents kept, thousands closed up."""
    if word.isascii():
        return word.lower().replace(" ", "")
    return _kept_norm(word) if len(word) <= _MAX_KEPT else _norm(word)


def _norm(word: str) -> str:
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).casefold()).translate(_FOLDED)
    # `İ` folds to an i with a dot of its own; no word of ours has one.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", folded.replace("i\u0307", "i")).casefold())


_kept_norm = lru_cache(maxsize=20_000)(_norm)
_FOLDED = str.maketrans({"œ": "oe", "æ": "ae", " ": None, **dict.fromkeys("’‘‛ʼ´′＇", "'")})


@lru_cache(maxsize=50_000)
def spellings(word: str) -> frozenset[str]:
    """The normalised word, and the same with any of its accents dropped; a different accent is a different word."""
    whole = norm(word)
    bare = [bare_letter(letter) for letter in whole]
    accented = [i for i, letter in enumerate(whole) if bare[i] != letter]
    if not accented:
        return frozenset({whole})
    if len(accented) > _MAX_ACCENTS:
        # None, all, each alone and all but the first (capitals lose theirs most often).
        sets = [(), tuple(accented), *((i,) for i in accented), tuple(accented[1:])]
    else:
        sets = [chosen for size in range(len(accented) + 1) for chosen in combinations(accented, size)]
    return frozenset("".join(bare[i] if i in chosen else c for i, c in enumerate(whole)) for chosen in sets)


@lru_cache(maxsize=4096)
def bare_letter(letter: str) -> str:
    """The letter without its accents; of other alphabets, the letter itself."""
    base = unicodedata.normalize("NFD", letter)[:1]
    base = _STROKES.get(base, base)
    return base if base.isascii() else letter


_STROKES = dict(zip("łøđħŧƀıŁØĐĦŦ", "lodhtbiLODHT", strict=True))


# --- graphemes (UAX 29), as far as the categories of unicodedata tell them ---

_ALSO_EXTEND = frozenset(
    "\u200c\u09be\u09d7\u0b3e\u0b57\u0bbe\u0bd7\u0cc0\u0cc2\u0cc7\u0cc8\u0cca\u0ccb\u0cd5\u0cd6\u0d3e\u0d57"
    "\u0dcf\u0ddf\u1b35\u1b3b\u1b3d\u1b43\u1b44"
    "\u1baa\u1bf2\u1bf3\u302e\u302f\ua953\ua9c0\uff9e\uff9f\U0001133e\U00011357\U000114b0\U000114bd\U000115af\U0001193d"
    "\U00011930\U0001d165\U0001d166\U000111c0\U00011235\U0001134d\U000116b6"
)
_PREPENDED = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2"
    "\U0001193f\U00011941\U00011a3a\U00011a84\U00011a85\U00011a86\U00011a87\U00011a88\U00011a89\U00011d46"
)
_LINKERS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2\u1a60\u1b44\u1bab\ua9c0\uaaf6")
# Vowels and tones of Myanmar and Tai Tham that stand apart.
_APART = frozenset(
    "\u102b\u102c\u1038\u1062\u1063\u1064\u1067\u1068\u1069\u106a\u106b\u106c\u106d\u1083\u1087\u1088\u1089\u108a"
    "\u108b\u108c\u108f\u109a\u109b\u109c\u1a61\u1a63\u1a64\uaa7b\uaa7d\U00011720\U00011721"
)
_CONJUNCT = re.compile(
    "[\u0915-\u0939\u0958-\u095f\u0978-\u097f\u0995-\u09b9\u09dc-\u09df\u09f0\u09f1\u0a95-\u0ab9\u0af9"
    "\u0b15-\u0b39\u0b5c-\u0b5f\u0b71\u0c15-\u0c39\u0c58-\u0c5a\u0d15-\u0d3a\u1000-\u102a\u1780-\u17b3"
    "\ua989-\ua9b2\u1b0b-\u1b33]"
)
_PICTOGRAPH = re.compile(rf"[{PICTOGRAM}\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf]")


def grapheme_ends(text: str, at: int) -> bool:
    """Whether no grapheme reaches across position `at`."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if after < "\u0300" and before < "\u0300":
        return not (before == "\r" and after == "\n")
    if unicodedata.category(before) in ("Cc", "Zl", "Zp") or unicodedata.category(after) in ("Cc", "Zl", "Zp"):
        return True
    if _hangul(before, after) or _extends(after) or before in _PREPENDED:
        return _is_control(before) or _is_control(after)
    if (unicodedata.category(after) == "Mc" and after not in _APART) or after in "\u0e33\u0eb3":
        return _is_control(before)
    if before == "\u200d" and _PICTOGRAPH.match(after):
        return not _PICTOGRAPH.match(_base(text, at - 1))
    if "\U0001f1e6" <= after <= "\U0001f1ff" and "\U0001f1e6" <= before <= "\U0001f1ff":
        first = at
        while first > 0 and "\U0001f1e6" <= text[first - 1] <= "\U0001f1ff":
            first -= 1
        return (at - first) % 2 == 0
    return not (_CONJUNCT.match(after) and _linked(text, at))


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Mn", "Me")
        or character in _ALSO_EXTEND
        or character == "\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _is_control(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Cf", "Cs", "Zl", "Zp", "Cc")
        and not _extends(character)
        and character not in _PREPENDED
    )


def _base(text: str, at: int) -> str:
    """The character that the marks before `at` stand on."""
    at -= 1
    while at > 0 and _extends(text[at]) and text[at] != "\u200d":
        at -= 1
    return text[max(at, 0)]


def _linked(text: str, at: int) -> bool:
    """The killer sign of an Indic script binds the next consonant to what it stands on."""
    at -= 1
    while at >= 0 and _extends(text[at]) and text[at] != "\u200c":
        if text[at] in _LINKERS:
            return True
        at -= 1
    return at >= 0 and text[at] in "\u1cf5\u1cf6"


def _hangul(before: str, after: str) -> bool:
    whole = "\uac00" <= before <= "\ud7a3"
    open_ = whole and (ord(before) - 0xAC00) % 28 == 0
    lead = "\u1100" <= before <= "\u115f" or "\ua960" <= before <= "\ua97c"
    vowel, following = "\u1160" <= before <= "\u11a7" or "\ud7b0" <= before <= "\ud7c6", after
    tail = "\u11a8" <= before <= "\u11ff" or "\ud7cb" <= before <= "\ud7fb"
    to_lead = "\u1100" <= following <= "\u115f" or "\ua960" <= following <= "\ua97c"
    to_vowel = "\u1160" <= following <= "\u11a7" or "\ud7b0" <= following <= "\ud7c6"
    to_tail = "\u11a8" <= following <= "\u11ff" or "\ud7cb" <= following <= "\ud7fb"
    if lead:
        return to_lead or to_vowel or "\uac00" <= following <= "\ud7a3"
    return ((open_ or vowel) and (to_vowel or to_tail)) or ((whole or tail) and to_tail)


# --- the slow road ---

Edit = tuple[int, int, str]
"""A stretch and what to read there. Of the same length: character for character; else each stands for all of it."""


class _Draft:
    """A text on its way to being read: its characters, and where each comes from."""

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: Sequence[int] = range(len(text))
        self.ends: Sequence[int] = range(1, len(text) + 1)

    def edit(self, edits: Iterable[Edit]) -> None:
        """Replace stretches, given in order. What is taken out belongs to the word before it, else to the one after."""
        text, old_starts, old_ends = self.text, self.starts, self.ends
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        last, waiting = 0, -1
        for start, end, new in [*edits, (len(text), len(text), "")]:
            if start > last:
                if not last and start == len(text):
                    return
                kept = text[last:start]
                if waiting >= 0 and kept[0].isalnum():
                    starts += (min(waiting, old_starts[last]), *old_starts[last + 1 : start])
                else:
                    starts += old_starts[last:start]
                ends += old_ends[last:start]
                pieces.append(kept)
                waiting = -1
            last = end
            if start == end:
                break
            first, final = old_starts[start:end], old_ends[start:end]
            if not new:
                if waiting < 0 and pieces and pieces[-1][-1].isalnum():
                    ends[-1] = max(ends[-1], *final)
                elif waiting < 0:
                    waiting = min(first)
                continue
            if len(new) == end - start:
                begin = list(first)
                ends += final
            else:
                begin = [min(first)] * len(new)
                ends += [max(final)] * len(new)
            if waiting >= 0 and new[0].isalnum():
                begin[0] = min(waiting, begin[0])
            waiting = -1
            starts += begin
            pieces.append(new)
        self.text, self.starts, self.ends = "".join(pieces), starts, ends

    def turn(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Put stretches in the opposite order, marks staying behind their letters."""
        text, starts, ends = list(self.text), list(self.starts), list(self.ends)
        for first, last in stretches:
            clusters = list(_CLUSTER.finditer(self.text, first, last))
            order = [at for cluster in reversed(clusters) for at in range(*cluster.span())]
            text[first:last] = [text[at] for at in order]
            starts[first:last] = [starts[at] for at in order]
            ends[first:last] = [ends[at] for at in order]
        self.text, self.starts, self.ends = "".join(text), starts, ends


def _is_plain(text: str) -> bool:
    if any(sign in text for sign in _MARKUP_SIGNS) and _MARKUP.search(text):
        return False
    if text.isascii():
        return _UNUSUAL.search(text) is None
    if any(sign in text for sign in _DAMAGE_SIGNS):
        return False
    if not _UNUSUAL.search(text):
        return True
    return not (_STRANGE.search(text) or any(pattern.search(text) for pattern in _GLUED))


# Damaged and escaped text.

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPED = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_PUNYCODE = re.compile(r"(?i:(?<![^\W_])xn--[a-z0-9-]{1,59})")
_TAIL = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_DAMAGED = re.compile(rf"[ÃÂ]{_TAIL}|Å[\x93’“¸]|â{_TAIL}{{2}}|ð{_TAIL}{{3}}")


def _entities(draft: _Draft) -> None:
    if "&" in draft.text:
        from html import unescape

        draft.edit((*match.span(), unescape(match[0])) for match in _ENTITY.finditer(draft.text))


def _escapes(draft: _Draft) -> None:
    """Percent signs in addresses, and the ASCII form of host names."""
    text = draft.text
    if "%" in text:
        addresses = (
            chunk for chunk in re.finditer(r"\S+", text) if "%" in chunk[0] and not {"/", "="}.isdisjoint(chunk[0])
        )
        draft.edit(
            (*match.span(), re.sub(r"[\s%]", "_", made))
            for chunk in addresses
            for match in _ESCAPED.finditer(text, *chunk.span())
            if "\ufffd" not in (made := bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace"))
            and made.isprintable()
        )
    if "xn--" in text or "XN--" in text:
        draft.edit((*match.span(), _host(match[0])) for match in _PUNYCODE.finditer(draft.text))


def _host(label: str) -> str:
    try:
        made = label[4:].lower().encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError, ValueError):
        return label
    return made if not made.isascii() and all(c.isalnum() or c == "-" for c in made) else label


def _damage(draft: _Draft) -> None:
    """UTF-8 that was taken for Windows-1252 on its way."""
    if any(sign in draft.text for sign in _DAMAGE_SIGNS):
        decoded = (
            (match, b"".join(map(_octet, match[0])).decode("utf-8", "replace"))
            for match in _DAMAGED.finditer(draft.text)
        )
        draft.edit((*match.span(), made) for match, made in decoded if len(made) == 1 and made != "\ufffd")


def _octet(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return bytes([ord(character)])


# Markup.

_INLINE = (
    "a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u"
    "|var|wbr"
)
_BLOCK = "article|blockquote|br|center|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|section|table|tbody|td|th|thead|tr|ul"
_TAG = re.compile(rf"(?i:</?(?:(?P<inline>{_INLINE})|(?:{_BLOCK}))(?P<more>\s[^<>]{{0,300}})?/?>)")
_MARKER = re.compile(r"\*{1,3}|_{1,3}|~~|\|\||\n\s*\n")
_DRESS = re.compile(r"\*+|_+|~~|\|\||`+|<!--.*?-->|(?i:</?[a-z][^<>]{0,300}>)")


def _tags(draft: _Draft) -> None:
    if "<" in draft.text:
        draft.edit(_dressing(draft.text))


def _dressing(text: str) -> Iterator[Edit]:
    """Tags that only dress the text. Those with attributes stay: a link or a description may hold words of its own."""
    at, commented = 0, True
    while (at := text.find("<", at)) >= 0:
        if commented and text.startswith("<!--", at):
            end = text.find("-->", at)
            if commented := end >= 0:
                yield at, end + 3, ""
                at = end + 3
        elif match := _TAG.match(text, at):
            end = match.end()
            inside = text[at - 1 : at].isalpha() and text[end : end + 1].isalpha()
            if match["inline"] and (inside or not (match["more"] or "").strip(" /")):
                yield at, end, ""
            elif not match["inline"] and not (match["more"] or "").strip(" /"):
                yield at, end, "\n"
            at = end
        else:
            at += 1


def _markers(draft: _Draft) -> None:
    if any(sign in draft.text for sign in ("*", "_", "~~", "||")):
        draft.edit((start, end, "") for start, end in sorted(_paired(draft.text)))


def _paired(text: str) -> Iterator[tuple[int, int]]:
    """Pairs of Markdown's emphasis signs, by CommonMark's rules of which may open and which may close."""
    opened: dict[str, tuple[int, int, bool]] = {}
    space = 0
    for match in _MARKER.finditer(text):
        start, end = match.span()
        sign = match[0]
        if sign[0] == "\n":
            opened.clear()
            continue
        before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
        inside = before.isalnum()
        opens = not after.isspace() and (after.isalnum() or not inside) and not (sign[0] == "_" and inside)
        closes = not before.isspace() and (inside or not after.isalnum()) and not (sign[0] == "_" and after.isalnum())
        if closes and sign in opened:
            first, last, within = opened.pop(sign)
            if sign == "*" and (within or after.isalnum()):
                # In the middle of a word one star may as well hide a letter, or multiply.
                space = text.count(" ", last, start) + text.count("\n", last, start)
                if space or not (text[last].isalpha() and before.isalpha()):
                    opened[sign] = (start, end, inside)
                    continue
            yield first, last
            yield start, end
        elif opens:
            opened[sign] = (start, end, inside)


# Invisible characters, and text that is turned around.

_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x90\x95\x98-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_HIDDEN = re.compile(rf"{EMOJI}|(?P<hidden>[{_INVISIBLE}]+)")
_OVERRIDE = re.compile("\u202e([^\u202e\u202c\u2069\n]+)\u202c?")
_MARK = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20e2\u20e4-\u20f0\ufe20-\ufe2f"
_CLUSTER = re.compile(rf"(?s).[{_MARK}]*")
_CRLF = re.compile("\r\n")


def _signs(draft: _Draft) -> None:
    draft.edit((*match.span(), "\n") for match in _CRLF.finditer(draft.text))
    draft.text = draft.text.translate(_SIGNS)


def _overrides(draft: _Draft) -> None:
    """Letters after a right-to-left override are shown in the opposite order: read them so."""
    if "\u202e" in draft.text:
        draft.turn(match.span(1) for match in _OVERRIDE.finditer(draft.text))


_INDICATORS = re.compile(
    "(?<![\U0001f1e6-\U0001f1ff])[\U0001f1e6-\U0001f1ff](?:[ \u200b\u200c\u2060]+[\U0001f1e6-\U0001f1ff](?!["
    "\U0001f1e6-\U0001f1ff])){2,}"
)


def _indicators(draft: _Draft) -> None:
    """Halves of flags, set apart so that they show as letters."""
    draft.edit(
        (at, at + 1, chr(ord(draft.text[at]) - 0x1F1E6 + 65))
        for match in _INDICATORS.finditer(draft.text)
        for at in range(*match.span())
        if draft.text[at] >= "\U0001f1e6"
    )


def _hidden(draft: _Draft) -> None:
    draft.edit((*match.span(), "") for match in _HIDDEN.finditer(draft.text) if match["hidden"])


_BACKTICK = re.compile(rf"(?<={LETTER})`(?={LETTER})")
_ELIDED = re.compile(r"(?i:(?<![^\W_])(?:[ldjmtsnc]|qu)$)")
_DIVIDED = re.compile(rf"(?<={LETTER})-\n(?=[a-zà-öø-ÿœ])")


def _backticks(draft: _Draft) -> None:
    """A backtick for an apostrophe; two of them make code."""
    text = draft.text
    if "`" in text:
        alone = text.count("`") == 1
        found = _BACKTICK.finditer(text)
        draft.edit((*m.span(), "'") for m in found if alone or _ELIDED.search(text, max(m.start() - 3, 0), m.start()))


def _hyphenated(draft: _Draft) -> None:
    """Words divided at the end of a line."""
    draft.edit((*match.span(), "") for match in _DIVIDED.finditer(draft.text))


_ON_ITS_HEAD = "ɐɔǝɟƃɓɥᴉɾɿʞʅꞁɯɹʇʌʍʎ∀ꓭƆᗡƎℲ⅁⋊˥⅂ԀᴚΛ┴⊥∩⅄"
_UPSIDE_DOWN = str.maketrans(f"{_ON_ITS_HEAD}ıqpbdunwmMW", "acefgghijrkllmrtvwyABCDEFGKLLPRVTTUYibdqpnumwWM")
_SYMMETRIC = "osxzliIHNOSXZ"
_HEADS = re.compile(
    rf"(?<!\S)[{_ON_ITS_HEAD}ıqpbdunwmMW{_SYMMETRIC}]+(?: [{_ON_ITS_HEAD}ıqpbdunwmMW{_SYMMETRIC}]+)*(?=[\s.,!?…;:]|$)"
)


def _upside_down(draft: _Draft) -> None:
    """Words of letters that stand on their heads; the words, too, then follow in the opposite order."""
    if not any(sign in draft.text for sign in _ON_ITS_HEAD):
        return
    stretches = []
    for match in _HEADS.finditer(draft.text):
        words = match[0].split(" ")
        start = match.start()
        turned = [2 <= sum(c in _ON_ITS_HEAD for c in word) >= len(word) / 4 for word in words]
        if any(turned):
            # The run from its first to its last word with letters on their heads.
            first, last = turned.index(True), len(turned) - turned[::-1].index(True)
            begin = start + sum(len(word) + 1 for word in words[:first])
            stretches.append((begin, begin + len(" ".join(words[first:last]))))
    draft.turn(stretches)
    draft.edit((start, end, draft.text[start:end].translate(_UPSIDE_DOWN)) for start, end in stretches)


# Styled letters.

_ALWAYS = (
    "\u017f\u0132\u0133\u2080-\u2089\u2103\u2109\u2116\u2160-\u217f\u3371-\u337a\u3380-\u33df\ufb00-\ufb06"
    "\uff01-\uff5e\U0001d7ce-\U0001d7ff"
)
_STYLED = (
    "\xaa\xba\u02b0-\u02b8\u02e1-\u02e3\u1d2c-\u1d6a\u1d78\u1d9b-\u1dbf\u2071\u207f\u2090-\u209c\u2102"
    "\u210a-\u2115\u2118-\u211d"
    "\u2124\u2128\u212c-\u2134\u2139\u2145-\u2149\u2460-\u249b\u249c-\u24e9\u24ea-\u24ff\u2c7c\u2c7d"
    "\ua7f2-\ua7f4\ua7f8\ua7f9\uab5c-\uab5f\uab69"
    "\U0001d400-\U0001d7cd\U0001f130-\U0001f189"
)
_STYLES = re.compile(
    rf"[{_ALWAYS}]|(?P<run>[{_STYLED}](?:[{_MARK}]*[{_STYLED}])*)|(?P<raised>[\xb2\xb3\xb9\u2070\u2074-\u2079]+)"
)


def _styles(draft: _Draft) -> None:
    text = draft.text
    found = list(_STYLES.finditer(text))
    # A single letter on its own may be a variable, a list label, a sound; a word of them is a style.
    styled = any(match["run"] and (len(match["run"]) > 1 or _beside_letter(text, *match.span())) for match in found)
    draft.edit(edit for match in found for edit in _unstyled(text, match, styled=styled))


def _unstyled(text: str, match: re.Match[str], *, styled: bool) -> Iterator[Edit]:
    start, end = match.span()
    if match["raised"]:
        before = text[max(start - 3, 0) : start]
        # A power or a call of a footnote is not part of the word: garanti¹, 10⁶.
        if before and (before[-1].isdigit() or (len(before) == 3 and before.isalpha())):
            return
        yield start, end, unicodedata.normalize("NFKC", match[0])
    elif not match["run"]:
        yield start, end, _STYLE.get(match[0]) or unicodedata.normalize("NFKC", match[0])
    elif styled:
        for at in range(start, end):
            plain = _plain_style(text[at])
            if text[at] in "ºª" and not _beside_styled(text, at):
                plain = "°" if text[at] == "º" else plain
            yield at, at + 1, plain


_STYLE = {"№": "n°"}


@cache
def _plain_style(letter: str) -> str:
    code = ord(letter)
    for first in (0x1F130, 0x1F150, 0x1F170):
        if first <= code < first + 26:
            return chr(65 + code - first)
    plain = unicodedata.normalize("NFKC", letter)
    if letter < "\u249b":
        return plain
    return plain.strip("()") if len(plain) == 3 and plain[0] == "(" else plain


def _beside_letter(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()


def _beside_styled(text: str, at: int) -> bool:
    return any(
        re.match(f"[{_STYLED}]", text[i]) for i in (at - 1, at + 1) if 0 <= i < len(text) and text[i] not in "ºª"
    )


_MARKED = re.compile(rf"(?s)(.?)([{_MARK}]+|(?<={LETTER})\u20e3)")
_STARTERS_THAT_JOIN = (
    "\u1161-\u1175\u11a8-\u11c2\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf"
    "\u0ddf\u102e\u1b35"
)


def _marks(draft: _Draft) -> None:
    """Accents join their letters; what no alphabet writes on a letter is decoration and goes."""
    draft.edit((*match.span(), _spelled(match[1], match[2])) for match in _MARKED.finditer(draft.text))


def _spelled(base: str, marks: str) -> str:
    # Strokes through letters hide nothing and spell nothing.
    marks = "".join(mark for mark in marks if not "\u0334" <= mark <= "\u0338" and mark < "\u1ab0")
    composed = unicodedata.normalize("NFC", base + marks)
    return composed if len(composed) == 1 and base.isalpha() else base


def _composed(draft: _Draft) -> None:
    text = draft.text
    if not unicodedata.is_normalized("NFC", text):
        draft.edit((*match.span(), unicodedata.normalize("NFC", match[0])) for match in _joining().finditer(text))


@cache
def _joining() -> re.Pattern[str]:
    """A character and all that could compose with it: those of a combining class, and a few that have none."""
    marks = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
    return re.compile(rf"(?s).[{re.escape(marks)}{_STARTERS_THAT_JOIN}]*")


# Look-alikes.

_FUNCTION_WORDS = frozenset(
    """a à au aux ce ces de des du d' elle en et eux il je la le les l' lui ma mes moi mon ne ni non nos nous on or ou
    où par pas pour qui que sa se ses si son sur ta te tes toi ton tu un une va vos vous y oui est sont ont va top
    i am an and are as at be but by can do for get go had has he her him his how if in is it its me my no nor not
    now of off on one or our out own she so the they to too top up us use was we who why yes yet you your all any buy
    new day let may see try way win big best good love this that with from have just more most will what when""".split()
)
_THROUGH = re.compile(rf"(?<!{LETTER}){LETTER}++(?:(?:{EMOJI})++{LETTER}++)+")
_PICTURES = re.compile(rf"(?:{EMOJI})+")


def _lookalikes(draft: _Draft) -> None:
    odd, word = _odd()
    text, done = draft.text, 0
    edits: list[Edit] = []
    for match in odd.finditer(text):
        if match.start() < done:
            continue
        start = match.start()
        while start > done and word.match(text, start - 1):
            start -= 1
        done = start
        while done < len(text) and word.match(text, done):
            done += 1
        plain = _unspoofed(text[start:done])
        if plain != text[start:done]:
            edits.append((start, done, plain))
    draft.edit(edits)


def _unspoofed(word: str) -> str:
    """The word in Latin letters when it mixes them with their look-alikes; a word of one other script is its own."""
    table = lookalikes()
    foreign = [c for c in word if c not in table and c >= "\u0250" and c.isalpha()]
    latin = any(c < "\u0250" and c.isalpha() for c in word)
    if foreign or not (latin or (len(word) > 1 and all(_is_latin(c) for c in word))):
        return word
    capitals = sum(c.isupper() for c in word if c not in table), sum(c.islower() for c in word if c not in table)
    plain = ""
    for at, letter in enumerate(word):
        read_as = table.get(letter, letter)
        # Capital i and small L look the same: the neighbours decide.
        if read_as == "l" and letter.isupper() and (capitals[0] > capitals[1] or not at):
            read_as = "I"
        plain += read_as
    return plain


@cache
def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


@cache
def lookalikes() -> dict[str, str]:
    """Character of another alphabet → the letter it is taken for (UTS 39, see `data/confusables.txt`)."""
    table: dict[str, str] = {}
    for line in (_HERE / "data" / "confusables.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            letter, _, others = line.partition(" ")
            table |= dict.fromkeys(others, letter)
    return table


@cache
def _odd() -> tuple[re.Pattern[str], re.Pattern[str]]:
    signs = re.escape("".join(lookalikes()))
    return re.compile(f"[{signs}]"), re.compile(rf"[^\W_]|[{signs}]")


def _pictures(draft: _Draft) -> None:
    """Pictograms between the pieces of one word: edu🎓cat🎓ion."""
    if draft.text.isascii():
        return
    edits = []
    for match in _THROUGH.finditer(draft.text):
        pieces = _PICTURES.split(match[0])
        broken = any(len(piece) <= 3 and piece.lower() not in _FUNCTION_WORDS for piece in pieces)
        whole = sum(len(piece) > 1 and piece.lower() in _FUNCTION_WORDS for piece in pieces) * 2 >= len(pieces)
        one_word = all(piece[0].islower() for piece in pieces[1:]) or match[0].isupper()
        if len(pieces) > 2 and broken and one_word and not whole:
            edits += [(*found.span(), "") for found in _PICTURES.finditer(draft.text, *match.span())]
    draft.edit(edits)


_STEPS: tuple[Callable[[_Draft], None], ...] = (
    _entities,
    _escapes,
    _damage,
    _tags,
    _signs,
    _overrides,
    _indicators,
    _hidden,
    _backticks,
    _hyphenated,
    _upside_down,
    _styles,
    _marks,
    _composed,
    _lookalikes,
    _markers,
    _pictures,
)
