"""The sample charters: each is whole, proves itself, and answers as soon as it is written."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from postguard import charter as charters
from postguard import examples
from postguard.coverage import coverage
from postguard.linting import lint
from postguard.model import Charter
from postguard.packs import pack_names, rules_folder
from postguard.starting import CONTACTS, NAME, PRODUCT, SECTORS, SPOKESPEOPLE

FOLDER = rules_folder() / "charters"
SAMPLES = [(sector, language) for sector in SECTORS for language in ("fr", "en")]


def sample(sector: str, language: str) -> Path:
    return FOLDER / sector / language


@cache
def read(sector: str, language: str) -> Charter:
    return charters.load(sample(sector, language) / "charter.yaml", "charter.yaml")


def test_samples_are_the_folders_and_no_packs() -> None:
    assert {path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*")} == {
        f"{s}/{lang}" for s, lang in SAMPLES
    }
    assert not [name for name in pack_names() if name.startswith("charters")]


@pytest.mark.parametrize(("sector", "language"), SAMPLES)
def test_a_sample_proves_itself_and_accounts_for_every_clause(sector: str, language: str) -> None:
    charter = read(sector, language)
    assert [(f.rule.id, f.reason) for f in examples.test(charter, every_rule=True)] == []
    assert [str(remark) for remark in lint(charter, sample(sector, language) / "charter.yaml")] == []
    found = coverage(charter)
    assert (found.missing, found.orphans, found.contradictions) == ((), (), ())
    assert found.clauses >= 15
    assert found.count("enforced") + found.count("partly") >= found.count("people")


@pytest.mark.parametrize(("sector", "language"), SAMPLES)
def test_the_drafts_of_a_sample_are_one_ready_and_two_to_review(sector: str, language: str) -> None:
    from postguard.checker import Checker
    from postguard.inputs import Options, from_paths
    from postguard.model import Result

    paths = sorted(sample(sector, language).glob("*/*.md"))
    outcomes = list(Checker(read(sector, language)).check_all(from_paths(paths, Options(), [])))
    verdicts = {Path(o.post.source).stem: o.verdict for o in outcomes if isinstance(o, Result)}
    ready, secret, claim = {
        "fr": ("pret", "a-revoir-confidentiel", "a-revoir-affirmation"),
        "en": ("ready", "to-review-secret", "to-review-claim"),
    }[language]
    assert verdicts == {ready: "clean", secret: "violations", claim: "violations"}
    for outcome in outcomes:
        assert isinstance(outcome, Result)
        assert outcome.verdict == "clean" or "error" in {violation.severity for violation in outcome.violations}


@pytest.mark.parametrize("sector", SECTORS)
def test_both_languages_say_the_same(sector: str) -> None:
    french, english = read(sector, "fr"), read(sector, "en")
    assert list(french.own_clauses) == list(english.own_clauses)
    assert french.people.keys() == english.people.keys()
    enforced = [{row.clause.number for row in coverage(c).rows if row.rules} for c in (french, english)]
    assert enforced[0] == enforced[1]


@pytest.mark.parametrize(("sector", "language"), SAMPLES)
def test_placeholders_stand_where_they_can_be_replaced(sector: str, language: str) -> None:
    folder = sample(sector, language)
    text = (folder / "charter.yaml").read_text("utf-8")
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", text)
    for word in (NAME, PRODUCT, CONTACTS[language], SPOKESPEOPLE[language]):
        assert word not in outside, f"“{word}” stands outside double quotes"
    head = yaml.safe_load(text)
    assert (head["us"]["names"], head["us"]["products"]) == ([NAME], [PRODUCT])
    assert head["contact"] == CONTACTS[language]
    document = (folder / "charter.md").read_text("utf-8")
    for word in (NAME, PRODUCT, CONTACTS[language], SPOKESPEOPLE[language]):
        assert word in document
