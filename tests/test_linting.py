"""Each kind of mistake that `rules --lint` knows, with the place it stands at."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from postguard import charter as charters
from postguard.cli import main
from postguard.linting import CHECKS, lint

NOW = datetime(2026, 11, 24, tzinfo=UTC)
HEAD = 'charter: A\ncontact: a@b.example\ntimezone: Europe/Paris\nlanguage: fr\nclauses: {"1": One}\nrules:\n'
GOOD = "  instead: i\n  examples: {bad: [zeugme], good: [autre]}\n"


def rule(body: str, *, good: str = GOOD, message: str = "m", name: str = "r") -> str:
    lines = "".join(f"  {line}\n" for line in body.splitlines())
    return f'- id: {name}\n  clause: "1"\n  message: {message}\n{lines}{good}'


# check: (charter, line, column, what is said)
CASES: dict[str, tuple[str, int, int, str]] = {
    "no-bad-example": (
        HEAD + rule("claim: zeugme", good="  instead: i\n  examples: {good: [x]}\n"),
        7,
        3,
        "has no bad example",
    ),
    "no-good-example": (
        HEAD + rule("claim: zeugme", good="  instead: i\n  examples: {bad: [zeugme]}\n"),
        7,
        3,
        "has no good example",
    ),
    "no-advice": (
        HEAD + rule("claim: zeugme", good="  examples: {bad: [zeugme], good: [x]}\n"),
        7,
        3,
        "not what to write instead",
    ),
    "long-message": (HEAD + rule("claim: zeugme", message="m" * 241), 7, 3, "more than 240 characters"),
    "identifier": (HEAD + rule("claim: zeugme", name="Ma_Regle"), 7, 3, "lower case with hyphens"),
    "example-twice": (
        HEAD + rule("claim: zeugme", good="  instead: i\n  examples: {bad: [zeugme], good: [zeugme]}\n"),
        7,
        3,
        "both bad and good",
    ),
    "example-without-field": (HEAD + rule("claim: zeugme\nwhen: {role: [x]}"), 7, 3, "asks for the role"),
    "leaking-message": (
        HEAD + rule("confidential: zeugme", message="Le zeugme est secret."),
        9,
        12,
        "the message of “r” says “zeugme” itself",
    ),
    "duplicate-pattern": (HEAD + rule("claim: |\n  zeugme\n  Zeugme"), 12, 5, "stands in “r” twice (first on line 11)"),
    "same-pattern-elsewhere": (
        HEAD + rule("claim: zeugme") + rule("claim: zeugme", name="s"),
        16,
        10,
        "is in the rule “r” of the same clause too",
    ),
    "shadowed-pattern": (HEAD + rule("claim: |\n  zeugme doré\n  zeugme"), 11, 5, "“zeugme” finds it already"),
    "short-pattern": (HEAD + rule("claim: |\n  zeugme\n  zz"), 12, 5, "too short to mean one thing"),
    "common-word": (HEAD + rule("claim: |\n  zeugme\n  vert"), 12, 5, "“vert” is an everyday word"),
    "weak-alone": (HEAD + rule("claim: |\n  zeugme\n  $praise.weak"), 12, 5, "stand alone in “r”"),
    "freed-example": (
        HEAD
        + rule(
            "claim: zeugme\nallowed sentence: |\n  un zeugme rare",
            good="  instead: i\n  examples: {bad: [C'est un zeugme rare.], good: [x]}\n",
        ),
        11,
        21,
        "“allowed sentence” of “r” frees its own bad example on line 14",
    ),
    "optional-edge": (
        HEAD + rule("claim: |\n  zeugme\n  <percent> (TAEG)"),
        12,
        5,
        "may be missing, and then “<percent>” alone fires",
    ),
    "open-gap": (HEAD + rule("claim: |\n  zeugme\n  prix ... client"), 12, 5, "joins two everyday words"),
    "shouting": (HEAD + rule("claim: |\n  zeugme\n  FORMIDABLE"), 12, 5, "“FORMIDABLE” in “r” matches capitals only"),
    "never-matches": (
        HEAD + rule("claim: |\n  zeugme\n  litote\nallowed: litote"),
        12,
        5,
        "the rule's allowed words free it",
    ),
    "useless-allowed": (HEAD + rule("claim: zeugme\nallowed: litote"), 11, 12, "no pattern of the rule would find it"),
    "accepted-and-not": (
        HEAD + rule("disclosure: Publicité\ninsufficient: publicité\nwhen: {says: zeugme}"),
        11,
        17,
        "both accepted and insufficient",
    ),
    "owed-by-all": (HEAD + rule("disclosure: Publicité"), 7, 3, "every single post owes this mention"),
    "everyday-is-code-name": (
        HEAD + rule("code names: zeugme\neveryday: [zeugme]"),
        11,
        14,
        "a code name and an everyday word",
    ),
    "everyday-missing": (HEAD + rule("code names: zeugme"), 7, 3, "has code names and no “everyday” words"),
    "window-closed": (HEAD + rule("claim: zeugme\nuntil: 2026-11-01"), 7, 3, "is over"),
    "language-twin": (HEAD + rule("claim: {fr: zeugme}"), 10, 10, "has patterns in fr and none in en"),
    "wrong-language": (
        HEAD + rule("claim:\n  fr: |\n    zeugme\n    the best of our products\n    with all of you\n  en: zeugma"),
        11,
        9,
        "read like another language",
    ),
    "translation-missing": (
        HEAD + rule("claim: zeugme", message="{fr: m, en: m}"),
        7,
        3,
        "has a message in en and no “instead”",
    ),
    "unused": (HEAD.replace("rules:", "words: {rivaux: [Acme]}\nrules:") + rule("claim: zeugme"), 6, 9, "used nowhere"),
    "nothing-removed": (
        HEAD.replace("rules:", "words: {praise: {remove: [zeugme]}}\nrules:") + rule("claim: $praise"),
        6,
        27,
        "so nothing is removed",
    ),
    "role-typo": (
        HEAD
        + rule("claim: zeugme\nwhen: {role: [collaborateur]}")
        + rule("claim: litote\nwhen: {role: [collaborateur]}", name="s")
        + rule("claim: oxymore\nwhen: {role: [collaborateurs]}", name="t"),
        21,
        3,
        "did you mean “collaborateur”?",
    ),
    "unknown-network": (HEAD + rule("claim: zeugme\nwhen: {network: [linkdin]}"), 7, 3, "Did you mean “linkedin”?"),
    "no-contact": (HEAD.replace("contact: a@b.example\n", "") + rule("claim: zeugme"), 1, 1, "add “contact”"),
    "no-timezone": (
        HEAD.replace("timezone: Europe/Paris\n", "") + rule("claim: zeugme\nuntil: 2030-01-01"),
        1,
        1,
        "they are read as UTC",
    ),
    "clause-without-title": (HEAD.replace('{"1": One}', '{"1": {title: One}}') + rule("claim: zeugme"), 0, 0, ""),
}


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name][1]])
def test_a_mistake_is_found_at_its_place(tmp_path: Path, name: str) -> None:
    content, line, column, said = CASES[name]
    path = tmp_path / "charter.yaml"
    path.write_text(content, encoding="utf-8")
    found = [r for r in lint(charters.load(path, "charter.yaml"), path, now=NOW) if r.check.startswith(name)]
    assert [(r.place.line, r.place.column) for r in found] == [(line, column)]
    assert said in found[0].message


SOUND = {
    "one text by two roles, two dates": rule(
        "claim: zeugme\nonly: [a]\nuntil: 2030-01-01",
        good="""  instead: i
  examples:
    bad: [{text: zeugme, role: b}, {text: zeugme, role: b, publish_at: 2029-12-01}, {text: zeugme, role: c}]
    good: [{text: zeugme, role: a}, {text: zeugme, role: b, publish_at: 2030-01-01}]
