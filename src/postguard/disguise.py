"""Guesses at disguises, led by the words that the charter's patterns need.

A stretch is decoded only when all of it, from boundary to boundary, becomes such a word. Letters spaced or dotted out,
letters that are digits or stars, letters said too often, odd accents, words cut by pictograms or marks of a thread;
and, of confidential words alone, slips of the keyboard.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import groupby, pairwise

from postguard.lettering import CAPITAL_I, ELIDED, SHORTEST_SLIP, VOWELS, odd_accents, shapes, without_one
from postguard.model import Span
from postguard.text import LETTER, Reading, bare_letter, lookalikes, norm
from postguard.tokens import Token, Tokens

Change = tuple[int, int, str]
"""A stretch of a reading and the word to read there."""

_SHORTEST, _SHORTEST_SECRET = 4, 3
_MAX_KEPT = 50_000

# Sign → the letters it is written for. The first stands for its class in the index.
_LEET = {
    "0": "o",
    "1": "il",
    "2": "z",
    "3": "e",
    "4": "a",
    "5": "s",
    "6": "gb",
    "7": "t",
    "8": "b",
    "9": "gq",
    "@": "a",
    "$": "s",
    "€": "e",
    "£": "l",
    "!": "il",
    "|": "il",
    "+": "t",
    "¢": "c",
    "¥": "y",
}
# One class for each set of letters that a sign leaves open.
_CLASSES = str.maketrans("lqgb" + "".join(_LEET), "ibbb" + "".join({"g": "b"}.get(s[0], s[0]) for s in _LEET.values()))
_MASKS = frozenset("*•●█■▪×#_-.…")
_KEYBOARDS = ("qwertyuiop asdfghjkl zxcvbnm", "azertyuiop qsdfghjklm wxcvbn")


class Vocabulary:
    """The normalised words (and words written as one) that patterns look for; `secret` are the confidential ones.

    `known` tells ordinary words of the language: what is one of them is no slip and no look-alike of another.
    """

    def __init__(
        self, words: Iterable[str], secret: Iterable[str] = (), known: Callable[[str], bool] = lambda word: False
    ) -> None:
        self.known = known
        self.secret = frozenset(word for word in secret if len(word) >= _SHORTEST_SECRET and not word.isdecimal())
        self.every = frozenset(words) | self.secret
        """All the words of patterns, the short ones too: enough beside a long one, never alone."""
        long = frozenset(word for word in self.every if len(word) >= _SHORTEST and not word.isdecimal())
        self.words = self.secret | long
        self._kept: dict[str, str | None] = {}

    def decoded(self, word: str) -> str | None:
        """The word of the vocabulary that a single normalised word of letters is, decoded; None when it is its own."""
        try:
            return self._kept[word]
        except KeyError:
            pass
        if len(self._kept) >= _MAX_KEPT:
            self._kept.clear()
        made = self._kept[word] = None if word in self.words else self._decode(word)
        return made

    def _decode(self, word: str) -> str | None:
        if not 4 <= len(word) <= 60 or not word.isalpha():
            return None
        made = self._drawn_out(word) or self._accented(word) or self._lookalike(word)
        if made is None and self.secret and (guess := self._shaped(word) or self._slip(word)):
            made = None if self.known(word) else guess
        return made

    def _drawn_out(self, word: str) -> str | None:
        """Letters said three times or more: Phéniiiix."""
        runs = _runs(word)
        if max(length for _, length in runs) < 3:
            return None
        for other in self._by_runs.get("".join(letter for letter, _ in runs), ()):
            whole = _runs(_bare(other))
            if len(other) >= 4 and all(had[1] <= said[1] for had, said in zip(whole, runs, strict=True)):
                return other
        return None

    def _accented(self, word: str) -> str | None:
        """Accents where no word of ours has them: plãn, Blüèbîrd."""
        plain = _bare(word)
        return plain if plain != word and plain in self.words and odd_accents(word) else None

    def _lookalike(self, word: str) -> str | None:
        """A word wholly of look-alikes."""
        if word[0] < "\u0250" or word[0] not in lookalikes():
            return None
        table = lookalikes()
        plain = norm("".join(table.get(letter, letter) for letter in word))
        return plain if plain.isascii() and plain in self.words else None

    def _shaped(self, word: str) -> str | None:
        """Letters that together have the shape of another: rnerger, Northvvind; small L and capital i: lris."""
        return next((guess for guess in shapes(word) if guess in self.secret), None)

    def _slip(self, word: str) -> str | None:
        """One slip of the keyboard in a long confidential word, its first letter and its ending right."""
        if len(word) < SHORTEST_SLIP - 1:
            return None
        plain = _bare(word)
        for key in without_one(plain):
            for other in self._by_slips.get(key, ()):
                if _slipped(plain, _bare(other)):
                    return other
        return None

    def hidden(self, chunk: str) -> str | None:
        """The word of the vocabulary behind digits and signs for letters, or behind stars."""
        return self._leet(chunk) or self._masked(chunk)

    def _leet(self, chunk: str) -> str | None:
        plain = _bare(norm(chunk))
        signs = sum(c in _LEET for c in plain)
        # Codes are written in capitals: AL50, 1R15.
        small = chunk != chunk.upper()
        if not signs or signs * 2 > len(plain) + (small and len(plain) > 4) or (len(plain) < 5 and signs > 1 + small):
            return None
        for other in self._by_class.get(plain.translate(_CLASSES), ()):
            if all(a == b or b in _LEET.get(a, "") for a, b in zip(plain, _bare(other), strict=True)):
                return other
        return None

    def _masked(self, chunk: str) -> str | None:
        plain = _bare(norm(chunk))
        masks = sum(c in _MASKS for c in plain)
        shown = len(plain) - masks
        if not masks or shown < 3 or masks * 2 > len(plain) or not plain[0].isalpha():
            return None
        for other in self._by_start.get((plain[0], len(plain)), ()):
            if all(a == b or a in _MASKS or b in _LEET.get(a, "") for a, b in zip(plain, _bare(other), strict=True)):
                return other
        return None

    @cached_property
    def _by_runs(self) -> dict[str, list[str]]:
        return _index(self.words, lambda word: [_RUN.sub(r"\1", _bare(word))])

    @cached_property
    def _by_class(self) -> dict[str, list[str]]:
        return _index(self.words, lambda word: [_bare(word).translate(_CLASSES)])

    @cached_property
    def _by_start(self) -> dict[tuple[str, int], list[str]]:
        made: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self.words):
            if len(word) >= 4:
                made[_bare(word[0]), len(word)].append(word)
        return made

    @cached_property
    def _by_slips(self) -> dict[str, list[str]]:
        slippery = (word for word in self.secret if len(word) >= SHORTEST_SLIP and word.isalpha())
        return _index(slippery, lambda word: without_one(_bare(word)))


def _index(words: Iterable[str], keys: object) -> dict[str, list[str]]:
    made: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        for key in keys(word):  # type: ignore[operator]
            made[key].append(word)
    return made


def _bare(word: str) -> str:
    return word if word.isascii() else "".join(map(bare_letter, word))


_RUN = re.compile(r"(.)\1+", re.DOTALL)


def _runs(word: str) -> list[tuple[str, int]]:
    return [(letter, len(list(same))) for letter, same in groupby(_bare(word))]


def _slipped(said: str, meant: str) -> bool:
    """One letter left out, said twice, hit beside its neighbour, or two in the wrong order; never the first letter.

    An ending more or less makes another word of the same stem (Falcone), a letter replaced most often another word
    (verger); a letter put in must be a neighbour on the keyboard of one beside it (licencienment, not silence).
    """
    if said == meant or len(meant) < SHORTEST_SLIP or said[0] != meant[0]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b), min(len(said), len(meant)))
    if len(said) == len(meant):
        if said[at : at + 2] == meant[at : at + 2][::-1] and said[at + 2 :] == meant[at + 2 :]:
            return True
        # Replaced: only by a neighbour on the keyboard, only inside a long word.
        inside = 0 < at < len(meant) - 1 and len(meant) > 7 and said[at + 1 :] == meant[at + 1 :]
        return inside and _neighbours(said[at], meant[at])
    if len(said) == len(meant) - 1:
        return at < len(said) and said[at:] == meant[at + 1 :]
    if len(said) == len(meant) + 1 and said[at + 1 :] == meant[at:]:
        doubled = said[at] == said[at - 1]
        return doubled or (at < len(meant) and any(_neighbours(said[at], said[i]) for i in (at - 1, at + 1)))
    return False


def _neighbours(one: str, other: str) -> bool:
    return any(abs(board.find(one) - board.find(other)) == 1 for board in _KEYBOARDS if one in board and other in board)


_SEPARATORS = r" \n._\-–—·•*|/\\+~,;:"
_SPACED = re.compile(rf"(?<![^\W_]){LETTER}(?:[{_SEPARATORS}]{{1,3}}(?:{LETTER}|\d)){{2,}}(?![^\W_])\.?")
_LETTERS = re.compile(rf"{LETTER}|\d")
# A sign or a digit that touches a letter, where words have none.
_TRIGGER = re.compile(
    # The set comes first, so that the search runs over letters at full speed.
    rf"[0-9@$€£!|*•●█■▪×#_+.\-–—·~](?:(?<={LETTER}.)(?={LETTER}|[0-9@$!|*•●█■▪×#])|(?<=[0-9$€])(?={LETTER})"
    rf"|(?<=[|!@])(?<![^\s'].)(?={LETTER})|(?<={LETTER}[–—\-])(?=\d)|(?<={LETTER}[0-9$€@*])(?!\w)|(?<={LETTER}-)\n(?={LETTER}))"
)
_BOUNDARY = re.compile(r"[\s,;:\"«»“”()\[\]{}<>…?]")
_JOINED = re.compile(r"[.\-–—_|·•*~+]+\n?")
_LONGEST = 40
_COUNTER = r"[(\[]?\d{1,2}/(?:\d{1,2}|n)?[)\]]?"
_THREAD = re.compile(
    rf"[^\S\n]*(?:🧵[^\S\n]*)?(?:{_COUNTER}[^\S\n]*)?(?:🧵[^\S\n]*)?"
    rf"(?:\n\s*(?:[-_=]{{3,}}[^\S\n]*\n\s*)?(?:🧵\s*)?(?:{_COUNTER}\s*)?)?"
)
"""What stands between two posts of a thread, or the mark of one."""


def disguised(reading: Reading, tokens: Tokens, vocabulary: Vocabulary) -> Reading | None:
    """A second reading with what was decoded, or None when nothing was."""
    if not vocabulary.words:
        return None
    found = [
        *_words(tokens, vocabulary),
        *_tags(tokens, vocabulary),
        *_starred(reading, vocabulary),
        *_spaced(reading.text, vocabulary),
        *_chunks(reading.text, tokens, vocabulary),
    ]
    if not found and "/" not in reading.text and not any(token.kind == "EMOJI" for token in tokens.items):
        return None
    found += _cut(reading.text, tokens, vocabulary, found)
    if not found:
        return None
    found += _beside(reading.text, tokens, vocabulary, found)
    changes: list[Change] = []
    for change in sorted(found, key=lambda c: (c[0], -c[1])):
        if not changes or changes[-1][1] <= change[0]:
            changes.append(change)
    return rewritten(reading, changes)


def _words(tokens: Tokens, vocabulary: Vocabulary) -> Iterator[Change]:
    """Single words that decode by themselves."""
    words, kept, text = vocabulary.words, vocabulary._kept, tokens.reading.text
    earlier = article = before = ""
    for token in tokens.items:
        if token.kind != "WORD":
            continue
        word = token.norm
        if word not in words:
            made = kept[word] if word in kept else vocabulary.decoded(word)
            if made:
                if word[0] < "\u0250" or not _at_home(word, tokens, vocabulary):
                    yield token.start, token.end, _cased(made, text[token.start : token.end])
            elif "i" in word and CAPITAL_I.search(text, token.start, token.end):
                made = norm(CAPITAL_I.sub("l", text[token.start : token.end]))
                if made in words:
                    yield token.start, token.end, _cased(made, text[token.start])
            elif before in words and (elided := _elided(word, words)):
                yield token.start, token.end, elided if token.group < 0 else elided.replace("'", "_")
        elif article in _ARTICLES and earlier in words and word[0] in VOWELS:
            # « chiffre d affaires »
            yield token.start - len(article) - 1, token.start, f"{article}'"
        earlier, article, before = before, word, word


_ARTICLES = frozenset("l d j m t s n c qu".split())


def _at_home(word: str, tokens: Tokens, vocabulary: Vocabulary) -> bool:
    """Whether the alphabet of a word of look-alikes is used for other words, too: СЕО in a Russian sentence."""
    alphabet = _alphabet(word[0])
    others = {token.norm for token in tokens.items if token.kind == "WORD" and token.norm[0] >= "\u0250"}
    return any(
        len(other) > 1 and _alphabet(other[0]) == alphabet and vocabulary.decoded(other) is None for other in others
    )


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _tags(tokens: Tokens, vocabulary: Vocabulary) -> Iterator[Change]:
    """Words of the charter that the capitals of a hashtag cut in two: #LinkedIn, #FALCONproject."""
    text, items, words = tokens.reading.text, tokens.items, vocabulary.words
    for at, token in enumerate(items):
        if token.group < 0 or token.kind != "WORD":
            continue
        whole, last = token.norm, at + 1
        while last < len(items) and last - at < 5 and items[last].start == items[last - 1].end:
            other = items[last]
            if other.kind not in ("WORD", "NUMBER"):
                break
            if last == at + 1 and whole + other.norm[0] in words and text[token.start : other.start + 1].isupper():
                yield token.start, other.start + 1, text[token.start : other.start + 1] + "_"
            whole += other.norm
            last += 1
            # Short words stand in any jumble of capitals, such as the end of a short link.
            if len(whole) > 4 and whole in words and not all(items[i].norm in words for i in range(at, last)):
                yield token.start, items[last - 1].end, whole


