"""Evasion rows, one rule each, beside simple matchers: python bench/evasion.py ROWS.jsonl [--failures]

A row says a term, a text, whether a rule for the term must find it there, and the stretch to report. The rule is made
of the row's kind and options: `case: exact` and `accents: strict` become the notation `=` (letter for letter), `lang`
becomes the condition `when: language`. For a disclosure, found means accepted: no violation.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from postguard import charter as charters
from postguard.checker import Checker
from postguard.kinds.disclosure import Body as Disclosure
from postguard.model import Post, Span

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
Row = dict[str, Any]


@dataclass(slots=True)
class Score:
    """Counts of one technique, or of several."""

    positives: int = 0
    found: int = 0
    exact: int = 0
    negatives: int = 0
    alarms: int = 0

    def add(self, row: Row, found: bool, exact: bool) -> None:
        if row["should_match"]:
            self.positives, self.found, self.exact = self.positives + 1, self.found + found, self.exact + exact
        else:
            self.negatives, self.alarms = self.negatives + 1, self.alarms + found

    @property
    def recall(self) -> float:
        return self.found / self.positives if self.positives else 1.0

    @property
    def false_alarms(self) -> float:
        return self.alarms / self.negatives if self.negatives else 0.0

    def __str__(self) -> str:
        return (
            f"found {self.found:4d}/{self.positives:4d} {self.recall:7.1%}   exact {self.exact:4d}/{self.found:4d}"
            f"   false alarms {self.alarms:4d}/{self.negatives:4d} {self.false_alarms:6.1%}"
        )


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def checker(row: Row, folder: Path) -> Checker:
    """A checker of a charter whose only rule is the row's."""
    options = row.get("rule") or {}
    exact = options.get("case") == "exact" or options.get("accents") == "strict"
    # In a pattern, capitals match capitals only; a row says so by its option.
    term = row["term"] if exact else row["term"].lower()
    pattern = "=" * exact + re.sub(r"([()|<$*\\])", r"\\\1", term)
    rule: Row = {"id": "row", "clause": "1", "message": "m", row["kind"]: [pattern]}
    if "lang" in options:
        rule["when"] = [{"language": options["lang"]}]
    charter = {"charter": "T", "language": row["lang"], "clauses": {"1": "One"}, "rules": [rule]}
    path = folder / "charter.yaml"
    path.write_text(json.dumps(charter, ensure_ascii=False), encoding="utf-8")
    return Checker(charters.load(path, "charter.yaml"), now=NOW)


def spans(row: Row, made: Checker) -> list[Span]:
    """The stretches that the rule finds."""
    result = made.check(Post(row["text"]))
    if row["kind"] != "disclosure":
        return [violation.span for violation in result.violations if violation.span]
    body = made.charter.rules[0].body
    if result.violations or not isinstance(body, Disclosure):
        return []
    analysis = made.analyst.analyse(row["text"])
    return [match.span for owed in body.owed for match in analysis.find(owed.wordings)]


def judged(given: Iterable[Row]) -> Iterator[tuple[Row, list[Span]]]:
    with tempfile.TemporaryDirectory() as folder:
        for row in given:
            yield row, spans(row, checker(row, Path(folder)))


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _word(fold: Callable[[str], str]) -> Callable[[str, str], bool]:
    return lambda term, text: re.search(rf"(?<!\w){re.escape(fold(term))}(?!\w)", fold(text)) is not None


def baselines() -> dict[str, Callable[[str, str], bool]]:
    """Name → whether it finds a term in a text. Those that need a package are left out without it."""
    made: dict[str, Callable[[str, str], bool]] = {
        "casefolded substring": lambda term, text: term.casefold() in text.casefold(),
        "word regex after NFKD": _word(_bare),
    }
    try:
        spacy, matcher = importlib.import_module("spacy"), importlib.import_module("spacy.matcher")
        blank = spacy.blank("fr")

        def phrase(term: str, text: str) -> bool:
            phrases = matcher.PhraseMatcher(blank.vocab, attr="LOWER")
            phrases.add("term", [blank.make_doc(term)])
            return bool(phrases(blank.make_doc(text)))

        made["spaCy PhraseMatcher LOWER"] = phrase
    except ImportError:
        pass
    try:
        anyascii = importlib.import_module("anyascii").anyascii
        made["anyascii, word regex"] = _word(lambda text: str(anyascii(text)).lower())
    except ImportError:
        pass
    return made


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("rows", type=Path)
    arguments.add_argument("--failures", action="store_true", help="show every row that is judged wrong")
    options = arguments.parse_args()
    given = rows(options.rows)
    techniques: dict[str, Score] = defaultdict(Score)
    levels: dict[str, Score] = defaultdict(Score)
    for row, found in judged(given):
        exact = bool(row.get("span")) and Span(*row["span"]) in found
        techniques[row["technique"]].add(row, bool(found), exact)
        levels[row["level"]].add(row, bool(found), exact)
        wrong = bool(found) != row["should_match"] or (found and row["should_match"] and not exact)
        if options.failures and wrong:
            shown = [row["text"][span.start : span.end] for span in found]
            print(f"{row['id']} {row['level']} {row['term']!r} in {row['text']!r}: {shown}, not {row['surface']!r}")
    for technique in sorted(techniques):
        print(f"{technique:28s} {techniques[technique]}")
    for level in sorted(levels):
        print(f"all {level:24s} {levels[level]}")
    for name, finds in baselines().items():
        score = Score()
        for row in given:
            if row["level"] == "hard":
                score.add(row, finds(row["term"], row["text"]), False)
        print(
            f"hard, {name:26s} recall {score.recall:6.1%}   false alarms {score.false_alarms:6.1%}",
        )


if __name__ == "__main__":
    main()