""",
    ),
    "one text with and without a field": rule(
        "claim: zeugme\nunless: {field: {ok: true}}",
        good="  instead: i\n  examples: {bad: [zeugme], good: [{text: zeugme, field: {ok: true}}]}\n",
    ),
    "one vocabulary in two languages": rule("claim: {fr: [$praise, zeugme], en: [$praise]}"),
    "three patterns letter for letter": rule("claim: [=Ads, =ADS, =ads, zeugme]"),
    "a longer pattern in another language": rule("claim: {fr: zeugme doré, en: [zeugme, zeugma]}"),
    "a message in ordinary words": rule(
        "confidential: |\n  chiffre interne\n  $retail-figures",
        message="Nos chiffres internes et notre marge le restent.",
    ),
    "a message in allowed words": rule(
        "confidential: zeugme\nallowed: le grand zeugme", message="Dites le grand zeugme, rien de plus."
    ),
    "a window with another way in": rule(
        "claim: zeugme\nwhen: [{until: 2026-01-01}, {says: litote}]",
        good="  instead: i\n  examples: {bad: [zeugme et litote], good: [x]}\n",
    ),
    "a name that often stands with its kind": rule("claim: |\n  (maison) Zeugme\n  (gain | profit) (net)"),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_no_mistake_gives_no_remark(tmp_path: Path, name: str) -> None:
    path = tmp_path / "charter.yaml"
    path.write_text(HEAD + SOUND[name], encoding="utf-8")
    assert [str(remark) for remark in lint(charters.load(path, "charter.yaml"), path, now=NOW)] == []


def test_a_closed_window_is_a_note_and_fails_nothing(tmp_path: Path) -> None:
    path = tmp_path / "charter.yaml"
    path.write_text(HEAD + rule("claim: zeugme\nuntil: 2026-01-01"), encoding="utf-8")
    done = CliRunner().invoke(main, ["rules", "--lint", str(path)])
    assert done.exit_code == 0
    assert f"{path}:7:3: note: rule “r” is over since 2026-01-01 00:00 and finds nothing any more" in done.output
    assert "0 remarks and 1 note on 1 rule " in done.output


def test_every_check_has_a_case() -> None:
    assert set(CASES) == set(CHECKS)
    assert len(CHECKS) >= 25


def test_a_sound_charter_gives_no_remark(tmp_path: Path) -> None:
    path = tmp_path / "charter.yaml"
    path.write_text(HEAD + rule("claim: zeugme"), encoding="utf-8")
    assert lint(charters.load(path, "charter.yaml"), path, now=NOW) == []
