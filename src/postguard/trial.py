"""What each rule would have fired on old posts: the noise that examples never show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from postguard import yamlfile
from postguard.checker import Checker
from postguard.lists import Author, Vocabularies
from postguard.model import Post, Problem, Violation
from postguard.phrases import Phrases
from postguard.text import norm


@dataclass(slots=True)
class Trial:
    """Counts over an archive."""

    posts: int = 0
    firing: int = 0
    """Posts on which at least one rule fired."""
    reasons: list[str] = field(default_factory=list)
    """What was not read, or not wholly, and why."""
    rules: Counter[str] = field(default_factory=Counter)
    """Posts by rule."""
    words: dict[str, Counter[str]] = field(default_factory=dict)
    """By rule, the matched words and how often."""
    vocabularies: Counter[str] = field(default_factory=Counter)
    """Posts by vocabulary in which one of its entries stands, whether a rule fires or not."""
    entries: dict[str, Counter[str]] = field(default_factory=dict)
    """By vocabulary, the words found and how often."""
    depends: Counter[str] = field(default_factory=Counter)
    """Posts by rule that hang on an unknown field."""

    def per_thousand(self, count: int) -> float:
        return 1000 * count / self.posts if self.posts else 0.0

    def lines(self, secret: frozenset[str] = frozenset()) -> Iterator[str]:
        """The table, most frequent rules first, each with its most frequent words; not those of `secret` rules."""
        posts = "post" if self.posts == 1 else "posts"
        firing = f"{self.firing} on which a rule fires: {self.per_thousand(self.firing):.1f} per 1,000"
        yield f"{self.posts} {posts}, {firing}"
        for rule, count in _often(self.rules):
            words = ", ".join(f"{word} ×{n}" for word, n in self.words[rule].most_common(8))
            yield f"{self.per_thousand(count):8.1f} per 1,000  {rule}: {'•••' if rule in secret else words}"
        for rule, count in _often(self.depends):
            yield f"{self.per_thousand(count):8.1f} per 1,000  {rule}: not decided, a field is unknown"
        for name, count in _often(self.vocabularies):
            words = ", ".join(f"{word} ×{n}" for word, n in self.entries[name].most_common(8))
            yield f"{self.per_thousand(count):8.1f} per 1,000  ${name}: {words}"
        if self.reasons:
            yield f"{len(self.reasons)} problems: not everything was read"


def _often(counts: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent first; those that are equally frequent by name, so that two runs say the same."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def vocabularies_of(path: Path, language: str) -> dict[str, Phrases]:
    """The vocabularies that a charter's patterns name, its own and shipped ones."""
    root = yamlfile.load(path, path.name)
    author = Author(language, Vocabularies(root.get("words"), language=language))
    named = sorted(set(re.findall(r"\$([\w-]+)", root.file.content)))
    return {name: author.vocabulary(name) for name in named if author.vocabularies.get(name)}


def trial(checker: Checker, inputs: Iterable[Post | Problem], vocabularies: Mapping[str, Phrases]) -> Trial:
    """Check old posts and count what fires; with `vocabularies`, also what stands there without firing."""
    counts = Trial()
    for outcome in checker.check_all(inputs):
        if isinstance(outcome, Problem):
            counts.reasons.append(_reason(outcome))
            continue
        counts.posts += 1
        counts.reasons += map(_reason, outcome.problems)
        counts.firing += bool(outcome.violations)
        counts.rules.update({violation.rule for violation in outcome.violations})
        counts.depends.update({dependency.rule for dependency in outcome.depends})
        analysis = checker.analyst.analyse(outcome.post.text, outcome.post.language)
        for name, phrases in vocabularies.items():
            if found := analysis.find(phrases):
                counts.vocabularies[name] += 1
                said = (outcome.post.text[slice(*match.span)] for match in found)
                counts.entries.setdefault(name, Counter()).update(norm(words) for words in said)
        for violation in outcome.violations:
            counts.words.setdefault(violation.rule, Counter())[_words(outcome.post, violation)] += 1
    return counts


def _reason(problem: Problem) -> str:
    place = f"{problem.source}:{problem.line}" if problem.line else problem.source
    return f"{place}: {problem.reason}"


def _words(post: Post, violation: Violation) -> str:
    if violation.span is None:
        return "(missing)"
    text = next((part.text for part in post.parts if part.name == violation.part), post.text)
    return " ".join(norm(word) for word in text[violation.span.start : violation.span.end].split())
