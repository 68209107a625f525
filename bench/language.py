"""How often the language of a post is found, and how fast: ours beside the libraries which happen to be installed.

    python bench/language.py ROWS.jsonl…

A row is an object with `text` and `lang` (`fr`, `en`, or any other code, for which the right answer is "undecided").
Add a candidate as a function that returns a function from text to a set of languages.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

Guesser = Callable[[str], frozenset[str]]
KNOWN = frozenset({"fr", "en"})
SEVEN = ("fr", "en", "de", "es", "it", "nl", "pt")


def ours() -> Guesser:
    from postguard.language import languages_of_text

    return languages_of_text


def ours_words_only() -> Guesser:
    """The road of the engine, which has its words already: the time to find them is not counted."""
    from postguard.language import languages, words_of

    words: dict[str, list[str]] = {}

    def guess(text: str) -> frozenset[str]:
        return languages(words[text]) if text in words else languages(words.setdefault(text, words_of(text)))

    return guess


def py3langid() -> Guesser:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(SEVEN))
    return lambda text: KNOWN & {identifier.classify(text)[0]}


def py3langid_sure() -> Guesser:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(SEVEN))

    def guess(text: str) -> frozenset[str]:
        language, probability = identifier.classify(text)
        return KNOWN & {language} if probability >= 0.9 else frozenset()

    return guess


def lingua() -> Guesser:
    return _lingua(low=False)


def lingua_low_accuracy() -> Guesser:
    return _lingua(low=True)


def _lingua(*, low: bool) -> Guesser:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*(getattr(IsoCode639_1, code.upper()) for code in SEVEN))
    detector = (builder.with_low_accuracy_mode() if low else builder).build()

    def guess(text: str) -> frozenset[str]:
        found = detector.detect_language_of(text)
        return KNOWN & {found.iso_code_639_1.name.lower()} if found else frozenset()

    return guess


def langdetect() -> Guesser:
    from langdetect import DetectorFactory, LangDetectException, detect

    DetectorFactory.seed = 0

    def guess(text: str) -> frozenset[str]:
        try:
            return KNOWN & {detect(text)}
        except LangDetectException:
            return frozenset()

    return guess


CANDIDATES: dict[str, Callable[[], Guesser]] = {
    "ours": ours,
    "ours, words given": ours_words_only,
    "py3langid, 7 languages": py3langid,
    "py3langid, 7, p ≥ 0.9": py3langid_sure,
    "lingua, 7, low accuracy": lingua_low_accuracy,
    "lingua, 7 languages": lingua,
    "langdetect": langdetect,
}


def rows(paths: list[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").split("\n"):
            if line.strip():
                row = json.loads(line)
                yield row["text"], row["lang"]


def outcome(found: frozenset[str], language: str) -> str:
    if not found:
        return "undecided"
    if len(found) == 2:
        return "both"
    return "right" if found == {language} else "wrong"


def measure(name: str, posts: list[tuple[str, str]]) -> str:
    start = time.perf_counter()
    guess = CANDIDATES[name]()
    for text, _ in posts:  # lazy models load here, and the words of `ours, words given` are found
        guess(text)
    load = time.perf_counter() - start
    start = time.perf_counter()
    found = [guess(text) for text, _ in posts]
    each = (time.perf_counter() - start) / len(posts)
    counts = Counter(
        (language in KNOWN, outcome(languages, language)) for languages, (_, language) in zip(found, posts, strict=True)
    )
    decided = sum(n for (_, what), n in counts.items() if what != "undecided")
    ours_to_decide = sum(n for (known, _), n in counts.items() if known)
    right = counts[True, "right"]
    covered = ours_to_decide - counts[True, "undecided"]
    strangers = decided - covered
    load -= each * len(posts)
    return (
        f"| {name} | {_share(right, decided)} | {_share(covered, ours_to_decide)} | {counts[True, 'wrong']} "
        f"| {counts[True, 'both']} | {strangers} of {len(posts) - ours_to_decide} "
        f"| {load * 1e3:.0f} | {each * 1e6:.1f} |"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.4f}" if whole else "–"


def main(paths: list[str]) -> int:
    posts = list(rows(paths))
    if not posts:
        print("usage: python bench/language.py ROWS.jsonl…", file=sys.stderr)
        return 2
    print(f"{len(posts)} posts: {dict(Counter(language for _, language in posts))}\n")
    print("| | right where decided | fr/en decided | wrong | both | others decided | load, ms | µs a post |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name in CANDIDATES:
        try:
            print(measure(name, posts), flush=True)
        except ModuleNotFoundError as error:
            print(f"| {name} | not installed: {error.name} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
