"""Packs: what they learn from the charter that uses them, rules switched on and off, their pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from postguard import charter as charters
from postguard.checker import Checker
from postguard.cli import main
from postguard.errors import CharterError
from postguard.model import Charter, Post
from postguard.packs import pack_names

PACK = """
charter: {en: Soap, fr: Savon}
version: "7"
language: en
about: {en: Who sells soap., fr: Qui vend du savon.}
limits: {en: It sees no pictures., fr: Il ne voit pas les images.}
parameters:
  brands: {en: names of your soaps, fr: noms de vos savons}
clauses: {best: {title: {en: The best, fr: Le meilleur}, text: No best.}}
rules:
- id: soap-best
  clause: best
  claim: "($brands | soap) is the best"
  source: Soap Act 1900, section 2
  certainty: secondary
  from: 2020-01-01
  message: {en: Nobody knows., fr: Nul ne le sait.}
  examples: {bad: [Soap is the best.], good: [Soap is good.]}
- id: soap-new
  clause: best
  claim: brand new soap
  off: yes
  message: Not so new.
  examples: {bad: [A brand new soap!], good: [Soap.]}
"""


@pytest.fixture
def use(tmp_path: Path):  # type: ignore[no-untyped-def]
    (tmp_path / "soap.yaml").write_text(PACK, encoding="utf-8")

    def load(head: str) -> Charter:
        (tmp_path / "charter.yaml").write_text(f"charter: T\n{head}", encoding="utf-8")
        return charters.load(tmp_path / "charter.yaml", "charter.yaml")

    return load


def found(charter: Charter, text: str) -> list[str]:
    return [violation.rule for violation in Checker(charter).check(Post(text)).violations]


def test_a_parameter_is_empty_until_the_charter_tells_it(use) -> None:  # type: ignore[no-untyped-def]
    untold = use("uses: [./soap.yaml]\n")
    assert (found(untold, "Bubbly is the best"), found(untold, "Soap is the best")) == ([], ["soap-best"])
    assert untold.packs[0].untold == ("brands",)
    told = use("words: {brands: [Bubbly]}\nuses: [./soap.yaml]\n")
    assert found(told, "Bubbly is the best") == ["soap-best"]
    assert told.packs[0].untold == ()


def test_rules_are_switched_on_and_off_by_name(use) -> None:  # type: ignore[no-untyped-def]
    asleep = use("uses: [./soap.yaml]\n")
    assert [rule.id for rule in asleep.dormant] == ["soap-new"]
    assert found(asleep, "A brand new soap is the best") == ["soap-best"]
    awake = use("uses: [{pack: ./soap.yaml, on: [soap-new], off: [soap-best]}]\n")
    assert found(awake, "A brand new soap is the best") == ["soap-new"]


def test_a_switch_names_a_rule_of_the_pack(use) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(CharterError) as caught:
        use("uses: [{pack: ./soap.yaml, off: [soap-bets]}]\n")
    fault = caught.value.faults[0]
    assert (fault.line, fault.message) == (2, "the pack has no rule “soap-bets”")
    assert "Did you mean “soap-best”?" in fault.hint


def test_a_violation_says_pack_source_and_certainty(use) -> None:  # type: ignore[no-untyped-def]
    violation = Checker(use("uses: [./soap.yaml]\n")).check(Post("Soap is the best")).violations[0]
    assert (violation.pack, violation.source, violation.certainty) == (
        "./soap.yaml 7",
        "Soap Act 1900, section 2",
        "secondary",
    )


def test_a_certainty_is_one_of_four_words(use, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "soap.yaml").write_text(PACK.replace("secondary", "sure"), encoding="utf-8")
    with pytest.raises(CharterError, match="“certainty” cannot be “sure”"):
        use("uses: [./soap.yaml]\n")


@pytest.mark.parametrize("name", pack_names())
def test_every_shipped_pack_is_read_alone(name: str) -> None:
    from postguard import api

    pack = api.load(name)
    assert pack.rules
    assert pack.packs[0].name == name


@pytest.mark.parametrize("name", pack_names())
def test_every_shipped_example_is_judged_rightly(name: str) -> None:
    from postguard import api, examples

    failures = examples.test(api.load(name), every_rule=True)
    assert [f"{failure.where}: {failure.rule.id}: {failure.reason}" for failure in failures] == []


def test_the_page_of_a_pack_is_shown_in_both_languages() -> None:
    shown = {
        language: CliRunner().invoke(main, ["rules", "--pack", "starter", "--ui-language", language]).output
        for language in ("en", "fr")
    }
    assert "### 1.1 — Paid partnerships" in shown["en"]
    assert "### 1.1 — Partenariats rémunérés" in shown["fr"]
    assert "This reads like a post that was paid for" in shown["en"]


def test_an_unknown_pack_gets_a_hint() -> None:
    done = CliRunner().invoke(main, ["rules", "--pack", "startre"])
    assert done.exit_code == 2
    assert "Did you mean “starter”?" in done.output


def test_standard_roles_work_in_shipped_packs_under_any_name() -> None:
    from postguard import api

    checker = Checker(api.load("starter"))
    text = "On behalf of the company, we are sorry."
    assert checker.check(Post(text, role="employé·e")).violations
    assert not checker.check(Post(text, role="Porte-parole")).violations


def test_the_roles_of_a_charter_are_as_different_as_it_says(use) -> None:  # type: ignore[no-untyped-def]
    charter = use("""clauses: {"1": One}
rules:
- {id: r, clause: "1", message: m, claim: hello, when: {role: [collaborateur]}}
- {id: s, clause: "1", message: m, claim: bye, when: {role: [vendeur]}}
""")
    checker = Checker(charter)
    assert checker.check(Post("hello", role="employee")).violations, "another word for the same"
    assert not checker.check(Post("hello", role="vendeur")).violations, "the charter tells the two apart"


def test_the_examples_of_a_shipped_pack_are_not_its_users_to_mend(desk: Path) -> None:
    head = 'charter: T\nuses: [starter]\nclauses: {"9": Nine}\nrules:\n'
    rule = '- {id: r, clause: "9", message: m, claim: soap, examples: {bad: [soap], good: [water]}}\n'
    (desk / "charter.yaml").write_text(head + rule, encoding="utf-8")
    done = CliRunner().invoke(main, ["test", "--strict"])
    assert (done.exit_code, done.output) == (0, "2 examples, all as they should be\n"), done.output
    assert int(CliRunner().invoke(main, ["test", "starter"]).output.split()[0]) > 10, "by its own name it is tested"
