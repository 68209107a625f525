"""trial counts what fires on old posts; test --mutate finds what rewriting loses; explain says why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from postguard.cli import main
from postguard.mutation import MUTATIONS

Write = Callable[[str, str | bytes], Path]


def test_trial_counts_rules_and_words(write: Write) -> None:
    lines = [
        '{"text": "Phénix", "role": "x"}',
        '{"text": "phenix, Phénix", "role": "x"}',
        '{"text": "rien"}',
        '{"text": "ok", "role": "x"}',
    ]
    write("old.jsonl", "\n".join(lines))
    hidden = CliRunner().invoke(main, ["trial", "old.jsonl"])
    assert "secret: •••" in hidden.stdout
    done = CliRunner().invoke(main, ["trial", "old.jsonl", "--confidential", "show"])
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        "4 posts, 2 on which a rule fires: 500.0 per 1,000",
        "   500.0 per 1,000  secret: phénix ×2, phenix ×1",
        "   250.0 per 1,000  ad: not decided, a field is unknown",
    ]


def test_trial_counts_the_entries_of_vocabularies(write: Write) -> None:
    head = 'charter: A\nclauses: {"1": One}\nwords: {rivaux: [Acme, Zenith]}\nrules:\n'
    write("charter.yaml", head + '- {id: r, clause: "1", claim: $rivaux, beside: mieux, message: m}\n')
    write("old.jsonl", '{"text": "Acme et Acme"}\n{"text": "Zenith, rien"}\n')
    done = CliRunner().invoke(main, ["trial", "old.jsonl", "--words"])
    assert done.stdout.splitlines()[-1] == "  1000.0 per 1,000  $rivaux: acme ×2, zenith ×1"


def test_trial_of_nothing_is_no_success(write: Write) -> None:
    write("old.jsonl", "\n")
    assert CliRunner().invoke(main, ["trial", "old.jsonl"]).exit_code == 2


def test_mutate_tells_what_a_rule_loses(write: Write) -> None:
    rule = '- {id: r, clause: "1", claim: =Best, message: m, examples: {bad: [Best], good: [x]}}'
    charter = f'charter: A\nclauses: {{"1": One}}\nrules:\n{rule}\n'
    write("charter.yaml", charter)
    done = CliRunner().invoke(main, ["test", "--mutate"])
    assert done.exit_code == 1
    hint = "A pattern with = or in CAPITALS asks for these very letters: write it in small letters, without =."
    assert f"charter.yaml:4: r: the rule loses this bad example with capitals\n    BEST\n    → {hint}" in done.output


def test_mutate_names_the_form_that_is_lost(write: Write) -> None:
    rule = '- {id: r, clause: "1", claim: =zeugmes, message: m, examples: {bad: [des zeugmes], good: [x]}}'
    write("charter.yaml", f'charter: A\nlanguage: fr\nclauses: {{"1": One}}\nrules:\n{rule}\n')
    done = CliRunner().invoke(main, ["test", "--mutate"])
    assert (
        "the rule loses this bad example with “zeugme” for “zeugmes”\n    des zeugme\n    → The pattern" in done.output
    )


def test_an_example_says_what_its_scheduler_says_and_keeps_it_when_rewritten(write: Write) -> None:
    rule = """- id: r
  clause: "1"
  disclosure: Publicité
  when: {field: {paid_partnership: true}, audience: [minors]}
  message: m
  examples:
    bad: [{text: Bonjour, field: {paid_partnership: true}, audience: minors}]
    good: [Bonjour, {text: Bonjour, field: {paid_partnership: false}, audience: minors}]
"""
    write("charter.yaml", f'charter: A\nlanguage: fr\nclauses: {{"1": One}}\nrules:\n{rule}')
    done = CliRunner().invoke(main, ["test", "--mutate"])
    assert (done.exit_code, done.output) == (0, "3 examples, all as they should be\n")


@pytest.mark.parametrize(
    ("name", "words"),
    [("accents dropped", "cote d'azur"), ("capitals", "CÔTE D'AZUR"), ("line break", "côte\nd'azur")],
)
def test_a_mutation_does_what_it_says(name: str, words: str) -> None:
    assert MUTATIONS[name]("côte d'azur") == words


def test_the_hashtag_mutation_joins_words() -> None:
    assert MUTATIONS["hashtag"]("projet phénix") == "#ProjetPhénix"


WHY = """charter: A
language: en
clauses: {"1": One}
us: {names: [Northwind]}
words: {rivals: [Acme, Zenith]}
rules:
- id: promise
  clause: "1"
  claim: |
    guarantee ...2 return
    money back guarantee
  message: m
