"""The sound first look: which rules can fire at all on a text, told from its words, before anything heavy is imported.

A text is cut at its blanks. What each stretch holds, and whether anything in it could be a disguise, is worked out
once for all posts. A rule is kept when the words that it cannot do without stand there; a text with anything odd in it
is read whole, and then asked the same question. `postguard check --no-screen` does without, and must say the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from postguard.lettering import CAPITAL_I, ELIDED, SHORTEST_SLIP, humps, odd_accents, shapes, without_one


class Key(NamedTuple):
    """What makes one rule a candidate; numbers are those of `Outline.sets`."""

    rule: int
    first: int
    """One of these words stands in the text,"""
    then: int = -1
    """one of these right behind it (none: -1),"""
    beside: tuple[int, ...] = ()
    """and one of each of these somewhere."""
    flat: int = 0
    """1: all of it may stand in one word."""


class Outline(NamedTuple):
    """What a charter's rules cannot fire without: worked out when it is compiled, by `postguard.literals`."""

    sets: Sequence[str]
    """Sets of words, each joined by line ends. `<digit>` and the like stand for signs."""
    keys: Sequence[Sequence[Any]]
    """`Key`s."""
    beside: Sequence[Sequence[int]]
    """For each rule the sets of which one word each must stand in the text, whatever key it is found by."""
    always: Sequence[int]
    """Rules that no word can rule out."""
    words: str
    """Words that a disguise may hide (`disguise.Vocabulary.words`); secret ones; and all of them bare, in order."""
    secret: str
    bare: str
    roles: Sequence[str] = ()
    named_roles: Sequence[str] = ()
    networks: Sequence[str] = ()
    fields: Sequence[str] = ()
    """What rules ask of the roles and networks of a post, and the names of other fields they ask for."""
    special: Sequence[str] = ()
    """What in the sets is no word: signs such as `<digit>`, beginnings such as `éco*`."""
    given: Sequence[Sequence[Any]] = ()
    """Signs that what the source says gives to a text, each with the `FieldTest`s behind it."""


class Said(NamedTuple):
    """The words of a text in their order, cut into pieces of letters, and the signs in it."""

    words: tuple[str, ...]
    signs: frozenset[str]


class Careful(Protocol):
    """Reads a stretch with the whole tokenizer and all that undoes disguises (`postguard.analysis.Analyst`)."""

    def outside(self, token: str) -> Said | None:
        """What a stretch without blanks says wherever it stands; None when what stands around it could change that."""

    def decoded(self, word: str) -> str | None:
        """The other word that a word of letters is in disguise."""


DETECTED = frozenset({"<card>", "<iban>", "<nir>", "<phone>", "<secret>"})
"""What detectors may find in a text that is read whole."""
NOTHING = Said((), frozenset())
DIGIT = "<digit>"
_DIGITS = frozenset({DIGIT})

# One stretch between blanks. The letters are those of French and English, without œ, æ and Â, which are read with care.
_LETTERS = "A-Za-zÀÄÇÈÉÊËÎÏÔÖÙÛÜàâäçèéêëîïôöùûüÿ"
_HEAD = r"[(\"«“¡¿]*"
_TAIL = r"(?:\.{1,3}|[,;:?…!])?[)\"»”]*[,.;:?]?"
_WORD = re.compile(rf"{_HEAD}([{_LETTERS}]+){_TAIL}").fullmatch
_APOSTROPHE = re.compile(rf"{_HEAD}([{_LETTERS}]+)'([{_LETTERS}]+){_TAIL}").fullmatch
_HYPHENS = re.compile(rf"{_HEAD}([{_LETTERS}]+(?:-[{_LETTERS}]+)+)(\.?)(?:[,;:?…])?[)\"»”]*[,;:?]?").fullmatch
_TAG = re.compile(rf"#([{_LETTERS}]+){_TAIL}").fullmatch
_URL = re.compile(r"https?://(?:www\.)?((?:[A-Za-z0-9./?=#+~-]|(?<=[A-Za-z0-9])_+(?=[A-Za-z0-9]))+)").fullmatch
_FIGURES = re.compile(r"[(\"«]*[+\-–]?[$€£]?\d+(?:[.,:/]\d+)*[%€$£]?[)\"»]*[,.;:!?…]?").fullmatch
_EMOJI = "\u2600-\u27bf\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001f9ff\U0001fa70-\U0001faff"
_SIGNS = re.compile(
    r"[-–—/:;,.!?…()\"«»“”&+=→•|>]|[.!?…]+|\ufe0f+"
    rf"|(?:[\U0001f1e6-\U0001f1ff]{{2}}|[{_EMOJI}]\ufe0f?(?:\u200d[{_EMOJI}]\ufe0f?)*)+"
).fullmatch
_RUN = re.compile(r"\d+|[A-Za-z]+|_+|.")
_SINGLE = re.compile(r"(?<![^\W_])[^\W_](?![^\W_'’])")
_THRICE = re.compile(r"(.)\1\1")
_SEPARATORS = r"\s._\-–—·•*|/\\+~,;:\ufe0f"
_SPACED = re.compile(rf"(?<![^\W_])[^\W\d_][{_SEPARATORS}]{{1,9}}[^\W_][{_SEPARATORS}]{{1,9}}[^\W_](?![^\W_])")
"""Letters set apart, as `disguise` looks for them; a little wider."""
_ELISIONS = frozenset("l d j m t s n c ç qu lorsqu puisqu jusqu quoiqu presqu quelqu".split())
_ONE_PIECE = frozenset({"grand", "entr"})
_BARE = str.maketrans(
    "àâäçéèêëîïôöùûüÿ",
    "aaaceeeeiioouuuy",
)

