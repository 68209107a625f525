"""Imports only go down, only doors print, and the clean path stays light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "postguard"

# From the ground up; a module may import modules of lower lines, and those before it on its own line.
FLOORS = [
    ["errors", "model"],
    [
        "french",
        "threads",
        "moments",
        "detectors",
        "lettering",
        "lines",
        "text",
        "tokens",
        "disguise",
        "forms",
        "language",
        "yamlfile",
        "packs",
        "roles",
        "fields",
        "networks",
        "document",
        "pattern",
    ],
    [
        "outline",
        "screen",
        "numbers",
        "typed",
        "phrases",
        "names",
        "unfolding",
        "matcher",
        "analysis",
        "lists",
        "guards",
        "conditions",
        "scope",
    ],
    ["kinds", "readers", "reporters"],
    [
        "charter",
        "inputs",
        "store",
        "literals",
        "judge",
        "checker",
        "parallel",
        "examples",
        "explaining",
        "why",
        "linting",
        "trial",
        "mutation",
        "packpage",
        "reviewed",
        "coverage",
        "starting",
        "asking",
    ],
    ["api"],
    ["cli"],
    ["__main__"],
]
ORDER = {name: (floor, place) for floor, names in enumerate(FLOORS) for place, name in enumerate(names)}
DOORS = {"cli", "__main__"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def top(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "postguard":
            rest = node.module.split(".")[1:]
            found |= {rest[0]} if rest else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("postguard.")}
    return found - {"__version__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_only_go_down(path: Path) -> None:
    if path.name == "__init__.py" and path.parent == PACKAGE:
        return  # the door for libraries: names are imported when asked for
    own = top(path)
    assert own in ORDER, f"{own} stands on no floor: give it a place in FLOORS and in docs/architecture.md"
    upward = {name for name in imported(path) if name != own and ORDER[name] >= ORDER[own]}
    assert not upward, f"{own} imports {', '.join(sorted(upward))} from above"


def test_an_upward_import_would_be_seen(tmp_path: Path) -> None:
    path = tmp_path / "text.py"
    path.write_text("def f():\n    from postguard.checker import Checker\n    import postguard.cli\n", encoding="utf-8")
    assert imported(path) == {"checker", "cli"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_doors_print_exit_or_read_the_environment(path: Path) -> None:
    if top(path) in DOORS:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "input", "exit", "quit"), f"{path.name}:{node.lineno}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            used = f"{node.value.id}.{node.attr}"
            forbidden = ("sys.stdout", "sys.stderr", "sys.exit", "os.environ", "os.getenv", "click.echo")
            assert used not in forbidden, f"{path.name}:{node.lineno} uses {used}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_nothing_is_pickled_or_evaluated(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} | {getattr(node, "module", None) or ""}
            assert not names & {"pickle", "marshal", "shelve", "dill"}, path.name
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("eval", "exec"), path.name


HEAVY = ("spacy", "numpy", "thinc", "pydantic", "rich", "requests", "hypothesis")


def modules_after(*arguments: str) -> set[str]:
    code = (
        "import sys, runpy\nsys.argv = ['postguard', *sys.argv[1:]]\n"
        "try:\n    runpy.run_module('postguard', run_name='__main__')\nexcept SystemExit as e:\n    code = e.code\n"
        "sys.stdout.flush()\nprint('\\nMODULES', code, *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("MODULES ")[2].split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["check", "--help"],
        ["rules"],
        ["explain", "1.1"],
        ["check", "--text", "Bonjour, il pleut ce matin."],
    ],
    ids=" ".join,
)
def test_help_lists_and_a_clean_draft_do_without_spacy(arguments: list[str]) -> None:
    loaded = modules_after(*arguments)
    assert "0" in loaded
    assert not loaded & set(HEAVY)


LATER = """yaml numpy spacy phonenumbers stdnum unittest asyncio multiprocessing
    postguard.analysis postguard.charter postguard.conditions postguard.detectors postguard.disguise postguard.forms
    postguard.judge postguard.kinds postguard.language postguard.lists postguard.literals postguard.matcher
    postguard.parallel postguard.pattern postguard.readers.csv_ postguard.readers.dates postguard.scope postguard.text
    postguard.tokens postguard.typed""".split()


def test_a_clean_draft_imports_only_the_screen_once_its_charter_is_compiled() -> None:
    draft = [
        "check",
        "-c",
        "starter",
        "--role",
        "employee",
        "--text",
        "L'atelier ouvre à 14 h : venez voir nos vélos !",
    ]
    modules_after(*draft)
    loaded = modules_after(*draft)
    assert "0" in loaded
    assert loaded & set(LATER) == set()


def test_help_imports_neither_readers_nor_charter() -> None:
    assert not {
        m
        for m in modules_after("--help")
        if m.startswith("postguard.") and m not in ("postguard.cli", "postguard.errors", "postguard.__main__")
    }