- id: rivals
  clause: "1"
  claim: $rivals
  beside: [worse, cheap]
  about: us
  allowed: Zenith Day
  unless:
    - {says: press release}
  message: m
- id: french
  clause: "1"
  claim: {fr: sans risque}
  message: m
- id: bird
  clause: "1"
  code names: Kestrel
  everyday: [bird]
  message: m
"""


@pytest.mark.parametrize(
    ("rule", "text", "said"),
    [
        (
            "promise",
            "We guarantee a really very high return.",
            ["    nearest: guarantee ...2 return – “guarantee” and “return” are 4 words apart, at most 2"],
        ),
        (
            "promise",
            "We guarantee. A return.",
            [
                "    nearest: guarantee ...2 return – “guarantee” and “return” stand in two sentences; "
                "a gap (...) ends with the sentence"
            ],
        ),
        (
            "promise",
            "A return we guarantee",
            ["    nearest: guarantee ...2 return – found “guarantee” and “return”, in another order"],
        ),
        (
            "promise",
            "Money back, always.",
            ["    nearest: money back guarantee – found “Money” and “back”, not “guarantee”"],
        ),
        (
            "promise",
            "A fine day.",
            ["    none of its patterns stands in the text (language: undecided); see explain --text"],
        ),
        (
            "promise",
            "We will never guarantee a return.",
            ["    found “guarantee a return”", "        denied by “never”: so it does not count"],
        ),
        (
            "rivals",
            "Acme is cheap and worse. Northwind is not.",
            [
                "    found “Acme”",
                "        when sentence: worse + cheap: yes (“worse”, “cheap”)",
                "        when sentence: {our names | “we”}: no",
                "            none of {our names | “we”} stands in its sentence; “Northwind” stands elsewhere: "
                "says: looks in the whole post",
            ],
        ),
        (
            "rivals",
            "Acme is worse than Northwind.",
            [
                "    found “Acme”",
                "        when sentence: worse + cheap: no",
                "            none of cheap stands in its sentence",
                "        when sentence: {our names | “we”}: yes (“Northwind”)",
            ],
        ),
        (
            "rivals",
            "Acme is cheap and worse than Northwind, see the press release.",
            [
                "    found “Acme”",
                "        when sentence: worse + cheap: yes (“worse”, “cheap”)",
                "        when sentence: {our names | “we”}: yes (“Northwind”)",
                "        unless says: press release: yes (“press release”)",
            ],
        ),
        (
            "rivals",
            "Zenith Day, cheap and worse than Northwind",
            [
                "    found “Zenith”",
                "        free: “Zenith Day” is allowed",
                "        when sentence: worse + cheap: yes (“worse”, “cheap”)",
                "        when sentence: {our names | “we”}: yes (“Northwind”)",
            ],
        ),
        (
            "french",
            "They say sans risque, and they are wrong with that.",
            ["    “sans risque” stands there, but sans risque is for fr posts", "    and this one reads as en"],
        ),
        (
            "bird",
            "a kestrel is a bird",
            [
                "    found “kestrel”",
                "        not taken for the code name: everyday “bird” stands there, and no project word beside it",
            ],
        ),
    ],
)
def test_explain_says_why_not(write: Write, rule: str, text: str, said: list[str]) -> None:
    write("charter.yaml", WHY)
    done = CliRunner().invoke(main, ["explain", rule, "--text", text])
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [f"{rule} does not fire", *said]


@pytest.mark.parametrize(
    ("rule", "text", "options", "said"),
    [
        ("secret", "Le Phénix.", [], ["secret fires", "found “Phénix”"]),
        ("secret", "Le ciel.", [], ["secret does not fire", "none of its patterns stands in the text"]),
        ("ad", "Un plaid.", [], ["ad is not decided", "it depends on the role, which the post does not say"]),
        ("ad", "Un plaid.", ["--role", "creator"], ["ad fires", "when role is creator: yes"]),
        ("ad", "Ad: un plaid.", ["--role", "creator"], ["ad does not fire", "found “Ad”"]),
    ],
)
def test_explain_says_why(desk: Path, rule: str, text: str, options: list[str], said: list[str]) -> None:
    done = CliRunner().invoke(main, ["explain", rule, "--text", text, *options])
    assert done.exit_code == 0
    assert all(line in done.stdout for line in said), done.stdout
