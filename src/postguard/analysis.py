"""A text as the matchers see it: its readings, their tokens, the languages it may be in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

from postguard.disguise import Vocabulary, beside, disguised
from postguard.language import BOTH as KNOWN
from postguard.language import languages
from postguard.lettering import ELIDED
from postguard.matcher import Engine, Hit, Seen, longest
from postguard.model import Span
from postguard.outline import MARKS, figures
from postguard.phrases import Phrases
from postguard.screen import Odd, Said
from postguard.text import read, stays
from postguard.tokens import Tokens, tokenize

_MAILBOX = re.compile(r"[\w.+\-]@\w")
ANY: frozenset[str] = frozenset()
"""Languages of which none is left out."""
PIECE = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class View:
    """One reading of a text, tokenised. The first is plain; a second holds what was decoded from a disguise."""

    tokens: Tokens
    disguise: bool = False

    @property
    def norms(self) -> frozenset[str]:
        """Its normalised words."""
        return frozenset(self.tokens.items[i].norm for i in self.tokens.visible)

    def span(self, hit: Hit) -> Span:
        """The stretch of the text as written."""
        items, visible = self.tokens.items, self.tokens.visible
        return self.tokens.stretch(items[visible[hit.start]].start, items[visible[hit.end - 1]].end)

    def sentence(self, visible: int) -> int:
        return self.tokens.items[self.tokens.visible[visible]].sentence

    def said(self, given: frozenset[str] = frozenset()) -> Said:
        """What the screen asks: the words that matchers see, in pieces of letters, and the signs, `given` ones too."""
        tokens = self.tokens
        words = tuple(piece for i in tokens.visible for piece in PIECE.findall(tokens.items[i].norm))
        signs = {f"<{group.kind}>" for group in tokens.groups}
        signs |= figures(tokens.reading.text)
        if _MAILBOX.search(tokens.reading.text):
            signs.add("<@>")
        for norm in (tokens.items[i].norm for i in tokens.visible):
            if not norm.isalpha():
                # top10 may be two words in one piece.
                signs.update((norm,) if norm.isalnum() else MARKS.findall(norm))
        return Said(words, given.union(signs))


@dataclass(frozen=True, slots=True)
class Match:
    """A hit and the view it was found in."""

    view: View
    hit: Hit

    @property
    def span(self) -> Span:
        return self.view.span(self.hit)

    @property
    def plain(self) -> bool:
        """The words stand there in their own letters: no disguise, no look-alike, nothing invisible inside."""
        first, last = self._ends
        return not self.view.disguise and self.view.tokens.reading.plainly(first, last)

    @property
    def readable(self) -> bool:
        """As `plain`, but letters in another style (bold, full width) are what a reader takes them for."""
        first, last = self._ends
        reading = self.view.tokens.reading
        written = reading.written[slice(*reading.as_written(first, last))]
        return self.plain or (
            not self.view.disguise and unicodedata.normalize("NFKC", written) == reading.text[first:last]
        )

    @property
    def _ends(self) -> tuple[int, int]:
        items, visible = self.view.tokens.items, self.view.tokens.visible
        return items[visible[self.hit.start]].start, items[visible[self.hit.end - 1]].end

    @property
    def sentences(self) -> range:
        return range(self.view.sentence(self.hit.start), self.view.sentence(self.hit.end - 1) + 1)


@dataclass(slots=True)
class Analysis:
    """One text, read once for all rules."""

    text: str
    engine: Engine
    views: tuple[View, ...]
    languages: frozenset[str]
    """The languages the text may be in; empty when undecided, which means any."""
    _seen: dict[tuple[int, frozenset[str]], Seen] = field(default_factory=dict)

    @property
    def language(self) -> str | None:
        """The one language the text is in; None when undecided or mixed."""
        return next(iter(self.languages)) if len(self.languages) == 1 else None

    def find(self, phrases: Phrases, *, languages: frozenset[str] | None = None) -> list[Match]:
        """The longest matches that do not overlap, in the order of the text.

        `languages`: those whose patterns are looked for, if not those of the text.
        """
        found: list[Match] = []
        languages = self.languages if languages is None else languages
        for index, view in enumerate(self.views):
            if (index, languages) not in self._seen:
                self._seen[index, languages] = Seen(self.engine, view.tokens, view.norms, languages)
            hits = self.engine.find(phrases, self._seen[index, languages])
            if view.disguise:
                hits = [hit for hit in hits if self._decoded(view, hit)]
            known = {match.span for match in found}
            found += [match for hit in longest(hits) if (match := Match(view, hit)).span not in known]
        return sorted(found, key=lambda match: match.span)

    def _decoded(self, view: View, hit: Hit) -> bool:
        items, visible = view.tokens.items, view.tokens.visible
        start, end = items[visible[hit.start]].start, items[visible[hit.end - 1]].end
        return any(start < changed.end and changed.start < end for changed in view.tokens.reading.changed)


@dataclass(frozen=True)
class Analyst:
    """What all the texts of a run share: spaCy's tables, and the words that disguises may hide."""

    vocabulary: Vocabulary

    @cached_property
    def engine(self) -> Engine:
        return Engine()

    def may_be(self, word: str) -> Odd:
        """A word of letters, and those of the charter that it may be in disguise."""
        decoded, elided = self.vocabulary.decoded(word), ELIDED.fullmatch(word)
        found = [word, *PIECE.findall(decoded or "")]
        if elided and elided["word"] in self.vocabulary.words:
            found += elided.groups()
        return frozenset(found)

    def outside(self, token: str) -> Said | None:
        """What a stretch without blanks says wherever it stands; None when what stands around it could change that."""
        if not stays(token):
            return None
        plain = View(tokenize(read(token)))
        said, tokens = plain.said(), plain.tokens
        short = (beside(tokens.reading.text[item.start : item.end]) for item in tokens.items)
        odd = [word for word in short if word in self.vocabulary.every]
        for item in tokens.items:
            elided = ELIDED.fullmatch(item.norm)
            if elided and not item.norm.isalpha() and elided["word"] in self.vocabulary.words:
                # lAL50: not a word in pieces of letters, but a sign of its own.
                odd += [elided["article"], *PIECE.findall(elided["word"])]
                said = said._replace(signs=said.signs | {elided["word"]})
        other = disguised(tokens.reading, tokens, self.vocabulary)
        if other is not None:
            hidden = View(tokenize(other)).said()
            odd += [str(word) for word in hidden.words]
            said = said._replace(signs=said.signs | hidden.signs)
        each = [self.may_be(str(word)) for word in said.words]
        if odd:
            return said._replace(words=(frozenset(odd).union(*each),))
        return said._replace(
            words=tuple(one if len(one) > 1 else word for word, one in zip(said.words, each, strict=True))
        )

    def analyse(self, text: str, language: str | None = None) -> Analysis:
        """`language` is what the source of the post says; None leaves it to the words."""
        plain = tokenize(read(text))
        views = [View(plain)]
        other = disguised(plain.reading, plain, self.vocabulary)
        if other is not None:
            views.append(View(tokenize(other), disguise=True))
        spoken = languages([plain.items[i].norm for i in plain.visible if plain.items[i].kind == "WORD"])
        # A language that no pattern is written for says nothing about which patterns to leave out.
        if language in KNOWN:
            # Said by the source and not contradicted: a French caption may well quote English.
            spoken = spoken | {language} if spoken else frozenset({language})
        elif language and spoken:
            spoken |= {language}
        return Analysis(text, self.engine, tuple(views), spoken)
