"""Rewrites a rule's own examples as people write: what a bad one loses, or a good one gains, is a hole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from postguard.checker import Checker
from postguard.examples import Failure, in_force, judged_wrongly, tested
from postguard.forms import forms
from postguard.model import Charter, Post, Rule, Span


def _bare(words: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", words) if not unicodedata.combining(c))


def _bold(words: str) -> str:
    return "".join(
        chr(0x1D5D4 + ord(c) - 65) if "A" <= c <= "Z" else chr(0x1D5EE + ord(c) - 97) if "a" <= c <= "z" else c
        for c in words
    )


def _hashtag(words: str) -> str:
    pieces = [piece for piece in words.replace("'", " ").replace("-", " ").split() if piece.isalnum()]
    return "#" + "".join(piece[:1].upper() + piece[1:] for piece in pieces) if len(pieces) > 1 else words


MUTATIONS: dict[str, Callable[[str], str]] = {
    "accents dropped": _bare,
    "capitals": str.upper,
    "hashtag": _hashtag,
    "hyphens": lambda words: words.replace(" ", "-") if words.replace(" ", "").isalpha() else words,
    # A long match has gaps, and gaps end with the line.
    "line break": lambda words: words.replace(" ", "\n", 1) if words.count(" ") < 3 else words,
    "no-break space": lambda words: words.replace(" ", "\u00a0"),
    "decomposed": lambda words: unicodedata.normalize("NFD", words),
    "styled letters": _bold,
    "zero-width": lambda words: "\u200b".join(words),
}
"""Name → how the matched words are rewritten."""

_AS_WRITTEN = "A pattern with = or in CAPITALS asks for these very letters: write it in small letters, without =."
_JOINED = "Write these words of the pattern in a row: with a gap (...) between they are not found in one piece."
_NAMES = "Write the name itself on a line of its own, without = and without other words around it."
REMEDIES: Mapping[str, str] = {
    "accents dropped": f"{_AS_WRITTEN} Accents may be missing then.",
    "capitals": _AS_WRITTEN,
    "hashtag": _JOINED,
    "hyphens": _JOINED,
    "line break": "A line break ends a sentence there: ask for what stands around with says: instead of sentence: or "
    "beside:, or put the words of the pattern in a row.",
    "no-break space": _AS_WRITTEN,
    "decomposed": _AS_WRITTEN,
    "styled letters": _NAMES,
    "zero-width": _NAMES,
}
"""Name of a mutation → what its author can do when a bad example is lost."""
_GAINED = "The good example rests on this very spelling: add its words to “allowed”, or narrow the pattern that fires."

# A claim is a statement in words; who writes it in invisible characters hides it from people, too.
_FOR_ALL = frozenset({"accents dropped", "capitals", "line break", "no-break space", "decomposed"})


def mutate(charter: Charter) -> Iterator[Failure]:
    """Every rewritten example that a rule judges differently from the example itself."""
    for rule in tested(charter):
        checker = Checker(replace(charter, rules=(rule,)), now=in_force(rule))
        for example in rule.examples.bad:
            yield from _lost(rule, checker, example)
        for example in rule.examples.good:
            yield from _gained(rule, checker, example)


def _lost(rule: Rule, checker: Checker, example: Post) -> Iterator[Failure]:
    spans = [violation.span for violation in checker.check(example).violations if violation.span]
    if spans and (found := _inflected(rule, checker, example, spans[0])) is not None:
        changed, word, form = found
        hint = (
            f"The pattern does not stand for “{form}”: write its dictionary form (see postguard forms), or both words."
        )
        yield Failure(rule, f"the rule loses this bad example with “{form}” for “{word}”", changed, hint)
    for name, rewrite in MUTATIONS.items():
        if spans and (rule.kind == "confidential" or name in _FOR_ALL):
            changed = _rewritten(example, spans, rewrite)
            if changed.text != example.text and judged_wrongly(checker, rule, changed, must_fire=True):
                yield Failure(rule, f"the rule loses this bad example with {name}", changed, REMEDIES[name])


def _inflected(rule: Rule, checker: Checker, example: Post, span: Span) -> tuple[Post, str, str] | None:
    """The example with a word of its match in another form of the same word, if the rule then loses it."""
    words = example.text[span.start : span.end]
    for language in ("fr", "en"):
        for word in re.findall(r"[^\W\d_]{4,}", words):
            # Only forms that have the word among their own: the plural of a singular, not the verb of a noun.
            others = [
                form
                for form in sorted(forms(word, language))
                if form != word.lower() and word.lower() in forms(form, language)
            ]
            if not word.islower() or not others or rule.kind == "disclosure":
                continue
            changed = _rewritten(example, [Span(span.start, span.end)], partial(_replaced, word, others[0]))
            if judged_wrongly(checker, rule, changed, must_fire=True):
                return changed, word, others[0]
    return None


def _gained(rule: Rule, checker: Checker, example: Post) -> Iterator[Failure]:
    if judged_wrongly(checker, rule, example, must_fire=False):
        return  # told by the examples themselves
    for name in ("accents dropped", "decomposed", "no-break space"):
        changed = _rewritten(example, [Span(0, len(example.text))], MUTATIONS[name])
        if changed.text != example.text and judged_wrongly(checker, rule, changed, must_fire=False):
            yield Failure(rule, f"the rule fires on this good example with {name}", changed, _GAINED)


def _replaced(old: str, new: str, text: str) -> str:
    return text.replace(old, new, 1)


def _rewritten(example: Post, spans: list[Span], rewrite: Callable[[str], str]) -> Post:
    text = example.text
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + rewrite(text[span.start : span.end]) + text[span.end :]
    meta = {name: value for name, value in example.meta.items() if name != "span"}
    return replace(example, text=text, meta=meta)
