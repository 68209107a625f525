"""A charter is read whole, or its mistakes are shown where they stand, all in one go."""

from __future__ import annotations

from pathlib import Path

import pytest

from postguard import charter as charters
from postguard.errors import CharterError, UsageError

HEAD = 'charter: A\nclauses: {"1": One, "2.1": Two}\nrules:\n'
RULE = '- id: r\n  clause: "1"\n  confidential: Phénix\n  message: Secret.\n'


def faults(tmp_path: Path, content: str) -> list[tuple[int, int, str, str]]:
    path = tmp_path / "charter.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CharterError) as caught:
        charters.load(path, "charter.yaml")
    return [(fault.line, fault.column, fault.message, fault.hint) for fault in caught.value.faults]


CASES = {
    "unknown key of the charter": (
        f"{HEAD}{RULE}severty: block\n",
        (8, 1, "unknown key “severty” in the charter"),
        "Possible: about, charter, clauses, conditions, contact",
    ),
    "unknown key of a rule, with the near one": (
        f"{HEAD}{RULE}  mesage: x\n",
        (8, 3, "unknown key “mesage” in the rule"),
        "Did you mean “message”?",
    ),
    "no title": (
        f'clauses: {{"1": One}}\nrules:\n{RULE}',
        (1, 1, "the charter has no “charter”"),
        "Add a line “charter: …”.",
    ),
    "no message": (
        f'{HEAD}- id: r\n  clause: "1"\n  confidential: x\n',
        (4, 3, "the rule has no “message”"),
        "Add a line “message: …”.",
    ),
    "no id": (f'{HEAD}- clause: "1"\n  confidential: x\n  message: m\n', (4, 3, "the rule has no “id”"), ""),
    "unknown clause": (
        f'{HEAD}- id: r\n  clause: "2.2"\n  confidential: x\n  message: m\n',
        (5, 11, "there is no clause “2.2”"),
        "Did you mean “2.1”? Possible: 1, 2.1.",
    ),
    "no clauses at all": (
        f"charter: A\nrules:\n{RULE}",
        (1, 1, "the charter has no clauses"),
        "Name a Markdown “document”",
    ),
    "duplicate id": (f"{HEAD}{RULE}{RULE}", (8, 7, "a rule “r” stands already in charter.yaml, line 4"), ""),
    "duplicate key": (
        f"{HEAD}{RULE}  message: m\n",
        (8, 3, "the key “message” stands here a second time (first on line 7)"),
        "",
    ),
    "no kind": (
        f'{HEAD}- id: r\n  clause: "1"\n  message: m\n',
        (4, 3, "the rule does not say what it looks for"),
        "It needs one of the keys: claim, code names, confidential, disclosure, forbidden, names, topic.",
    ),
    "two kinds": (
        f"{HEAD}{RULE}  claim: x\n",
        (4, 3, "a rule is of one kind, found confidential and claim"),
        "Make it two rules.",
    ),
    "empty list": (
        f'{HEAD}- id: r\n  clause: "1"\n  confidential: []\n  message: m\n',
        (6, 17, "“confidential” is empty"),
        "Write at least one, or remove the key.",
    ),
    "no rules": ('charter: A\nclauses: {"1": One}\n', (1, 1, "the charter has no rule"), ""),
    "empty rules": (
        'charter: A\nclauses: {"1": One}\nrules: []\n',
        (3, 8, "the charter has no rule"),
        "A charter without rules would let everything pass.",
    ),
    "rules that are no list": (
        'charter: A\nclauses: {"1": One}\nrules: {id: r}\n',
        (3, 8, "“rules” should be a list, each rule beginning with “- id:”, found a mapping (key: value)"),
        "",
    ),
    "bad severity": (
        f"{HEAD}{RULE}  severity: fatal\n",
        (8, 13, "“severity” cannot be “fatal”"),
        "Possible: error, info, warning.",
    ),
    "bad date": (
        f"{HEAD}{RULE}  until: 12 novembre\n",
        (8, 10, "“12 novembre” is no date"),
        "Write 2026-11-12, 2026-11-12 09:00 or 2026-11-12T09:00+01:00.",
    ),
    "window that never opens": (
        f"{HEAD}{RULE}  from: 2026-12-01\n  until: 2026-11-01\n",
        (9, 10, "“until” is not after “from”"),
        "The window would never be open.",
    ),
    "an hour that clocks skip": (
        f"timezone: Europe/Paris\n{HEAD}{RULE}  until: 2026-03-29 02:30\n",
        (9, 10, "in Europe/Paris the clocks go forward and never show 2026-03-29 02:30"),
        "Write the hour before or after the change.",
    ),
    "unknown time zone": (
        f"timezone: Paris\n{HEAD}{RULE}",
        (1, 11, "there is no time zone “Paris”"),
        "Did you mean “Europe/Paris”?",
    ),
    "unknown language": (f"language: de\n{HEAD}{RULE}", (1, 11, "“language” cannot be “de”"), "Possible: en, fr."),
    "unknown pack": (f"uses: [us/ftc]\n{HEAD}{RULE}", (1, 8, "there is no shipped pack “us/ftc”"), ""),
    "missing own pack": (
        f"uses: [./no.yaml]\n{HEAD}{RULE}",
        (1, 8, "there is no file “./no.yaml” beside the charter"),
        "",
    ),
    "pack outside": (
        f"uses: [../../etc/x.yaml]\n{HEAD}{RULE}",
        (1, 8, "“../../etc/x.yaml” stands outside the folder of the charter"),
        "Keep its packs below it.",
    ),
    "a charter that uses itself": (
        f"uses: [./charter.yaml]\n{HEAD}{RULE}",
        (1, 8, "the charters use one another in a circle: charter.yaml → charter.yaml"),
        "",
    ),
    "missing document": (
        f"document: no.md\ncharter: A\nrules:\n{RULE}",
        (1, 11, "the document “no.md” cannot be read: No such file or directory"),
        "",
    ),
    "pattern: parenthesis": (
        f'{HEAD}- id: r\n  clause: "1"\n  claim: |\n    le meilleur\n    (gain | profit\n  message: m\n',
        (8, 5, "this parenthesis is never closed"),
        "Write \\( for the sign itself.",
    ),
    "pattern: the place inside a quoted text": (
        f'{HEAD}- id: r\n  clause: "1"\n  claim: ["vente a | b"]\n  message: m\n',
        (6, 20, "alternatives stand in parentheses"),
        "Write (one | other), or put each pattern on a line of its own.",
    ),
    "pattern: unknown token": (
        f'{HEAD}- id: r\n  clause: "1"\n  claim: au lieu de <prix>\n  message: m\n',
        (6, 21, "unknown token “<prix>”"),
        "Possible: <card>, <code>, <date>",
    ),
    "pattern: unknown vocabulary": (
        f'words: {{rivaux: [Acme]}}\n{HEAD}- id: r\n  clause: "1"\n  claim: $rivau\n  message: m\n',
        (7, 10, "there is no vocabulary “$rivau”"),
        "Nearest: $rivaux",
    ),
    "pattern: unknown vocabulary, named by its meaning": (
        f'{HEAD}- id: r\n  clause: "1"\n  claim: $éloges\n  message: m\n',
        (6, 10, "there is no vocabulary “$éloges”"),
        "Nearest: $praise",
    ),
    "pattern: a vocabulary in a circle": (
        f'words: {{a: [$b], b: [$a]}}\n{HEAD}- id: r\n  clause: "1"\n  claim: $a\n  message: m\n',
        (7, 10, "the vocabulary names itself: $a → $b → $a"),
        "",
    ),
    "pattern: look-alike letter": (
        f'{HEAD}- id: r\n  clause: "1"\n  confidential: \u0420hénix\n  message: m\n',
        (6, 17, "the letter “\u0420” (U+0420) is from another script than the rest"),
        "It looks like a letter of the Latin alphabet; write that one.",
    ),
    "pattern: too many phrases": (
        f'{HEAD}- id: r\n  clause: "1"\n  claim: {" ".join(["(a b | c d | e f)"] * 8)}\n  message: m\n',
        (6, 10, "this pattern stands for more than 2000 phrases"),
        "Split it into several patterns",
    ),
    "condition: unknown key": (
        f"{HEAD}{RULE}  when: {{rôle: [x]}}\n",
        (8, 10, "unknown key “rôle” in “when”"),
        "Did you mean “role”?",
    ),
    "condition: empty": (f"{HEAD}{RULE}  when: []\n", (8, 9, "“when” is empty"), "Possible: role, author"),
    "condition: near for a disclosure": (
        f'{HEAD}- id: r\n  clause: "1"\n  disclosure: Ad\n  when: {{near: x}}\n  message: m\n',
        (7, 16, "“near” cannot be used in the “when” of a disclosure"),
        "There is no match to stand near to: use sentence or says.",
    ),
    "disclosure: unknown place": (
        f'{HEAD}- id: r\n  clause: "1"\n  disclosure: Ad\n  where: first lines\n  message: m\n',
        (7, 10, "“where” cannot be “first lines”"),
        "Did you mean “first line”?",
    ),
    "everyday without code names": (
        f"{HEAD}{RULE}  everyday: [x]\n",
        (8, 13, "“everyday” goes with “code names”"),
        "Write the names under “code names”.",
    ),
    "forbidden without when": (
        f'{HEAD}- id: r\n  clause: "1"\n  forbidden: post\n  message: m\n',
        (6, 14, "“forbidden: post” needs a “when”"),
        "Without one, no post at all could go out.",
    ),
    "example: field is no mapping": (
        f"{HEAD}{RULE}  examples: {{bad: [{{text: Phénix, field: paid}}]}}\n",
        (8, 42, "“field” should be a mapping of names to values, found “paid”"),
        "Write {paid_partnership: true}.",
    ),
    "example: span elsewhere": (
        f"{HEAD}{RULE}  examples: {{bad: [{{text: Phénix, span: Iris}}]}}\n",
        (8, 41, "the “span” does not stand in the text of the example"),
        "",
    ),
    "words: nothing shipped to change": (
        f"words: {{rivaux: {{add: [x]}}}}\n{HEAD}{RULE}",
        (1, 17, "there is no shipped vocabulary “rivaux” to change"),
        "Nearest: $rival-",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_shown_where_it_stands(tmp_path: Path, name: str) -> None:
    content, place, hint = CASES[name]
    found = faults(tmp_path, content)
    assert place in [fault[:3] for fault in found]
    assert len(found) == 1, found
    assert found[0][3].startswith(hint)


def test_all_mistakes_of_all_files_come_in_one_go(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(
        'charter: P\nclauses: {"9": Nine}\nrules:\n- id: p\n  clause: "8"\n  claim: (x\n  message: m\n'
    )
    found = faults(tmp_path, f"uses: [./pack.yaml]\nlanguage: de\n{HEAD}{RULE}  severity: fatal\n  until: soon\n")
    assert [fault[2] for fault in found] == [
        "there is no clause “8”",
        "this parenthesis is never closed",
        "“language” cannot be “de”",
        "“severity” cannot be “fatal”",
        "“soon” is no date",
    ]


def test_packs_in_a_circle_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"uses: [./b.yaml]\n{HEAD}{RULE.replace('id: r', 'id: a')}")
    (tmp_path / "b.yaml").write_text(f"uses: [./a.yaml]\n{HEAD}{RULE.replace('id: r', 'id: b')}")
    found = faults(tmp_path, f"uses: [./a.yaml]\n{HEAD}{RULE}")
    assert [fault[2] for fault in found] == ["the charters use one another in a circle: a.yaml → b.yaml → a.yaml"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "secret.yaml").write_text(f"{HEAD}{RULE}")
    (tmp_path / "inside" / "pack.yaml").symlink_to(tmp_path / "secret.yaml")
    found = faults(tmp_path / "inside", f"uses: [./pack.yaml]\n{HEAD}{RULE}")
    assert [fault[2] for fault in found] == ["“./pack.yaml” stands outside the folder of the charter"]


def test_a_charter_is_read_with_its_packs_and_document(tmp_path: Path) -> None:
    (tmp_path / "charte.md").write_text("## 3. Secret\n\n**3.1 Noms.** Jamais.\n", encoding="utf-8")
    (tmp_path / "saison.yaml").write_text(
        'charter: S\nclauses: {"S1": Saison}\nrules:\n- {id: s, clause: S1, claim: soldes, message: m}\n'
    )
    (tmp_path / "charter.yaml").write_text(
        "charter: Ma charte\nversion: 4.20\nlanguage: fr\ndocument: charte.md\ntimezone: Europe/Paris\n"
        "uses: [./saison.yaml]\n"
        'defaults: {role: marque}\nrules:\n- {id: r, clause: "3.1", confidential: on, message: non}\n',
        encoding="utf-8",
    )
    loaded = charters.load(tmp_path / "charter.yaml")
    assert (loaded.title, loaded.version, loaded.language, loaded.timezone.key) == (
        "Ma charte",
        "4.20",
        "fr",
        "Europe/Paris",
    )
    assert [(rule.id, rule.clause.number, rule.clause.title, rule.pack) for rule in loaded.rules] == [
        ("r", "3.1", "Noms", ""),
        ("s", "S1", "Saison", "./saison.yaml"),
    ]
    assert (loaded.rules[0].advice.message, loaded.clauses["3.1"].text) == ("non", "Jamais.")
    assert loaded.defaults == {"role": "marque"}


def test_the_nearest_charter_upwards_is_found(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "charter.yaml").write_text(HEAD + RULE)
    assert charters.find(None, tmp_path / "a" / "b")[0] == tmp_path / "charter.yaml"


def test_without_a_charter_the_starter_answers(tmp_path: Path) -> None:
    assert charters.find(None, tmp_path)[1] == "starter"


def test_an_unknown_charter_names_the_shipped_packs(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"There is no charter “startre”.*Did you mean “starter”"):
        charters.find("startre", tmp_path)