HOT = 1 << 20
"""What a stretch weighs that needs a closer look; else it weighs its letters that stand alone."""
_SHORTEST_SECRET, _SHORTEST_FLAT, _LONGEST_FLAT = 10, 6, 120
_MAX_KEPT = 100_000
"""Stretches that are remembered: what posts hold must not fill the memory."""


class Screen:
    """The outline of a charter, ready to be asked; it learns what stretches of text hold."""

    def __init__(self, outline: Outline, analyst: Callable[[], Careful]) -> None:
        self._outline, self._analyst = outline, analyst
        self._sets: dict[int, frozenset[str]] = {}
        self._said: dict[str, Said | None] = {}
        self._in_one: dict[str, tuple[int, ...]] = {}
        self._weights = _Weights(self._weigh)
        self.always = tuple(outline.always)

    def candidates(self, text: str, given: frozenset[str] = frozenset()) -> tuple[int, ...] | None:
        """The rules that may have something to say of a text, in order; None when it must be read first.

        `given`: signs that the source of the text adds.
        """
        stretches = text.split()
        if "\x1c" in text or "\x1d" in text or "\x1e" in text or "\x1f" in text:
            return None  # blanks for Python, nothing at all for readers
        if len(self._said) > _MAX_KEPT:
            self._said.clear()
            self._weights.clear()
        weight = sum(map(self._weights.__getitem__, stretches))
        quiet = given.isdisjoint(self._keys)
        if weight < 2 and quiet:
            return self.always
        if weight % HOT >= 2 and _SPACED.search(text):
            return None
        if weight < HOT and quiet:
            return self.always
        parts = [self._said[stretch] for stretch in stretches]
        if None in parts:
            return None
        words = [word for said in parts if said for word in said.words]
        signs = given.union(*(said.signs for said in parts if said and said.signs))
        if DIGIT in signs and self._detectors:
            signs |= self._detected(" ".join(stretches))
        return self.fired([Said(tuple(words), signs)])

    def fired(self, readings: Iterable[Said]) -> tuple[int, ...]:
        """The rules whose words stand in any of the readings of a text, in order."""
        found = set(self.always)
        for words, signs in readings:
            found.update(rule for word in words for rule in self._flat(word))
            signs |= self._stemmed(words)
            said = signs.union(words)
            for at, word in enumerate((*words, *signs)):
                for key in self._keys.get(word, ()):
                    if key.rule not in found and self._holds(key, said, words[at + 1 : at + 2]):
                        found.add(key.rule)
        return tuple(sorted(found))

    def _holds(self, key: Key, said: frozenset[str], following: tuple[str, ...]) -> bool:
        if key.then >= 0 and self._set(key.then).isdisjoint(following):
            return False
        return not any(self._set(number).isdisjoint(said) for number in (*key.beside, *self._outline.beside[key.rule]))

    def _set(self, number: int) -> frozenset[str]:
        if number not in self._sets:
            self._sets[number] = frozenset(self._outline.sets[number].split("\n"))
        return self._sets[number]

    @cached_property
    def _keys(self) -> dict[str, tuple[Key, ...]]:
        by_set: dict[int, tuple[Key, ...]] = {}
        for rule, first, then, beside, flat in self._outline.keys:
            by_set[first] = (*by_set.get(first, ()), Key(rule, first, then, tuple(beside), flat))
        found: dict[str, tuple[Key, ...]] = {}
        for number, keys in by_set.items():
            for word in self._outline.sets[number].split("\n"):
                found[word] = found[word] + keys if word in found else keys
        return found

    @cached_property
    def _stems(self) -> tuple[str, ...]:
        return tuple(word[:-1] for word in self._outline.special if word[-1] == "*")

    @cached_property
    def _special(self) -> frozenset[str]:
        return frozenset(self._outline.special)

    def _stemmed(self, words: Iterable[str]) -> frozenset[str]:
        """`éco*` for a word that begins so."""
        begun = [word for word in words if word.startswith(self._stems)] if self._stems else ()
        return frozenset(f"{stem}*" for word in begun for stem in self._stems if word.startswith(stem))

    def _flat(self, word: str) -> tuple[int, ...]:
        """The rules that may have all their words in this one, as in a hashtag without capitals."""
        if len(word) < _SHORTEST_FLAT:
            return ()
        if word not in self._in_one:
            if len(self._in_one) > _MAX_KEPT:
                self._in_one.clear()
            self._in_one[word] = self._taken_apart(word)
        return self._in_one[word]

    def _taken_apart(self, word: str) -> tuple[int, ...]:
        keys = self._flat_keys
        found: set[int] = set()
        if len(word) > _LONGEST_FLAT:
            return tuple({key.rule for some in keys.values() for key in some})
        for start in range(len(word) - 1):
            for end in range(start + 1, len(word) + 1):
                for key in keys.get(word[start:end], ()):
                    if key.rule not in found and self._is_in(key, word, end):
                        found.add(key.rule)
        return tuple(found)

    def _is_in(self, key: Key, word: str, at: int) -> bool:
        sets = [self._set(number) for number in key.beside]
        if key.then >= 0 and not any(word[at:end] in self._set(key.then) for end in range(at + 1, len(word) + 1)):
            return False
        parts = (
            {word[start:end] for start in range(len(word)) for end in range(start + 1, len(word) + 1)} if sets else ()
        )
        return not any(words.isdisjoint(parts) for words in sets if DIGIT not in words)

    @cached_property
    def _flat_keys(self) -> dict[str, tuple[Key, ...]]:
        flat = {word: tuple(key for key in keys if key.flat) for word, keys in self._keys.items()}
        return {word: keys for word, keys in flat.items() if keys}

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._outline.words.split("\n")) - {""}

    @cached_property
    def _secret(self) -> frozenset[str]:
        return frozenset(self._outline.secret.split("\n")) - {""}

    @cached_property
    def _slips(self) -> frozenset[str]:
        """All secret words, bare, and each without one of its letters."""
        bare = (word.translate(_BARE) for word in self._secret if len(word) >= SHORTEST_SLIP)
        return frozenset(key for word in bare for key in without_one(word))

    @cached_property
    def _bare(self) -> list[str]:
        return self._outline.bare.split("\n")

    @cached_property
    def _detectors(self) -> tuple[str, ...]:
        return tuple(word[1:-1] for word in sorted(DETECTED - {"<secret>"}) if word in self._special)

    def _detected(self, text: str) -> frozenset[str]:
        from postguard.detectors import DETECTORS

        return frozenset(f"<{name}>" for name in self._detectors if DETECTORS[name][0].search(text))

    # What a stretch holds.

    def _weigh(self, stretch: str) -> int:
        keys = self._keys
        said = None if self._secretive(stretch) else self._look(stretch)
        self._said[stretch] = said
        alone = 0 if len(stretch) > 1 and stretch.isalpha() else len(_SINGLE.findall(stretch))
        if said is None or any(word in keys for word in said.words) or any(sign in keys for sign in said.signs):
            return HOT + alone
        figures = DIGIT in said.signs and self._detectors
        begun = not keys.keys().isdisjoint(self._stemmed(said.words))
        return alone + HOT if figures or begun or any(map(self._flat, said.words)) else alone

    def _secretive(self, stretch: str) -> bool:
        """Whether a stretch has the shape of a key or a password that a rule looks for."""
        if len(stretch) < _SHORTEST_SECRET or "<secret>" not in self._special:
            return False
        from postguard.detectors import DETECTORS

        return "-----" in stretch or bool(DETECTORS["secret"][0].search(stretch))

    def _look(self, stretch: str) -> Said | None:
        """What a stretch holds wherever it stands; None when that cannot be told from it alone."""
        token = stretch if stretch.isascii() else stretch.replace("’", "'")
        if "I" in token and CAPITAL_I.search(token):
            return self._read(token)
        if found := _WORD(token):
            word = found[1].lower()
            return Said((word,), frozenset()) if self._is_itself(word) else None
        if found := _TAG(token):
            return self._pieces([_cut(found[1])], "<hashtag>")
        if found := _APOSTROPHE(token):
            return self._elided(token, found[1].lower(), found[2].lower())
        if _FIGURES(token):
            return Said((), _DIGITS)
        if _SIGNS(token):
            return NOTHING
        if found := _URL(token):
            return self._address(token, found[1])
        if found := _HYPHENS(token):
            words = tuple(found[1].lower().split("-"))
            if "".join(words) in self._words or any(self._masks(found[1].lower() + stop) for stop in ("", found[2])):
                return None
            return Said(words, frozenset()) if all(map(self._is_itself, words)) else None
        return self._read(token)

    def _read(self, token: str) -> Said | None:
        """By the whole tokenizer and everything that undoes disguises."""
        return self._analyst().outside(token)

    def _is_itself(self, word: str) -> bool:
        """Whether a word of letters could not be a disguise of another one."""
        if word in self._words:
            return True
        elided = ELIDED.fullmatch(word)
        if elided and elided["word"] in self._words:
            return False
        if len(word) < 4:
            return True
        odd = _THRICE.search(word) or (not word.isascii() and odd_accents(word))
        if not odd and self._secret:
            odd = any(guess in self._secret for guess in shapes(word)) or (
                len(word) >= SHORTEST_SLIP - 1 and not self._slips.isdisjoint(without_one(word.translate(_BARE)))
            )
        return not odd or self._analyst().decoded(word) is None

    def _elided(self, token: str, head: str, tail: str) -> Said | None:
        if head in _ONE_PIECE:
            return self._read(token)
        words: tuple[str, ...] = (head, tail)
        if tail == "s" and head not in _ELISIONS:
            words = (head,)  # the mark of possession is not seen by matchers
        elif tail == "t" and head[-1] == "n" and len(head) > 1:
            words = (head[:-1], "n", "t")
        return Said(words, frozenset()) if all(map(self._is_itself, words)) else None

    def _address(self, token: str, rest: str) -> Said | None:
        if "xn--" in rest or "~~" in rest or rest[-1] == "-":
            return self._read(token)
        stretches: list[list[str]] = [[]]
        for run in _RUN.findall(rest):
            if run[0].isalnum():
                stretches[-1] += [run] if run[0].isdigit() else _cut(run)
            elif stretches[-1]:
                stretches.append([])
        return self._pieces(stretches, "<url>")

    def _pieces(self, stretches: list[list[str]], sign: str) -> Said | None:
        """The words of a hashtag or address, unless some of them in one piece are another word of the charter."""
        words = []
        for pieces in stretches:
            for at, piece in enumerate(pieces):
                if not piece[0].isdigit():
                    if not self._is_itself(piece):
                        return None
                    words.append(piece)
                whole = piece
                for other in pieces[at + 1 : at + 5]:
                    if whole + other[0] in self._words:
                        return None
                    whole += other
                    if whole in self._words:
                        return None
        figures = {DIGIT} if any(piece[0].isdigit() for pieces in stretches for piece in pieces) else set()
        return Said(tuple(words), frozenset({sign, *figures}))

    def _masks(self, chunk: str) -> bool:
        """Whether a word of the charter would fit a chunk in which hyphens and stops hide letters."""
        chunk = chunk.translate(_BARE)
        start = re.split(r"[-.]", chunk, maxsplit=1)[0]
        for at in range(bisect_left(self._bare, start), len(self._bare)):
            word = self._bare[at]
            if not word.startswith(start):
                return False
            if len(word) == len(chunk) and all(a == b or a in "-." for a, b in zip(chunk, word, strict=True)):
                return True
        return False


def _cut(written: str) -> list[str]:
    """The words of a hashtag without signs, as its capitals cut it."""
    return [written[first:last].lower() for first, last in humps(written, 0, len(written))]


class _Weights(dict[str, int]):
    """Stretch → weight, worked out when first met."""

    def __init__(self, weigh: Callable[[str], int]) -> None:
        super().__init__()
        self._weigh = weigh

    def __missing__(self, stretch: str) -> int:
        weight = self[stretch] = self._weigh(stretch)
        return weight
