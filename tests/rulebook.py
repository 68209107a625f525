"""A charter of one rule in a few lines, for tests of kinds and conditions."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from postguard import charter as charters
from postguard.checker import Checker
from postguard.model import Post, Result

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)


def checker(rule: str, *, language: str = "fr", head: str = "", zone: str = "Europe/Paris") -> Checker:
    """A checker for the rule whose YAML is given, without its id, clause and message."""
    body = "".join(f"  {line}\n" for line in rule.strip("\n").splitlines())
    text = (
        f"charter: T\nlanguage: {language}\ntimezone: {zone}\n{head}"
        f'clauses: {{"1": One}}\nrules:\n- id: r\n  clause: "1"\n  message: m\n{body}'
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "charter.yaml"
        path.write_text(text, encoding="utf-8")
        return Checker(charters.load(path, "charter.yaml"), now=NOW)


def result(rule: str, text: str, *, language: str = "fr", head: str = "", **fields: object) -> Result:
    if "language_of_post" in fields:
        fields["language"] = fields.pop("language_of_post")
    return checker(rule, language=language, head=head).check(Post(text, **fields))  # type: ignore[arg-type]


def found(rule: str, text: str, **given: object) -> list[str | None]:
    """The words of each violation, None for something missing."""
    spans = [violation.span for violation in result(rule, text, **given).violations]  # type: ignore[arg-type]
    return [text[span.start : span.end] if span else None for span in spans]
