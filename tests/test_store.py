"""Compiled charters, kept: the same verdicts as freshly compiled ones, or none at all."""

from __future__ import annotations

import json
import pickle
import random
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from postguard import api, store
from postguard.checker import Checker
from postguard.cli import main
from postguard.literals import outline
from postguard.model import Charter, Post, Rule

CHARTER = """\
charter: Kept
language: fr
timezone: Europe/Paris
clauses: {"1": {title: {fr: Secrets, en: Secrets}, text: Rien ne sort.}, "2": Publicité, "3": Promesses}
us: {names: [Galeries Aubrac], accounts: [marque]}
roles: {porte-parole: [direction]}
conditions: {avant: {until: 2026-11-12 09:00}}
rules:
- id: code
  clause: "1"
  code names: Draille
  everyday: [chemin, troupeau]
  confidential: |
    comité stratégique
    <2894####>
  when: $avant
  message: {fr: Un secret., en: A secret.}
- id: pub
  clause: "2"
  disclosure: {fr: [Publicité], en: ["#ad"]}
  where: [first line]
  when: [{role: $porte-parole}, {says: [code promo, <percent>]}]
  message: Dites que c'est une publicité.
- id: promesse
  clause: "3"
  claim: |
    garantir ... rendement
    (gain | profit) assuré
    éco*
  unless: {near: [étude]}
  about: us
  message: Une promesse.
"""
POSTS = (
    "Le projet Draille avance.",
    "Un comité stratégique s'est tenu. Code 28941234.",
    "Nous garantissons un bon rendement, et des gains assurés.",
    "Notre code promo : 20 % de moins.",
    "#ComitéStratégique #éCoResponsable chez Galeries Aubrac",
    "Bonjour à toutes et à tous.",
)


def unasked() -> Charter:
    raise AssertionError("nothing is damaged")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "charter.yaml"
    made.write_text(CHARTER, encoding="utf-8")
    return made


def results(charter: Charter, now: object = None) -> list[object]:
    checker = Checker(charter)
    return [checker.check(Post(text, role=role)) for text in POSTS for role in (None, "direction", "autre")]


def test_a_kept_charter_gives_the_same_results(path: Path, tmp_path: Path) -> None:
    fresh = api.load(path)
    api.load(path, cache=tmp_path / "cache")
    kept = api.load(path, cache=tmp_path / "cache")
    assert isinstance(kept.rules, store.Shelved)
    assert [rule.id for rule in kept.rules] == [rule.id for rule in fresh.rules]
    assert results(kept) == results(fresh)
    assert any(result.violations for result in results(kept))  # type: ignore[attr-defined]


def test_the_outline_is_kept_as_it_was(path: Path, tmp_path: Path) -> None:
    fresh = api.load(path)
    kept = api.load(path, cache=tmp_path / "cache")
    assert isinstance(kept.rules, store.Shelved)
    assert json.loads(json.dumps(kept.rules.outline, default=bytes.hex)) == json.loads(
        json.dumps(outline(fresh), default=bytes.hex)
    )


@pytest.mark.parametrize("name", ["starter", "examples/galeries-aubrac", "examples/northwind-robotics"])
def test_everything_that_charters_hold_can_be_kept(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[1])
    fresh, kept = api.load(name), api.load(name, cache=tmp_path / "cache")
    assert isinstance(kept.rules, store.Shelved)
    assert kept.clauses == fresh.clauses
    for one, other in zip(kept.rules, fresh.rules, strict=True):
        assert written(one) == written(other)


def written(rule: Rule) -> list[bytes]:
    packer = store._Packer()
    return [
        json.dumps(packer.packed(rule)).encode(),
        *packer.shared(),
        *map(str.encode, sorted(map(str, map(sorted, packer.sets)))),
    ]


