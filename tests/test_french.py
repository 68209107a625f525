"""Errors of a charter in French: every sentence of the table is one of the code's, and French people read French."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from click.testing import CliRunner

from postguard.cli import main
from postguard.french import SENTENCES

SOURCES = sorted((Path(__file__).parents[1] / "src" / "postguard").rglob("*.py"))


def template(node: ast.AST) -> str:
    """A text of the code, with {} where it varies."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(template(part) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""


def said() -> set[str]:
    trees = (ast.parse(path.read_text("utf-8")) for path in SOURCES if path.name != "french.py")
    return {template(node) for tree in trees for node in ast.walk(tree)} - {""}


def test_every_sentence_of_the_table_stands_in_the_code() -> None:
    assert set(SENTENCES) - said() == set(), "these changed or are gone: write their French anew"


@pytest.mark.parametrize("english", SENTENCES)
def test_a_french_sentence_has_as_many_places(english: str) -> None:
    french = SENTENCES[english]
    assert english.count("{}") == french.count("{}") + sum(f"{{{n}}}" in french for n in range(3))


CHARTER = """\
charter: A
clauses: {"1": Un}
rules:
- id: r
  clause: "2"
  claim: |
    (neuf) ... robot
    $eloge
  severitee: error
  message: m
- id: s
  clause: "1"
  claim: [x, ""]
"""
FRENCH = """\
charter.yaml:5:11: il n'y a pas d'article « 2 »
      clause: "2"
              ^
    Possible : 1.
charter.yaml:7:5: ce qui est ici peut manquer, et alors l'intervalle ne dit rien
        (neuf) ... robot
        ^
    Seul entre parenthèses veut dire facultatif. Écrivez « neuf ... robot », ou seulement « robot » s'il peut manquer.
charter.yaml:8:5: il n'y a pas de vocabulaire « $eloge »
"""


@pytest.mark.parametrize(("arguments", "locale"), [(["--ui-language", "fr"], ""), ([], "fr_FR.UTF-8")])
def test_french_people_read_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], locale: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", locale)
    (tmp_path / "charter.yaml").write_text(CHARTER, encoding="utf-8")
    done = CliRunner().invoke(main, ["rules", *arguments])
    assert done.exit_code == 2
    assert done.stderr.startswith(FRENCH), done.stderr
    assert "charter.yaml:9:3: clé inconnue « severitee » dans la règle\n" in done.stderr
    assert "    Vouliez-vous dire « severity » ?" in done.stderr
    assert "charter.yaml:11:3: il manque « message » dans la règle\n" in done.stderr
    assert "    Ajoutez une ligne « message: … »." in done.stderr
    assert "charter.yaml:13:14: « claim » contient un texte vide\n" in done.stderr
    assert done.stderr.endswith("postguard : 6 erreurs dans la charte ; rien n'a été vérifié.\n")


def test_others_read_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "charter.yaml").write_text(CHARTER, encoding="utf-8")
    done = CliRunner().invoke(main, ["rules"])
    assert "charter.yaml:5:11: there is no clause “2”\n" in done.stderr
