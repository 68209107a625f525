"""Names of persons and organisations: by first names and capitals, not by headlines and openings."""

from __future__ import annotations

import pytest

from tests.rulebook import found

PERSONS = {
    "Bravo à Marguerite Petit pour son stage.": ["Marguerite Petit"],
    "Camille Ferrand rejoint l'équipe.": ["Camille Ferrand"],
    "Hier, Ewen Quéméner a gagné.": ["Ewen Quéméner"],
    "La Journée Portes Ouvertes a lieu samedi.": [],
    "Une Virtual Office Hour avec vous demain ?": [],
    "Les Dix Meilleurs Conseils Pour Votre Rentrée Scolaire": [],
    "Paul Durieux, Lina Moreau et Jean Valette, Demain Matin Ici": ["Paul Durieux", "Lina Moreau", "Jean Valette"],
}
ORGANISATIONS = {
    "Our robot works at Dunmore Logistics since May.": ["Dunmore Logistics"],
    "Our customer Warby buys more.": ["Warby"],
    "Chez Dunmore, tout va bien.": ["Dunmore"],
    "We met Andrew Grove in the lobby.": [],
    "Taking stock before we deliver.": [],
    "Ten Reasons Why Customers Choose Boxes That Never Break": [],
}


@pytest.mark.parametrize(("text", "names"), PERSONS.items())
def test_persons(text: str, names: list[str]) -> None:
    assert found("names: <person>", text) == names


@pytest.mark.parametrize(("text", "names"), ORGANISATIONS.items())
def test_organisations(text: str, names: list[str]) -> None:
    assert found("names: <org>", text, language="en") == names
