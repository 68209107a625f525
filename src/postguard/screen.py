"""The sound first look: which rules can fire at all on a text, told from its words, before anything heavy is imported.

A text is cut at its blanks. What each stretch holds, and whether anything in it could be a disguise, is worked out
once for all posts; what may be a disguise counts as all that it may be. A rule is kept when the words that it cannot do
without stand there; a text with something that only its surroundings settle is read whole, and then asked the same
question. `postguard check --no-screen` does without, and must say the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from postguard.lettering import (
    ELIDED,
    SHORTEST_SLIP,
    humps,
    made_of,
    may_be_joined,
    odd_accents,
    shapes,
    without_one,
)
from postguard.outline import (
    BEGINS,
    DETECTED,
    DIGIT,
    DIGITS,
    ENDS,
    HIDDEN,
    MARKS,
    Keys,
    Layer,
    Node,
    Outline,
    figures,
)

Odd = frozenset[str]
"""Words that may stand in one place, any of them, in any order: what something odd says, and what it may hide."""


class Said(NamedTuple):
    """The words of a text in their order, cut into pieces of letters, and the signs in it."""

    words: tuple[str | Odd, ...]
    signs: frozenset[str]


class Above(NamedTuple):
    """What becomes true with a node, or with the nodes of a word."""

    nodes: frozenset[int]
    """Itself, and those that need nothing else,"""
    together: tuple[tuple[int, list[int]], ...]
    """those that need others too, each with all it needs,"""
    rules: frozenset[int]
    """and the rules that ask for any of these nodes."""


Pending = list[tuple[int, tuple[int, ...]]]
"""Nodes, each true when there is a word of each of some sets, too."""


class Beside(NamedTuple):
    """What becomes true of a word by those beside it, by the set that these must be of."""

    sets: frozenset[int]
    nodes: dict[int, Pending]

    def told(self, present: frozenset[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
        for number in self.sets & present:
            yield from self.nodes[number]


class Word(NamedTuple):
    """What is known of a word of a text, of an odd one, or of a sign in it."""

    sets: frozenset[int]
    alone: Above
    """What it makes true wherever it stands: by itself, or as several words in one piece,"""
    after: Beside
    """with the word right behind it,"""
    before: Beside
    """with the word right before it,"""
    apart: Beside
    """with words anywhere."""
    tells: bool
    """Whether there is anything of this."""


class Heard(NamedTuple):
    """What a stretch between two blanks holds, wherever it stands."""

    words: tuple[Word, ...]
    signs: frozenset[str]


class Careful(Protocol):
    """Reads a stretch with the whole tokenizer and all that undoes disguises (`postguard.analysis.Analyst`)."""

    def outside(self, token: str) -> Said | None:
        """What a stretch without blanks says wherever it stands; None when what stands around it could change that."""

    def may_be(self, word: str) -> Odd:
        """A word of letters, and what it may be in disguise."""


NOTHING = Said((), frozenset())
_NOTHING = Above(frozenset(), (), frozenset())
_NOBODY = Beside(frozenset(), {})
_UNKNOWN = Word(frozenset(), _NOTHING, _NOBODY, _NOBODY, _NOBODY, False)
"""What is known of a word that no rule asks for."""
_STRANGER = Heard((_UNKNOWN,), frozenset())
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
_IBAN = re.compile(r"[A-Z]{2}\d{2}")
"""An IBAN begins so; whatever else detectors find has a long number."""
_SINGLE = re.compile(r"(?<![^\W_])[^\W_](?![^\W_'’])")
_THRICE = re.compile(r"(.)\1\1")
_SEPARATORS = r"\s._\-–—·•*|/\\+~,;:\ufe0f"
_SPACED = re.compile(rf"(?<![^\W_])[^\W\d_][{_SEPARATORS}]{{1,9}}[^\W_][{_SEPARATORS}]{{1,9}}[^\W_](?![^\W_])")
"""Letters set apart, as `disguise` looks for them; a little wider."""
_BRACKETS = re.compile(r"\]\(|[./@#:]\S*[\[\]]|\[\s*(?i:alt|image|img|photo|vid|visuel|desc|id|texte)")
"""Brackets that are more than two signs: of a link, in an address, around the description of a picture."""
_KEPT_TOGETHER = re.compile("[\u20e3\U0001f1e6-\U0001f1ff]")
"""Keycaps, and halves of flags, which something invisible may part."""
_CAPITAL_I = re.compile("[a-zà-öø-ÿ]I")
"""Wider than `CAPITAL_I`: what stands behind the word may be a sign."""
_ELISIONS = frozenset("l d j m t s n c ç qu lorsqu puisqu jusqu quoiqu presqu quelqu".split())
_ONE_PIECE = frozenset({"grand", "entr"})
_BARE = str.maketrans(
    "àâäçéèêëîïôöùûüÿ",
    "aaaceeeeiioouuuy",
)

HOT = 1 << 20
"""What a stretch weighs that needs a closer look; else it weighs its letters that stand alone."""
_SHORTEST_SECRET = 10
_MAX_KEPT = 100_000
"""Stretches that are remembered: what posts hold must not fill the memory."""
_NONE: frozenset[int] = frozenset()
_NO_SIGNS: frozenset[str] = frozenset()
_MANY = 2_000
"""Words looked up one by one; more are worth a table of all."""


class Screen:
    """The outline of a charter, ready to be asked; it learns what stretches of text hold."""

    def __init__(self, outline: Outline, analyst: Callable[[], Careful]) -> None:
        self._outline, self._analyst = outline, analyst
        # Packs are most of it: theirs are the numbers that need no counting on.
        packs = Layer(outline.packs, None, outline.numbers) if outline.packs else None
        self._layers = [packs, Layer(outline, packs, None)] if packs else [Layer(outline, None, None)]
        self._sets: dict[str, frozenset[int]] = {}
        self._words: dict[str | Odd, Word] = _Learned(self._word)
        self._known: dict[frozenset[int], Word] = {}
        """By the sets they stand in."""
        self._keys: dict[int, Keys] = {}
        self._nodes: dict[int, Node] = {}
        self._above: dict[int, Above] = _Learned(self._made_true)
        self._quiet: dict[frozenset[str], tuple[int, ...]] = _Learned(lambda given: self._fired([], given))
        self._slips: dict[str, frozenset[str]] = _Learned(self._slips_from)
        self._heard: dict[str, Heard | None] = {}
        self._weights: dict[str, int] = _Learned(self._weigh)
        self.always = tuple(rule for layer in self._layers for rule in layer.always)
        self._all: dict[str, int] | None = None
        """Every word, with its place in those made of several, once many have been looked up."""

    def candidates(self, text: str, given: frozenset[str] = frozenset()) -> tuple[int, ...] | None:
        """The rules that may have something to say of a text, in order; None when it must be read first.

        `given`: signs that the source of the text adds.
        """
        if "\x1c" in text or "\x1d" in text or "\x1e" in text or "\x1f" in text:
            return None  # blanks for Python, nothing at all for readers
        if not text.isascii() and not _KEPT_TOGETHER.search(text):
            text = text.replace("\u200b", "").replace("\ufe0f", "")  # seen by nobody, and readers drop them
        if "[" in text and not _BRACKETS.search(text):
            text = text.replace("[", " ").replace("]", " ")
        stretches = text.split()
        if self._all is None and any(layer.asked > _MANY for layer in self._layers):
            self._all = {}
            for layer in self._layers:
                for word, place in layer.read_all():
                    self._all[word] = place | self._all.get(word, 0)
        if len(self._heard) > _MAX_KEPT:
            self._heard.clear()
            self._weights.clear()
            self._words.clear()
        weight = sum(map(self._weights.__getitem__, stretches))
        if weight % HOT >= 2 and _SPACED.search(text):
            return None
        if weight < HOT:
            return self._quiet[given]
        heard = list(map(self._heard.__getitem__, stretches))
        if None in heard:
            return None
        signs = given.union(*[one.signs for one in heard if one and one.signs])
        if DIGIT in signs:
            signs |= figures(text)
            if self._detectors:
                # With line ends and without: a number may go on behind one for readers, or may not.
                signs |= self._detected(text) | self._detected(" ".join(stretches))
        return self._fired([word for one in heard if one for word in one.words], signs)

    def fired(self, readings: Iterable[Said]) -> tuple[int, ...]:
        """The rules whose words stand in any of the readings of a text, in order."""
        found: set[int] = set()
        for said in readings:
            signs = said.signs | self._stemmed(said.words)
            found.update(self._fired(list(map(self._words.__getitem__, said.words)), signs))
        return tuple(sorted(found))

    def _fired(self, words: Sequence[Word], signs: Iterable[str]) -> tuple[int, ...]:
        """The rules that some words in a row, and some signs, are enough for."""
        found, true, pending = set(self.always), set[int](), list[tuple[int, list[int]]]()
        waiting = self._true(words, [self._words[sign] for sign in signs])
        while waiting:
            for above in waiting:
                true |= above.nodes
                found |= above.rules
                pending += above.together
            made = {node for node, parts in pending if node not in true and true.issuperset(parts)}
            waiting = [self._above[node] for node in made]
        return tuple(sorted(found))

    def _true(self, words: Sequence[Word], signs: Sequence[Word]) -> list[Above]:
        """What is true by the words of a text and its signs."""
        told = [word for word in signs if word.tells]
        waiting: Pending = []
        last = len(words) - 1
        for at, word in enumerate(words):
            if word.tells:
                told.append(word)
                if word.after.sets and at < last:
                    waiting += word.after.told(words[at + 1].sets)
                if word.before.sets and at:
                    waiting += word.before.told(words[at - 1].sets)
        true = [word.alone for word in told]
        if waiting or any(word.apart.sets for word in told):
            present = frozenset().union(*[word.sets for word in (*words, *signs) if word.sets])
            for word in told:
                if word.apart.sets:
                    waiting += word.apart.told(present)
            true += [self._above[node] for node in {node for node, beside in waiting if present.issuperset(beside)}]
        return true

    def _made_true(self, number: int) -> Above:
        self._read_nodes([number])
        nodes, waiting = {number}, [number]
        together: dict[tuple[int, ...], tuple[int, list[int]]] = {}
        rules: set[int] = set()
        while waiting:
            alone, others, asking = self._nodes[waiting.pop()]
            together |= {(node, *parts): (node, parts) for node, parts in others}
            rules.update(asking)
            waiting += [node for node in alone if node not in nodes]
            nodes.update(alone)
        return Above(frozenset(nodes), tuple(together.values()), frozenset(rules))

    def _word(self, word: str | Odd) -> Word:
        """What is known of a word; of an odd one, all that is known of any it may be, beside each other as well."""
        each = (word,) if isinstance(word, str) else word
        sets = frozenset().union(*map(self._sets_of, each))
        alone = {node for one in each for node in self._glued(one)}
        if not sets and not alone:
            return _UNKNOWN
        # Forms of one word stand in the same sets, and are known by the same.
        shared = not alone and isinstance(word, str)
        if shared and sets in self._known:
            return self._known[sets]
        self._read_keys(sets)
        after, before, apart = dict[int, Pending](), dict[int, Pending](), dict[int, Pending]()
        for node, then, beside, backwards in (key for number in sets for key in self._keys[number][0]):
            if then >= 0:
                (before if backwards else after).setdefault(then, []).append((node, beside))
            if then < 0 or (then in sets and not isinstance(word, str)):
                if beside:
                    apart.setdefault(beside[0], []).append((node, beside[1:]))
                else:
                    alone.add(node)
        self._read_nodes(alone)
        above = [self._above[node] for node in alone]
        made = Word(
            sets,
            Above(
                frozenset().union(*(one.nodes for one in above)),
                tuple({(node, *parts): (node, parts) for one in above for node, parts in one.together}.values()),
                frozenset().union(*(one.rules for one in above)),
            ),
            Beside(frozenset(after), after),
            Beside(frozenset(before), before),
            Beside(frozenset(apart), apart),
            bool(alone or after or before or apart),
        )
        if shared:
            self._known[sets] = made
        return made

    def _sets_of(self, word: str) -> frozenset[int]:
        """The sets of a word. Only words of the outline are remembered, not every stretch of letters asked about."""
        if word not in self._sets:
            if all(layer.about(word) is None for layer in self._layers):
                return _NONE
            self._sets[word] = frozenset(number for layer in self._layers for number in layer.sets(word))
        return self._sets[word]

    def _glued(self, word: str) -> tuple[int, ...]:
        """The nodes of which all words stand in this one, each after the other."""
        if not may_be_joined(word):
            return ()
        sets, cuts = self._sets_of, range(1, len(word))
        starts, ends = self._cut_up(word, cuts)
        if not starts or not ends:
            return ()
        begins = [(end, number) for end in starts for number in sets(word[:end])]
        self._read_keys(number for _, number in begins)
        last = frozenset().union(*(sets(word[at:]) for at in ends))
        found: set[int] = set()
        for end, number in begins:
            for node, others in self._keys[number][1]:
                if others[-1] in last and node not in found and made_of(word, map(self._is_in, others), end):
                    found.add(node)
        return tuple(found)

    def _cut_up(self, word: str, cuts: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
        """Where the first word of several in one piece may end, and where the last may begin."""
        known = self._all
        if known is None:
            return cuts, cuts
        starts = [end for end in cuts if known.get(word[:end], 0) & BEGINS]
        return starts, [at for at in cuts if at >= starts[0] and known.get(word[at:], 0) & ENDS] if starts else starts

    def _is_in(self, number: int) -> Callable[[str], bool]:
        return lambda word: number in self._sets_of(word)

    def _read_keys(self, sets: Iterable[int]) -> None:
        if missing := [number for number in sets if number not in self._keys]:
            for layer in self._layers:
                self._keys.update(layer.keys(missing))

    def _read_nodes(self, nodes: Iterable[int]) -> None:
        """Read some nodes, and those that they make true."""
        while missing := {number for number in nodes if number not in self._nodes}:
            for layer in self._layers:
                self._nodes.update(layer.nodes(missing))
            nodes = [node for number in missing for node in self._nodes[number].alone]

    def _is_hidden(self, word: str) -> bool:
        """Whether it is a word that a disguise may hide."""
        return any((layer.about(word) or "")[:1] == HIDDEN for layer in self._layers)

    @cached_property
    def _stems(self) -> tuple[str, ...]:
        return tuple(word[:-1] for word in self._special if word[-1] == "*" and len(word) > 1)

    @cached_property
    def _special(self) -> frozenset[str]:
        return frozenset(word for layer in self._layers for word in layer.outline.special)

    def _stemmed(self, said: Iterable[str | Odd]) -> frozenset[str]:
        """`éco*` for a word that begins so."""
        if not self._stems:
            return _NO_SIGNS
        words = [word for one in said for word in ((one,) if isinstance(one, str) else one)]
        begun = [word for word in words if word.startswith(self._stems)]
        return frozenset(f"{stem}*" for word in begun for stem in self._stems if word.startswith(stem))

    @cached_property
    def _secret(self) -> frozenset[str]:
        return frozenset(self._outline.secret)

    def _slips_from(self, letter: str) -> frozenset[str]:
        """The secret words that begin with a letter, bare, and each without one of its letters."""
        bare = (word.translate(_BARE) for word in self._secret if len(word) >= SHORTEST_SLIP)
        return frozenset(key for word in bare if word[0] == letter for key in without_one(word))

    @cached_property
    def _detectors(self) -> tuple[str, ...]:
        return tuple(word[1:-1] for word in sorted(DETECTED - {"<secret>"}) if word in self._special)

    @cached_property
    def _figures(self) -> bool:
        """Whether anything is looked for that is only seen in a whole text."""
        return bool(self._detectors or self._words[DIGITS].tells)

    def _detected(self, text: str) -> frozenset[str]:
        if not (DIGITS in figures(text) or _IBAN.search(text)):
            return _NO_SIGNS
        from postguard.detectors import DETECTORS

        return frozenset(f"<{name}>" for name in self._detectors if DETECTORS[name][0].search(text))

    # What a stretch holds.

    def _weigh(self, stretch: str) -> int:
        if self._is_strange(stretch):
            self._heard[stretch] = _STRANGER
            return 0
        said = None if self._secretive(stretch) else self._look(stretch)
        alone = 0 if len(stretch) > 1 and stretch.isalpha() else len(_SINGLE.findall(stretch))
        if said is None:
            self._heard[stretch] = None
            return HOT + alone
        words = tuple(map(self._words.__getitem__, said.words))
        signs = said.signs | self._stemmed(said.words)
        self._heard[stretch] = Heard(words, signs)
        if (DIGIT in signs and self._figures) or any(word.tells for word in words):
            return HOT + alone
        return HOT + alone if signs and any(self._words[sign].tells for sign in signs) else alone

    def _is_strange(self, stretch: str) -> bool:
        """Whether a stretch is a word that no rule asks for, seen at a glance: most new ones are."""
        known = self._all
        if known is None or not stretch.isascii() or not (found := _WORD(stretch)) or "I" in stretch:
            return False
        word = found[1].lower()
        return not (
            word in known
            or len(word) < 4
            or MARKS.search(stretch)
            or _THRICE.search(word)
            or (self._stems and word.startswith(self._stems))
            or all(self._cut_up(word, range(1, len(word))))
            or not isinstance(self._maybe(word), str)
            or self._secretive(stretch)
        )

    def _secretive(self, stretch: str) -> bool:
        """Whether a stretch has the shape of a key or a password that a rule looks for."""
        if len(stretch) < _SHORTEST_SECRET or "<secret>" not in self._special:
            return False
        from postguard.detectors import DETECTORS

        return "-----" in stretch or bool(DETECTORS["secret"][0].search(stretch))

    def _look(self, stretch: str) -> Said | None:
        """What a stretch holds wherever it stands; None when that cannot be told from it alone."""
        said = self._worded(stretch)
        marks = () if said is None or stretch.isalnum() else MARKS.findall(stretch)
        return said._replace(signs=said.signs.union(marks)) if said is not None and marks else said

    def _worded(self, stretch: str) -> Said | None:
        token = stretch if stretch.isascii() else stretch.replace("’", "'")
        if "I" in token and _CAPITAL_I.search(token):
            return self._read(token)
        if found := _WORD(token):
            return Said((self._maybe(found[1].lower()),), _NO_SIGNS)
        if found := _TAG(token):
            return self._pieces(token, [_cut(found[1])], "<hashtag>")
        if found := _APOSTROPHE(token):
            return self._elided(token, found[1].lower(), found[2].lower())
        if _FIGURES(token):
            return Said((), _DIGITS)
        if _SIGNS(token):
            return NOTHING
        if found := _URL(token):
            return self._address(token, found[1])
        if found := _HYPHENS(token):
            words = found[1].lower().split("-")
            if self._is_hidden("".join(words)) or any(self._masks(found[1].lower() + stop) for stop in ("", found[2])):
                return self._read(token)
            return Said(tuple(map(self._maybe, words)), _NO_SIGNS)
        return self._read(token)

    def _read(self, token: str) -> Said | None:
        """By the whole tokenizer and everything that undoes disguises."""
        return self._analyst().outside(token)

    def _maybe(self, word: str) -> str | Odd:
        """A word of letters; an odd one when it could be a disguise of another."""
        if len(word) < 4:
            # Beside a word that is decoded, a short one may have lost its accents.
            bare = word if word.isascii() else word.translate(_BARE)
            return frozenset({word, bare}) if bare != word and self._sets_of(bare) else word
        if self._is_hidden(word):
            return word
        elided = ELIDED.fullmatch(word)
        if elided and self._is_hidden(elided["word"]):
            return self._analyst().may_be(word)
        odd = _THRICE.search(word) or (not word.isascii() and odd_accents(word))
        if not odd and self._secret:
            odd = any(guess in self._secret for guess in shapes(word)) or (
                len(word) >= SHORTEST_SLIP - 1 and self._may_be_slip(word.translate(_BARE))
            )
        if not odd:
            return word
        maybe = self._analyst().may_be(word)
        return maybe if len(maybe) > 1 else word

    def _may_be_slip(self, bare: str) -> bool:
        return not self._slips[bare[0]].isdisjoint(without_one(bare))

    def _elided(self, token: str, head: str, tail: str) -> Said | None:
        if head in _ONE_PIECE:
            return self._read(token)
        words: tuple[str, ...] = (head, tail)
        if tail == "s" and head not in _ELISIONS:
            words = (head,)  # the mark of possession is not seen by matchers
        elif tail == "t" and head[-1] == "n" and len(head) > 1:
            words = (head[:-1], "n", "t")
        return Said(tuple(map(self._maybe, words)), _NO_SIGNS)

    def _address(self, token: str, rest: str) -> Said | None:
        if "xn--" in rest or "~~" in rest or rest[-1] == "-":
            return self._read(token)
        stretches: list[list[str]] = [[]]
        for run in _RUN.findall(rest):
            if run[0].isalnum():
                stretches[-1] += [run] if run[0].isdigit() else _cut(run)
            elif stretches[-1]:
                stretches.append([])
        return self._pieces(token, stretches, "<url>")

    def _pieces(self, token: str, stretches: list[list[str]], sign: str) -> Said | None:
        """The words of a hashtag or address, read with care when some in one piece are another word of the charter."""
        words = []
        for pieces in stretches:
            for at, piece in enumerate(pieces):
                if not piece[0].isdigit():
                    words.append(self._maybe(piece))
                whole = piece
                for other in pieces[at + 1 : at + 5]:
                    if self._is_hidden(whole + other[0]):
                        return self._read(token)
                    whole += other
                    if self._is_hidden(whole):
                        return self._read(token)
        figures = {DIGIT} if any(piece[0].isdigit() for pieces in stretches for piece in pieces) else set()
        return Said(tuple(words), frozenset({sign, *figures}))

    def _masks(self, chunk: str) -> bool:
        """Whether a word of the charter would fit a chunk in which hyphens and stops hide letters."""
        chunk = chunk.translate(_BARE)
        if self._all is not None:
            possible: Iterable[str] = self._sized.get((chunk[:1], len(chunk)), ())
        else:
            start = re.split(r"[-.]", chunk, maxsplit=1)[0]
            possible = (word for layer in self._layers for word in layer.bare.beginning(start))
        return any(
            len(word) == len(chunk) and all(a == b or a in "-." for a, b in zip(chunk, word, strict=True))
            for word in possible
        )

    @cached_property
    def _sized(self) -> dict[tuple[str, int], list[str]]:
        """The bare words by their first letter and their length."""
        made: dict[tuple[str, int], list[str]] = {}
        for layer in self._layers:
            for word in layer.bare:
                made.setdefault((word[:1], len(word)), []).append(word)
        return made


def _cut(written: str) -> list[str]:
    """The words of a hashtag without signs, as its capitals cut it."""
    return [written[first:last].lower() for first, last in humps(written, 0, len(written))]


class _Learned(dict[Any, Any]):
    """What is worked out when first asked for."""

    def __init__(self, work_out: Callable[[Any], Any]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: Any) -> Any:
        value = self[key] = self._work_out(key)
        return value
