"""Rewrites a rule's own examples as people write: what a bad one loses, or a good one gains, is a hole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
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
    if spans and (changed := _inflected(rule, checker, example, spans[0])) is not None:
        yield Failure(rule, "the rule loses this bad example with another form of a word", changed)
    for name, rewrite in MUTATIONS.items():
        if spans and (rule.kind == "confidential" or name in _FOR_ALL):
            changed = _rewritten(example, spans, rewrite)
            if changed.text != example.text and judged_wrongly(checker, rule, changed, must_fire=True):
                yield Failure(rule, f"the rule loses this bad example with {name}", changed)


def _inflected(rule: Rule, checker: Checker, example: Post, span: Span) -> Post | None:
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
                return changed
    return None


def _gained(rule: Rule, checker: Checker, example: Post) -> Iterator[Failure]:
    if judged_wrongly(checker, rule, example, must_fire=False):
        return  # told by the examples themselves
    for name in ("accents dropped", "decomposed", "no-break space"):
        changed = _rewritten(example, [Span(0, len(example.text))], MUTATIONS[name])
        if changed.text != example.text and judged_wrongly(checker, rule, changed, must_fire=False):
            yield Failure(rule, f"the rule fires on this good example with {name}", changed)


def _replaced(old: str, new: str, text: str) -> str:
    return text.replace(old, new, 1)


def _rewritten(example: Post, spans: list[Span], rewrite: Callable[[str], str]) -> Post:
    text = example.text
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + rewrite(text[span.start : span.end]) + text[span.end :]
    return replace(example, text=text, meta={})
