"""What explain and forms say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from postguard.cli import main

Write = Callable[[str, str | bytes], Path]


def said(*arguments: str) -> str:
    done = CliRunner().invoke(main, list(arguments))
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_rule_is_explained_with_its_clause_patterns_scope_and_place(desk: Path) -> None:
    shown = said("explain", "ad")
    assert "ad  (disclosure, error)  charter.yaml:10" in shown
    assert "clause 2  Two" in shown
    assert "when     role is creator" in shown


def test_a_rule_is_explained_in_the_words_of_its_author_with_a_handful_of_forms(write: Write) -> None:
    write(
        "charter.yaml",
        """charter: A
language: en
clauses: {"1": One}
us: {names: [Harbor Bank]}
words: {pride: [nuestras]}
rules:
- id: r
  clause: "1"
  claim: |
    guarantee ... return
    $pride
  when: {says: [$praise, $us]}
  message: m
""",
    )
    assert said("explain", "r").splitlines()[3:] == [
        "looks for",
        "    guarantee ... return  =  [guarantee|guaranteed|guarantees|guaranteeing] ... "
        "[return|returns|returned|returning]",
        "    $pride",
        "when     says: $praise + $us",
    ]


def test_a_clause_is_explained_with_its_rules_or_the_lack_of_them(desk: Path) -> None:
    assert "secret (confidential, error): A secret." in said("explain", "1")


def test_a_text_is_shown_as_it_is_seen(desk: Path) -> None:
    shown = said("explain", "--text", "Le 𝗣𝗵𝗲́𝗻𝗶𝘅 arrive chez nous, « enfin » !\nP.h.é.n.i.x #ProjetPhénix 12 %")
    assert "language  fr" in shown
    assert "written   Le 𝗣𝗵𝗲́𝗻𝗶𝘅 arrive chez nous, « enfin » !" in shown
    assert "read      Le Phénix arrive chez nous, « enfin » !" in shown
    assert "decoded   Phénix #projetphénix 12 %" in shown
    assert "le  phénix  arrive  chez  nous  ,/punct  [«/quote]  enfin" in shown
    assert "12/number  %/unit" in shown
    assert "hashtag   #ProjetPhénix" in shown
    assert "quoted    enfin" in shown


def test_the_forms_of_a_word_are_listed() -> None:
    shown = said("forms", "garantir", "--language", "fr")
    assert shown.startswith("garantir (")
    assert "garantissons" in shown