_STARRED = re.compile(rf"(?<![\w*]){LETTER}++(?:\*{LETTER}++){{2,}}+(?![\w*])")
_TORN = re.compile(rf"(?<![^\W_]){LETTER}++[?…\ufffd]{LETTER}++(?![^\W_])")


def _starred(reading: Reading, vocabulary: Vocabulary) -> Iterator[Change]:
    """Stars for letters that the plain reading took for emphasis, and letters lost on the way: N*c*lle, Ph?nix."""
    if "*" in reading.written:
        for match in _STARRED.finditer(reading.written):
            if word := vocabulary.hidden(match[0]):
                start = bisect_left(reading.starts, match.start())
                yield start, bisect_left(reading.starts, match.end(), start), _cased(word, match[0])
    for match in _TORN.finditer(reading.text):
        if word := vocabulary.hidden(re.sub(r"\W", "*", match[0])):
            yield match.start(), match.end(), _cased(word, match[0])


def _elided(word: str, words: frozenset[str]) -> str:
    """« chiffre daffaires »: an article that lost its apostrophe, after another word of the pattern."""
    match = ELIDED.fullmatch(word)
    return f"{match['article']}'{match['word']}" if match and match["word"] in words else ""


def _cased(word: str, like: str) -> str:
    letters = [c for c in like if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return word.upper()
    return word[:1].upper() + word[1:] if letters and letters[0].isupper() else word


def _spaced(text: str, vocabulary: Vocabulary) -> Iterator[Change]:
    """Letters set apart: N a c e l l e, P.r.o.j.e.t P.h.é.n.i.x."""
    for match in _SPACED.finditer(text):
        end = match.end() - (match[0].endswith("."))
        letters = [m.start() for m in _LETTERS.finditer(text, match.start(), end)]
        whole = _joined(text, letters, vocabulary)
        if whole:
            yield _with_stop(text, whole)
            continue
        # Words stand further apart, or apart by another sign, than their letters do.
        gaps = [text[a + 1 : b] for a, b in pairwise(letters)]
        first = 0
        for at in range(1, len(letters) + 1):
            if at < len(letters) and gaps[at - 1] == gaps[first : first + 1][0]:
                continue
            if at - first > 2 and (word := _joined(text, letters[first:at], vocabulary)):
                yield _with_stop(text, word)
            first = at


_ONE_LETTER_WORDS = frozenset("aàyiô")


def _joined(text: str, letters: list[int], vocabulary: Vocabulary) -> Change | None:
    """The letters as one word of the vocabulary, a word of one letter before or after them left out."""
    for first, last in ((0, len(letters)), (0, len(letters) - 1), (1, len(letters))):
        if last - first > 60 or last - first < _SHORTEST_SECRET:
            continue
        if any(text[letters[i]].lower() not in _ONE_LETTER_WORDS for i in (*range(first), *range(last, len(letters)))):
            continue
        word = "".join(text[i] for i in letters[first:last])
        if norm(word) in vocabulary.words:
            return letters[first], letters[last - 1] + 1, word
    return None


def _with_stop(text: str, change: Change) -> Change:
    """With the full stop of the last letter, when each letter has one: F.A.L.C.O.N."""
    start, end, word = change
    return (
        (start, end + 1, word) if text[start + 1] == "." == text[end : end + 1] != text[end + 1 : end + 2] else change
    )


def _chunks(text: str, tokens: Tokens, vocabulary: Vocabulary) -> Iterator[Change]:
    """Stretches without a blank that mix letters with digits and signs."""
    addresses = [group for group in tokens.groups if group.kind in ("url", "email")]
    done = at_address = 0
    for match in _TRIGGER.finditer(text):
        if match.start() < done:
            continue
        start, end = match.start(), match.end()
        while start > done and match.start() - start < _LONGEST and not _BOUNDARY.match(text, start - 1):
            start -= 1
        while end < len(text) and end - match.end() < _LONGEST and not _BOUNDARY.match(text, end):
            end += 1
        done = end
        if (start and text[start - 1].isalnum()) or text[end : end + 1].isalnum():
            continue
        while at_address < len(addresses) and addresses[at_address].end <= start:
            at_address += 1
        if at_address < len(addresses) and addresses[at_address].start < end:
            continue
        yield from _chunk(text, start, end, vocabulary)


_WITHOUT_HYPHENS = str.maketrans("", "", "-–—.")


def _chunk(text: str, start: int, end: int, vocabulary: Vocabulary) -> Iterator[Change]:
    chunk = text[start:end]
    trimmed = chunk.rstrip(".,!'-–—_~|+/")
    options = dict.fromkeys((chunk, trimmed, chunk.strip("#*_~'-–—.!|+/"), trimmed.lstrip("#'-–—_~|+/")))
    for option in options:
        if len(option) < 4:
            continue
        begin = start + chunk.find(option)
        word = _glued(option, vocabulary) or vocabulary.hidden(option)
        # H31ix-9, He*ix-9
        bare = option.translate(_WITHOUT_HYPHENS)
        if word := word or (vocabulary.hidden(bare) if bare != option else None):
            yield begin, begin + len(option), _cased(word, option)
            return
    # l'@ltea, N4celle-H3lix: the pieces by themselves.
    if "'" in chunk or "/" in chunk:
        at = start
        for piece in re.split(r"(['/])", chunk):
            word = (_glued(piece, vocabulary) or vocabulary.hidden(piece)) if len(piece) > 3 else None
            if word:
                yield at, at + len(piece), _cased(word, piece)
            at += len(piece)


def _glued(chunk: str, vocabulary: Vocabulary) -> str | None:
    """Pieces that are one word of the vocabulary together: Fal.con, Helix–9."""
    pieces = [piece for piece in _JOINED.split(chunk) if piece]
    if len(pieces) < 2 or not all(piece.isalnum() for piece in pieces):
        return None
    # The hyphen of a written pattern joins words already.
    whole = norm("".join(pieces))
    return whole if whole in vocabulary.words else None


def _cut(text: str, tokens: Tokens, vocabulary: Vocabulary, found: list[Change]) -> Iterator[Change]:
    """Words that a pictogram parts, and terms that a pictogram or the mark of a thread parts."""
    decoded = {end for _, end, _ in found} | {start for start, _, _ in found}
    items = tokens.items

    def known(token: Token, at: int) -> bool:
        return token.norm in vocabulary.every or at in decoded

    for index, token in enumerate(items):
        if token.kind == "EMOJI" and 0 < index < len(items) - 1:
            before, after = items[index - 1], items[index + 1]
            if before.end == token.start and token.end == after.start:
                yield from _parted(text, tokens, index, vocabulary)
            elif before.kind == after.kind == "WORD" and known(before, before.end) and known(after, after.start):
                yield before.end, after.start, " "
    if "/" not in text:
        return
    starts = {token.start: token for token in items}
    for index, token in enumerate(items[:-1]):
        if token.kind == "WORD" and items[index + 1].kind != "WORD" and known(token, token.end):
            match = _THREAD.match(text, token.end)
            following = starts.get(match.end()) if match and "/" in match[0] else None
            # A statement does not run on from post to post; a name may be torn apart so.
            if following and "\n" in text[token.end : following.start] and token.norm not in vocabulary.secret:
                continue
            if following and following.kind == "WORD" and known(following, following.start):
                yield token.end, following.start, " "


def _beside(text: str, tokens: Tokens, vocabulary: Vocabulary, found: list[Change]) -> Iterator[Change]:
    """Short words with a digit or a sign in them, next to a word decoded: 4cqu1s1t10n 0f N0rthw1nd."""
    edges = {end for _, end, _ in found} | {start for start, _, _ in found}
    for token in tokens.items:
        if token.start - 1 in edges or token.end + 1 in edges:
            word = beside(text[token.start : token.end])
            if word and word in vocabulary.every:
                yield token.start, token.end, word


def beside(written: str) -> str:
    """What a short word is taken for next to a word decoded; empty when it is what it seems."""
    if not 2 <= len(written) <= 3:
        return ""
    word = _bare(norm("".join(_LEET.get(c, c)[0] for c in written)))
    return word if word != norm(written) else ""


def _parted(text: str, tokens: Tokens, index: int, vocabulary: Vocabulary) -> Iterator[Change]:
    """A word with pictograms between its letters, when it begins before the pictogram at `index`."""
    items = tokens.items
    if index >= 2 and items[index - 2].kind == "EMOJI" and items[index - 2].end == items[index - 1].start:
        return
    last = index
    while last + 1 < len(items) and last - index < 60 and items[last + 1].start == items[last].end:
        if items[last + 1].kind not in ("WORD", "NUMBER", "EMOJI"):
            break
        last += 1
    if items[last].kind == "EMOJI":
        last -= 1
    word = "".join(text[t.start : t.end] for t in items[index - 1 : last + 1] if t.kind != "EMOJI")
    if norm(word) in vocabulary.words:
        yield items[index - 1].start, items[last].end, word


def rewritten(reading: Reading, changes: list[Change]) -> Reading:
    """The reading with stretches replaced; each new character stands for the whole stretch."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    changed: list[Span] = []
    last = length = 0
    for start, end, new in changes:
        first, final = min(reading.starts[start:end]), max(reading.ends[start:end])
        text += [reading.text[last:start], new]
        starts += [*reading.starts[last:start], *[first] * len(new)]
        ends += [*reading.ends[last:start], *[final] * len(new)]
        length += start - last
        changed.append(Span(length, length + len(new)))
        length, last = length + len(new), end
    text.append(reading.text[last:])
    starts += reading.starts[last:]
    ends += reading.ends[last:]
    return Reading(reading.written, "".join(text), starts, ends, tuple(changed))
