"""Packs, compiled once for a charter: its own rules can change without them, and verdicts are as without a cache."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import pytest

from postguard import api, charter, store
from postguard.checker import Checker
from postguard.errors import CharterError
from postguard.kinds import KINDS
from postguard.model import Charter, Post
from postguard.phrases import Phrases

CHARTER = """\
charter: Kept
language: fr
clauses: {"1": Secrets, "2": Salariés}
us: {names: [Galeries Aubrac], accounts: [marque]}
words: {competitors: [Nordine], mots: [nacelle]}
uses:
- {pack: common/employee-advocacy, clause: "2", off: [advocacy-competitors]}
- eu/political-ads
rules:
- {id: code, clause: "1", confidential: $mots, message: Un secret.}
- {id: salon, clause: "1", topic: salon, message: Pas de salon., when: {role: employee}}
"""
POSTS = (
    "Bonjour à toutes et à tous.",
    "Le projet Nacelle avance, rendez-vous au salon.",
    "Les produits de Nordine sont nuls, achetez chez Galeries Aubrac !",
    "Je travaille chez Galeries Aubrac et notre nouvelle collection est la meilleure.",
    "Votez pour Marie Dupont dimanche, financé par le parti.",
    "Vote for Jane Smith on Sunday, sponsored by her party.",
    "#VotezDupont #GaleriesAubrac",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "charter.yaml"
    made.write_text(CHARTER, encoding="utf-8")
    return made


@pytest.fixture
def unfolded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The packs that are compiled."""
    made: list[str] = []
    whole = charter._Loader._charter

    def noted(self: charter._Loader, root: object, path: Path, shown: str, pack: str) -> Charter:
        if pack:
            made.append(pack)
        return whole(self, root, path, shown, pack)  # type: ignore[arg-type]

    monkeypatch.setattr(charter._Loader, "_charter", noted)
    return made


def results(charter: Charter) -> list[object]:
    checker = Checker(charter)
    return [checker.check(Post(text, role=role)) for text in POSTS for role in (None, "employee", "marque", "autre")]


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_kept_packs_say_what_fresh_ones_say(path: Path, tmp_path: Path) -> None:
    fresh = api.load(path)
    for _ in range(2):
        kept = api.load(path, cache=tmp_path / "cache")
        assert isinstance(kept.rules, store.Shelved)
        assert [rule.id for rule in kept.rules] == [rule.id for rule in fresh.rules]
        assert [rule.id for rule in kept.dormant] == [rule.id for rule in fresh.dormant]
        assert (kept.clauses, kept.packs, kept.roles, kept.named_roles) == (
            fresh.clauses,
            fresh.packs,
            fresh.roles,
            fresh.named_roles,
        )
        assert results(kept) == results(fresh)
    broken = {v.rule for result in results(fresh) for v in result.violations}  # type: ignore[attr-defined]
    assert {"code", "salon"} < broken, "rules of the packs fire, too"


def test_packs_go_to_other_processes(path: Path, tmp_path: Path) -> None:
    kept = api.load(path, cache=tmp_path / "cache")
    assert results(pickle.loads(pickle.dumps(kept))) == results(kept)  # noqa: S301
    rules = pickle.loads(pickle.dumps(tuple(kept.rules)))  # noqa: S301
    assert {type(part) for rule in rules for part in KINDS[rule.kind].phrases(rule.body)} == {Phrases}


def test_a_change_of_the_charter_leaves_its_packs_as_they_are(path: Path, tmp_path: Path, unfolded: list[str]) -> None:
    api.load(path, cache=tmp_path / "cache")
    assert sorted(set(unfolded)) == ["common/employee-advocacy", "eu/political-ads"]
    unfolded.clear()
    changed(path, "topic: salon", "topic: projet")
    changed(path, "mots: [nacelle]", "mots: [dupont]")
    changed(path, "off: [advocacy-competitors]", "off: [advocacy-insults-customers]")
    kept = api.load(path, cache=tmp_path / "cache")
    assert unfolded == []
    assert results(kept) == results(api.load(path))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("names: [Galeries Aubrac]", "names: [Nordine]"),
        ("competitors: [Nordine]", "competitors: [Dupont]"),
        ("competitors: [Nordine], ", ""),
        ("- eu/political-ads\n", ""),
    ],
)
def test_what_packs_are_made_with_makes_them_anew(
    old: str, new: str, path: Path, tmp_path: Path, unfolded: list[str]
) -> None:
    api.load(path, cache=tmp_path / "cache")
    unfolded.clear()
    changed(path, old, new)
    kept = api.load(path, cache=tmp_path / "cache")
    assert "common/employee-advocacy" in unfolded
    assert results(kept) == results(api.load(path))


def test_who_waits_for_packs_is_told(path: Path, tmp_path: Path) -> None:
    told: list[int] = []
    for _ in range(2):
        api.load(path, cache=tmp_path / "cache", waiting=told.append)
    assert told == [2]


def test_mistakes_of_the_charter_do_not_make_its_packs_wait(path: Path, tmp_path: Path, unfolded: list[str]) -> None:
    changed(path, "topic: salon", "topic: $nowhere")
    with pytest.raises(CharterError, match="nowhere"):
        api.load(path, cache=tmp_path / "cache")
    assert unfolded
    unfolded.clear()
    changed(path, "topic: $nowhere", "topic: salon")
    assert results(api.load(path, cache=tmp_path / "cache")) == results(api.load(path))
    assert unfolded == sorted(set(unfolded)), "once, for the charter without a cache"


def test_a_rule_may_not_have_the_name_of_one_of_a_pack(path: Path, tmp_path: Path) -> None:
    taken = "advocacy-clients"
    changed(path, "id: salon", f"id: {taken}")
    for cache in (None, tmp_path / "cache", tmp_path / "cache"):
        with pytest.raises(CharterError) as raised:
            api.load(path, cache=cache)
        (fault,) = raised.value.faults
        assert (fault.line, fault.column) == (11, 8)
        assert fault.message.startswith(f"a rule “{taken}” stands already in common/employee-advocacy, line ")


def test_damage_to_kept_packs_changes_no_verdict(path: Path, tmp_path: Path) -> None:
    wanted = results(api.load(path, cache=tmp_path / "cache"))
    (packs,) = (tmp_path / "cache").glob("*-packs")
    (own,) = (tmp_path / "cache").glob("*.compiled")
    whole, dice, read = packs.read_bytes(), random.Random(3), 0
    fresh = api.load(path)
    for turn in range(60):
        data = bytearray(whole)
        at = dice.randrange(len(data))
        if turn % 3:
            data[at] ^= 1 << dice.randrange(8)
        else:
            del data[at:]
        packs.write_bytes(data)
        found = store.load(own, lambda: fresh)
        if found is not None:
            read += 1
            assert results(found) == wanted
    assert 5 < read < 60
    assert results(api.load(path, cache=tmp_path / "cache")) == wanted
    assert store.load(own, lambda: fresh) is not None, "made anew"
    packs.unlink()
    assert store.load(own, lambda: fresh) is None


def test_clearing_counts_charters(path: Path, tmp_path: Path) -> None:
    api.load(path, cache=tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 2
    assert store.clear(tmp_path / "cache") == 1
    assert list((tmp_path / "cache").iterdir()) == []
