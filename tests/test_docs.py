"""Documents say what the code does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from postguard.cli import FORMATS, INPUT_FORMATS, SEVERITIES, main
from postguard.model import SEVERITIES as MODEL_SEVERITIES
from postguard.readers import READERS
from postguard.reporters import REPORTERS

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "rules").glob("*.md")])
OUTPUTS = [
    pytest.param(page, command, shown, id=f"{page.name}: {command}")
    for page in PAGES
    for command, shown in re.findall(r"<!-- output: (.*?) -->\n```text\n(.*?)\n```", page.read_text("utf-8"), re.DOTALL)
]


@pytest.mark.parametrize(("page", "command", "shown"), OUTPUTS)
def test_the_output_shown_is_the_real_one(
    page: Path, command: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert CliRunner().invoke(main, shlex.split(command)).stdout.rstrip() == shown


def test_both_readmes_show_output() -> None:
    assert {param.values[0].name for param in OUTPUTS} >= {"README.md", "README.fr.md"}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_paths_and_links_in_documents_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    for name in re.findall(r"`((?:src|rules|tests|docs|bench|examples|tools|\.ci)/[\w./-]*)`", text):
        assert (ROOT / name).exists(), name
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
        assert (page.parent / link).exists(), link


def test_every_module_has_its_floor_in_the_architecture_page() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    modules = {path.stem for path in (ROOT / "src" / "postguard").glob("*.py") if not path.stem.startswith("_")}
    missing = {module for module in modules if f"`{module}`" not in page}
    assert not missing


def test_every_command_is_in_the_readme() -> None:
    for name in ("README.md", "README.fr.md"):
        text = (ROOT / name).read_text("utf-8")
        assert {command for command in main.commands if f"postguard {command}" not in text} == set(), name


def test_choices_of_the_command_line_are_the_tables() -> None:
    assert set(FORMATS) == set(REPORTERS)
    assert set(INPUT_FORMATS) == set(READERS)
    assert SEVERITIES == MODEL_SEVERITIES


def test_public_names_are_exact_and_importable() -> None:
    import postguard

    assert sorted(postguard.__all__) == sorted(postguard._HOMES)
    assert all(getattr(postguard, name) for name in postguard.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'chek'"):
        postguard.chek  # noqa: B018


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion_works(shell: str) -> None:
    done = CliRunner().invoke(main, env={"_POSTGUARD_COMPLETE": f"{shell}_source"}, prog_name="postguard")
    assert "postguard" in done.output
    done = CliRunner().invoke(
        main,
        env={"_POSTGUARD_COMPLETE": "bash_complete", "COMP_WORDS": "postguard ex", "COMP_CWORD": "1"},
        prog_name="postguard",
    )
    assert "explain" in done.output


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_reference_is_the_tables_of_the_code(language: str) -> None:
    import runpy

    page = runpy.run_path(str(ROOT / "tools" / "build_reference.py"))["page"](language)
    shown = (ROOT / "docs" / language / "reference.md").read_text("utf-8")
    assert shown == page, "run python tools/build_reference.py"


def test_every_key_has_its_french_meaning() -> None:
    import runpy

    tool = runpy.run_path(str(ROOT / "tools" / "build_reference.py"))
    missing = tool["sentences"]() - tool["FRENCH"].keys()
    assert not missing, "write the French of these sentences into tools/reference_fr.py"


@pytest.mark.parametrize("page", ["en/write-a-charter.md", "fr/ecrire-une-charte.md"])
def test_the_rules_of_the_guides_are_read(page: str, tmp_path: Path) -> None:
    from postguard import charter as charters
    from postguard import examples

    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL)
    head = re.sub(r"^(document|rules):.*\n", "", blocks[0], flags=re.M)
    rules = "".join(block for block in blocks[1:] if block.startswith("- id:"))
    numbers = sorted(set(re.findall(r'clause: "([\d.]+)"', rules)))
    clauses = "clauses: {" + ", ".join(f'"{n}": Clause' for n in numbers) + "}\n"
    (tmp_path / "charter.yaml").write_text(f"{head}{clauses}rules:\n{rules}", encoding="utf-8")
    charter = charters.load(tmp_path / "charter.yaml")
    assert len(charter.rules) >= 25
    # They are copied as they stand: each proves itself.
    assert [(f.rule.id, f.reason, f.example and f.example.text) for f in examples.test(charter, every_rule=True)] == []


def test_the_pages_of_the_packs_are_the_packs() -> None:
    import runpy

    pages = runpy.run_path(str(ROOT / "tools" / "build_packs.py"))["pages"]()
    shown = {path for language in ("en", "fr") for path in (ROOT / "docs" / language / "packs").rglob("*.md")}
    assert shown == set(pages), "run python tools/build_packs.py"
    stale = [path.relative_to(ROOT).as_posix() for path, text in pages.items() if path.read_text("utf-8") != text]
    assert not stale, "run python tools/build_packs.py"


def test_every_pack_is_in_the_changelog_of_the_rules() -> None:
    from postguard.packs import pack_names

    changes = (ROOT / "rules" / "CHANGELOG.md").read_text("utf-8")
    assert [name for name in pack_names() if f"`{name}`" not in changes] == []
