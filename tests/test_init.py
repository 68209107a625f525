"""`init`: a charter with the user's own words, that answers at once and overwrites nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from postguard import charter as charters
from postguard.cli import GATES, SECTORS, main
from postguard.coverage import coverage
from postguard.starting import GATES as GATE_TABLE
from postguard.starting import SECTORS as SECTOR_TABLE
from postguard.starting import checked


def run(*arguments: str, answers: str | None = None, **environment: str) -> Result:
    return CliRunner().invoke(main, list(arguments), input=answers, env=environment)


def test_choices_are_the_tables() -> None:
    assert set(SECTORS) == set(SECTOR_TABLE)
    assert set(GATES) == set(GATE_TABLE)


@pytest.mark.parametrize(
    ("language", "ready", "bad"), [("fr", "brouillons/pret.md", "brouillons"), ("en", "drafts/ready.md", "drafts")]
)
def test_what_is_written_answers_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, ready: str, bad: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("init", "--language", language, "--sector", "company", "--name", "Aubrac", "--product", "Buron", "--yes")
    assert (done.exit_code, done.stderr) == (0, "")
    assert run("test", "--strict").exit_code == 0
    assert run("check", ready).exit_code == 0
    shown = run("check", bad)
    assert shown.exit_code == 1
    assert "3 posts: 1 clean, 2 with violations" in shown.stdout
    assert run("coverage", "--fail-under", "100").exit_code == 0


def test_it_says_what_it_wrote_and_what_to_do_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("init", "social", "--language", "en", "--sector", "public", "--name", "Aubrac", "--gate", "ci", "--yes")
    assert (
        done.stdout
        == """\
Written in social:
  charter.md    the charter: read it, change it
  charter.yaml  its rules: code names, dates and products are yours to fill in
  drafts/       three sample drafts, one ready and two to review; delete them when you have seen them
  .github/workflows/postguard.yml  runs the checks
Next, in that folder: postguard check drafts/, then postguard coverage
""".replace("  charter.md    the", f"  {'charter.md':31}  the")
        .replace("  charter.yaml  its", f"  {'charter.yaml':31}  its")
        .replace("  drafts/       three", f"  {'drafts/':31}  three")
    )
    workflow = yaml.safe_load((tmp_path / "social/.github/workflows/postguard.yml").read_text("utf-8"))
    assert workflow["jobs"]["drafts"]["steps"][-1]["run"] == "postguard check drafts"


@pytest.mark.parametrize(
    "name",
    ['L’« Étoile »: "coop" | (Co) 🌟', "A & B: #1, 100% $own", "C:\\temp\\", "'", "- off", "{Un} [deux] *trois* <x>"],
)
def test_any_answer_is_quoted_safely(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "made"
    own = ["--name", name, "--contact", name + "x", "--product", name, "--spokesperson", f"{name} directrice"]
    done = run("init", str(folder), "--language", "fr", "--sector", "public", *own, "--gate", "none", "--yes")
    if name == "'":
        assert (done.exit_code, folder.exists()) == (2, False)
        assert done.stderr == 'postguard: The name should hold a letter or a figure, found "\'".\n'
        return
    assert done.exit_code == 0, done.output
    read = charters.load(folder / "charter.yaml", "charter.yaml")
    assert (read.title, read.contact) == (f"Charte des réseaux sociaux — {name}", name + "x")
    us = yaml.safe_load((folder / "charter.yaml").read_text("utf-8"))["us"]
    assert us["spokespeople"] == ["porte-parole", f"{name} directrice"]
    assert coverage(read).missing == ()


def test_without_products_nothing_is_said_of_them(tmp_path: Path) -> None:
    run("init", str(tmp_path / "x"), "--language", "en", "--sector", "health", "--name", "Aubrac", "--yes")
    document = (tmp_path / "x" / "charter.md").read_text("utf-8")
    assert "products and services" not in document
    assert document.startswith("# Social-media charter — Aubrac\n\nFor a hospital")
    assert "products" not in yaml.safe_load((tmp_path / "x" / "charter.yaml").read_text("utf-8"))["us"]
    assert "Exempl" not in "".join(p.read_text("utf-8") for p in (tmp_path / "x").rglob("*.*") if p.is_file())


@pytest.mark.parametrize("existing", ["charter.yaml", "brouillons/pret.md", ".pre-commit-config.yaml"])
def test_nothing_that_exists_is_touched(tmp_path: Path, existing: str) -> None:
    (tmp_path / existing).parent.mkdir(exist_ok=True)
    (tmp_path / existing).write_text("mine", encoding="utf-8")
    done = run("init", str(tmp_path), "--language", "fr", "--sector", "company", "--name", "Aubrac", "--yes")
    assert done.exit_code == 2
    assert done.stderr == (
        f"postguard: {tmp_path} holds {existing} already; nothing was written. "
        "Name another folder, or move them away.\n"
    )
    assert [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()] == [existing]
    assert (tmp_path / existing).read_text("utf-8") == "mine"


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    done = run("init", str(tmp_path / "x"), "--language", "en", "--sector", "company", "--name", "Aubrac", "--yes")
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
    assert "Nothing was written." in done.stderr


def test_a_name_is_asked_for_in_scripts() -> None:
    done = run("init", "--yes")
    assert (done.exit_code, done.stderr) == (2, 'postguard: Name your organisation: --name "…".\n')


def test_questions_are_asked_in_the_language_of_the_user(tmp_path: Path) -> None:
    answers = "\nnonprofit\nLes Amis\n\nAccueil, Maraude\n\nnone\n"
    done = run("init", str(tmp_path / "x"), answers=answers, LANG="fr_FR.UTF-8")
    assert done.exit_code == 0, done.output
    assert "Quelle est votre organisation ?" in done.stderr
    assert "une association, une fondation, une université" in done.stderr
    made = yaml.safe_load((tmp_path / "x" / "charter.yaml").read_text("utf-8"))
    assert made["us"]["products"] == ["Accueil", "Maraude"]
    assert made["us"]["spokespeople"] == ["porte-parole", "direction générale"]
    assert made["contact"] == "le service communication"
    assert not (tmp_path / "x" / ".pre-commit-config.yaml").exists()


@pytest.mark.parametrize("value", ["a\nb", "a\x1bb", "a\u2028b", "a\u202eb"])
def test_an_answer_stands_on_one_visible_line(value: str) -> None:
    from postguard.errors import UsageError

    with pytest.raises(UsageError, match="The name holds a line break or a character that cannot be seen"):
        checked(value, "name")


def test_examples_that_do_not_hold_with_the_users_words_are_told(tmp_path: Path) -> None:
    """A name that is a whole sentence of its own breaks the examples that name it."""
    done = run("init", str(tmp_path / "x"), "--language", "en", "--sector", "company", "--name", "my employer", "--yes")
    assert done.exit_code == 1
    assert (tmp_path / "x" / "charter.yaml").exists()
    assert "staff-who-recommend: the rule lets this bad example pass" in done.stderr
