"""Exports as users hand them over, cut short."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from postguard.model import Post
from tests.readers.outcomes import DATA, posts

UTC, PARIS = UTC, timezone(timedelta(hours=2))
EXPECTED: dict[str, list[tuple[str, str | None, str | None, datetime, int]]] = {
    "hootsuite.csv": [
        ("Calder & Voss", None, None, datetime(2026, 9, 22, 7, 50), 1),
        ("More than 11,", None, None, datetime(2026, 10, 2, 11), 2),
        ("Repeatability", None, None, datetime(2026, 10, 7, 12), 3),
        ("Repeatability", None, None, datetime(2026, 10, 7, 12, 30), 4),
        ("@hpw_tooling ", None, None, datetime(2026, 10, 28, 14), 5),
    ],
    "buffer.csv": [
        ("Rentrée légèr", None, None, datetime(2026, 9, 16, 8), 2),
        ("Body, pyjama,", None, None, datetime(2026, 9, 19, 8), 10),
        ("Bonbons à la ", None, None, datetime(2026, 10, 3, 10), 13),
    ],
    "planning_fr_cp1252.csv": [
        ("? Nouvelle Av", "instagram", "concession", datetime(2026, 9, 24, 18), 2),
        ("Marquis d'Orv", "instagram", "marque", datetime(2026, 9, 25, 12), 8),
        ("Le Kargo Van ", "facebook", "concession", datetime(2026, 10, 5, 10), 10),
    ],
    "postiz.json": [
        ("Bienvenue dan", "instagram", "compte-officiel", datetime(2026, 9, 7, 6, tzinfo=UTC), 5),
        ("Bonjour ! On ", "x", "compte-officiel", datetime(2026, 9, 9, 12, 5, tzinfo=UTC), 32),
        ("Pour une prem", "facebook", "composante", datetime(2026, 9, 10, 10, tzinfo=UTC), 48),
    ],
    "draft.md": [("Nouveau défi ", "linkedin", None, datetime(2026, 9, 22, 8, 20, tzinfo=PARIS), 9)],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_an_export(name: str) -> None:
    found = posts(name, (DATA / "exports" / name).read_bytes())
    assert [(p.text[:13], p.network, p.role, p.publish_at, p.line) for p in found] == EXPECTED[name]
    assert not any(item.unreadable for item in found)


def test_records_are_numbered_and_a_file_that_is_its_post_has_none() -> None:
    def numbers(name: str) -> list[int | None]:
        return [item.record for item in posts(name, (DATA / "exports" / name).read_bytes()) if isinstance(item, Post)]

    assert numbers("buffer.csv") == [1, 2, 3]
    assert numbers("postiz.json") == [1, 2, 3]
    assert numbers("draft.md") == [None]