def test_only_the_owner_can_read_what_is_kept(path: Path, tmp_path: Path) -> None:
    api.load(path, cache=tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_a_file_that_others_may_write_is_not_trusted(path: Path, tmp_path: Path) -> None:
    api.load(path, cache=tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    kept.chmod(0o660)
    assert store.load(kept, unasked) is None
    api.load(path, cache=tmp_path / "cache")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.parametrize("what", ["charter", "document", "pack", "engine"])
def test_what_was_made_of_something_else_is_made_again(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "charter.yaml").write_text(
        "charter: A\nversion: '1'\ndocument: c.md\nuses: [./p.yaml]\nrules:\n"
        "- {id: a, clause: '1', confidential: Phénix, message: M.}\n",
        encoding="utf-8",
    )
    (tmp_path / "c.md").write_text("## 1. Eins\n\nText.\n", encoding="utf-8")
    pack = "charter: P\nclauses: {'7': Sept}\nrules:\n- {id: b, clause: '7', confidential: Nacelle, message: M.}\n"
    (tmp_path / "p.yaml").write_text(pack, encoding="utf-8")
    api.load(tmp_path / "charter.yaml", cache=tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    assert store.load(kept, unasked) is not None
    if what == "charter":
        text = (tmp_path / "charter.yaml").read_text(encoding="utf-8")
        (tmp_path / "charter.yaml").write_text(text.replace("Phénix", "Hélios"), encoding="utf-8")
    elif what == "document":
        (tmp_path / "c.md").write_text("## 1. Zwei\n\nText.\n", encoding="utf-8")
    elif what == "pack":
        (tmp_path / "p.yaml").write_text(pack.replace("Nacelle", "Comète"), encoding="utf-8")
    else:
        monkeypatch.setattr(store, "engine", lambda: "another")
    assert store.load(kept, unasked) is None
    charter = api.load(tmp_path / "charter.yaml", cache=tmp_path / "cache")
    found = Checker(charter).check(Post("Hélios, Comète")).violations
    assert [v.rule for v in found] == {"charter": ["a"], "pack": ["b"]}.get(what, [])
    assert charter.clauses["1"].title == ("Zwei" if what == "document" else "Eins")


def test_damage_gives_neither_crashes_nor_wrong_verdicts(path: Path, tmp_path: Path) -> None:
    good = api.load(path, cache=tmp_path / "cache")
    wanted = results(good)
    (kept,) = (tmp_path / "cache").iterdir()
    whole = kept.read_bytes()
    dice = random.Random(7)
    read = 0
    for turn in range(1000):
        data = bytearray(whole)
        at = dice.randrange(len(data))
        match turn % 4:
            case 0:
                data[at] ^= 1 << dice.randrange(8)
            case 1:
                del data[at:]
            case 2:
                del data[at : at + dice.randrange(1, 50)]
            case 3:
                data[at:at] = dice.randbytes(dice.randrange(1, 50))
        kept.write_bytes(data)
        charter = store.load(kept, lambda: api.load(path))
        if charter is not None:
            # What is damaged is the part that only rules need: they are compiled again.
            read += 1
            assert results(charter) == wanted
    assert 10 < read < 900
    assert results(api.load(path, cache=tmp_path / "cache")) == wanted


@pytest.mark.parametrize("change", ["none", "gone", "another"])
def test_what_another_process_opens_says_the_same(change: str, path: Path, tmp_path: Path) -> None:
    api.load(path, cache=tmp_path / "cache")
    kept = api.load(path, cache=tmp_path / "cache")
    sent = pickle.dumps(kept)
    (file,) = (tmp_path / "cache").iterdir()
    if change == "gone":
        file.unlink()
    elif change == "another":
        file.write_bytes(file.read_bytes()[:-1])
    assert results(pickle.loads(sent)) == results(kept)  # noqa: S301


def test_a_folder_that_cannot_be_written_to_changes_nothing(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert results(api.load(path, cache=tmp_path / "file")) == results(api.load(path))


def test_no_class_but_ours_is_kept() -> None:
    with pytest.raises(store.Unstorable, match=r"pathlib\.\w*Path"):
        store._Packer().packed((Path("a"),))


def test_checks_use_the_cache_of_the_user_unless_told_not_to(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    arguments = ["check", "-c", str(path), "--role", "autre", "--text", "Bonjour à tous."]
    assert CliRunner().invoke(main, [*arguments, "--no-cache"]).exit_code == 0
    assert not (tmp_path / "home").exists()
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert len(list((tmp_path / "home" / "postguard").iterdir())) == 1
    cleared = CliRunner().invoke(main, ["cache", "clear"])
    assert (cleared.exit_code, cleared.output) == (
        0,
        f"1 compiled charter removed from {tmp_path / 'home' / 'postguard'}\n",
    )
    assert list((tmp_path / "home" / "postguard").iterdir()) == []


SHARED = """\
charter: Shared
language: en
clauses: {"1": One}
rules:
- {id: secret, clause: "1", confidential: WORD, message: Say nothing of it.}
"""
WORDS, NEVER = ("Kestrel", "Saltmarsh"), "Nightjar"


def started(charter: Path) -> subprocess.Popen[bytes]:
    """A run that finds the word which the charter forbids."""
    command = [sys.executable, "-m", "postguard", "check", "-c", str(charter), "--format=jsonl", "--confidential=show"]
    text = f"{WORDS[0]}, {WORDS[1]} and {NEVER}."
    return subprocess.Popen([*command, "--text", text], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def found(run: subprocess.Popen[bytes]) -> str:
    """What a run found: its one word."""
    out, err = run.communicate(timeout=120)
    assert (run.returncode, err) == (1, b"")
    (violation,) = json.loads(out)["violations"]
    return str(violation["excerpt"])


def forbid(charter: Path, word: str) -> None:
    """Change the charter in one move, as editors do."""
    beside = charter.with_suffix(".new")
    beside.write_text(SHARED.replace("WORD", word), encoding="utf-8")
    beside.replace(charter)


def is_whole(kept: Path) -> bool:
    """Whether all of it can be read: `unasked` raises when a part is damaged."""
    charter = store.load(kept, unasked)
    return charter is not None and bool(list(charter.rules))


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that several processes use, empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "postguard"


def test_runs_that_start_together_on_an_empty_cache_all_find_what_they_should(shared: Path, tmp_path: Path) -> None:
    forbid(tmp_path / "charter.yaml", WORDS[0])
    runs = [started(tmp_path / "charter.yaml") for _ in range(5)]
    assert [found(run) for run in runs] == [WORDS[0]] * 5
    (kept,) = shared.iterdir()
    assert is_whole(kept)
    assert found(started(tmp_path / "charter.yaml")) == WORDS[0]


def test_runs_while_the_charter_changes_and_the_cache_is_cleared(shared: Path, tmp_path: Path) -> None:
    charter = tmp_path / "charter.yaml"
    clear = [sys.executable, "-m", "postguard", "cache", "clear"]
    turn = 0
    for clearing in (True, False):
        forbid(charter, WORDS[0])
        runs = [started(charter) for _ in range(4)]
        other = subprocess.Popen(clear, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while any(run.poll() is None for run in runs):
            turn += 1
            if turn % 50 == 0:
                forbid(charter, WORDS[turn // 50 % 2])
            if clearing:
                store.clear(shared)
            else:
                time.sleep(0.0005)
        # Each saw one charter or the other, whole.
        assert {found(run) for run in runs} <= set(WORDS)
        out, err = other.communicate()
        assert (other.returncode, err, b"removed from" in out) == (0, b"", True)
    forbid(charter, NEVER)
    assert found(started(charter)) == NEVER
    (kept,) = shared.iterdir()
    assert is_whole(kept)


def test_a_charter_that_changes_while_it_is_compiled_is_not_kept_as_what_it_became(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    charter = tmp_path / "charter.yaml"

    def changed(compiled: Charter, packs: store.Packs | None) -> object:
        forbid(charter, WORDS[1])
        return outline(compiled, packs)

    forbid(charter, WORDS[0])
    monkeypatch.setattr("postguard.literals.outline", changed)
    for _ in range(2):
        loaded = api.load(charter, cache=tmp_path / "cache")
    assert [bool(Checker(loaded).check(Post(word)).violations) for word in WORDS] == [False, True]
