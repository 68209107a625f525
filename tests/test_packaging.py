"""Every way of installing carries the shipped rules, data and schemas."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def shipped() -> set[str]:
    """What the package must hold, by its path inside it."""
    rules = {
        f"rules/{path.relative_to(ROOT / 'rules').as_posix()}" for path in (ROOT / "rules").rglob("*") if path.is_file()
    }
    package = ROOT / "src" / "postguard"
    own = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    return rules | own


def inside(wheel: Path) -> set[str]:
    return {
        name.removeprefix("postguard/") for name in zipfile.ZipFile(wheel).namelist() if name.startswith("postguard/")
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, a wheel built from it, and a wheel built from the checkout."""
    out = tmp_path_factory.mktemp("dist")
    # --no-isolation: the build backend of the test extras is used, so that no test needs the network.
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir"]
    subprocess.run([*build, out, ROOT], check=True, capture_output=True)
    subprocess.run([*build, out / "direct", "--wheel", ROOT], check=True, capture_output=True)
    return out


def test_the_wheel_from_the_sdist_carries_rules_data_and_schemas(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    assert inside(wheel) == shipped()


def test_the_wheel_from_the_checkout_is_the_same(built: Path) -> None:
    (first,), (second,) = built.glob("*.whl"), (built / "direct").glob("*.whl")
    assert inside(first) == inside(second)


def test_the_rules_of_an_installed_wheel_are_found(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "from postguard.packs import pack_names, rules_folder; print(rules_folder()); print(*pack_names())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    folder, names = done.stdout.splitlines()
    assert Path(folder) == tmp_path / "postguard" / "rules"
    assert "starter" in names.split()


def test_the_sdist_holds_tests_and_documents_and_no_link(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        members = archive.getmembers()
    names = {member.name.partition("/")[2] for member in members}
    assert {"README.md", "LICENSE", "tests/test_packaging.py", "rules/starter.yaml"} <= names
    assert not [member.name for member in members if member.issym() or member.islnk()]


def test_the_checkout_holds_no_link() -> None:
    listed = subprocess.run(["git", "ls-files", "-s"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert not [line for line in listed.splitlines() if line.startswith("120000")]


def test_the_metadata_names_the_pythons_that_are_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {
        c.rpartition(" ")[2] for c in project["classifiers"] if c.startswith("Programming Language :: Python :: 3.")
    }
    assert named == {"3.11", "3.12", "3.13"}
    assert project["requires-python"] == ">=3.11"


def test_the_version_is_said_once() -> None:
    from postguard import __version__

    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == __version__
