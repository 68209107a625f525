"""Confidential words in any spelling; code names told from their everyday sense."""

from __future__ import annotations

import pytest

from tests.rulebook import found

CODE_NAMES = "code names: |\n  Draille\n  Haute Pâture\neveryday: [chemin, troupeau]"


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("Phénix", "Le Phénix arrive.", ["Phénix"]),
        ("Phénix", "le PHENIX arrive", ["PHENIX"]),
        ("Phénix", "Vivement #phenix !", ["#phenix"]),
        ("projet Phénix", "Vivement le #ProjetPhénix", ["#ProjetPhénix"]),
        (
            "projet Phénix",
            "voir https://a.example/blog/projet-phenix-2026",
            ["https://a.example/blog/projet-phenix-2026"],
        ),
        ("projet Phénix", "#projetphenix", ["#projetphenix"]),
        ("projet Phénix", "le projet « Phénix »", ["projet « Phénix »"]),
        ("projet Phénix", "le projet\nPhénix", ["projet\nPhénix"]),
        ("Phénix", "P.h.é.n.i.x", ["P.h.é.n.i.x"]),
        ("Phénix", "le 𝗣𝗵𝗲́𝗻𝗶𝘅 !", ["𝗣𝗵𝗲́𝗻𝗶𝘅"]),
        ("Lauze & Fils", "#LauzeEtFils", ["#LauzeEtFils"]),
        ("Phénix", "Ce n'est pas Phénix, je dis « Phénix » ?", ["Phénix", "« Phénix »"]),
        ("pêche", "le péché", []),
        ("Iris", "Saint-Hiris et sirius", []),
        (
            "Helios",
            "HeliosProject, #projethelios, Helios2 et #PROJECTHELIOS",
            ["HeliosProject", "#projethelios", "Helios2", "#PROJECTHELIOS"],
        ),
        ("Helios", "heliostat et périhélios", []),
        ("PMU", "le pmu du coin", []),
        ("PMU", "le PMU du coin", ["PMU"]),
        ("=Iris", "iris et Iris", ["Iris"]),
        ("<2894#########>", "carte 2894 5510 37426.", ["2894 5510 37426"]),
        ("<2894#########>", "carte 12894 5510 37426 0", []),
        ("<2894#########>", "carte 2894 5510 374261", []),
        ("<22######>", "le 22/10/2026, 22.10.2026 ou 22 450 000 €, puis 2245 0000", ["2245 0000"]),
        ("© Studio", "Rien Studio, © Studio", ["© Studio"]),
        ("DS-<####>", "voir DS-6004, DS-12345 et DS 77", ["DS-6004"]),
    ],
)
def test_a_confidential_word_in_any_writing(pattern: str, text: str, words: list[str]) -> None:
    assert found(f"confidential: '{pattern}'", text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Réunion sur la Draille demain.", ["Draille"]),
        ("Point projet draille à 9 h, le troupeau attendra.", ["draille"]),
        ("#ProjetDraille", ["#ProjetDraille"]),
        ("Une draille traverse le plateau.", []),
        ("La draille, ce chemin de transhumance.", []),
        ("Le chemin de la Draille est beau.", []),
        ("On signe Draille jeudi, sans chemin de traverse.", ["Draille"]),
        ("D r a i l l e, le chemin.", ["D r a i l l e"]),
        ("Cap sur Haute Pâture.", ["Haute Pâture"]),
    ],
)
def test_a_code_name_and_its_everyday_sense(text: str, words: list[str]) -> None:
    assert found(CODE_NAMES, text) == words


def test_a_confidential_rule_depends_on_no_role() -> None:
    assert found("confidential: Phénix\nwhen: {role: [x]}\nunless: {network: [y]}", "Phénix") == ["Phénix"]
    assert found("confidential: Phénix\nwhen: {role: [x]}", "Phénix", role="z") == []


def test_a_denial_beside_reveals_too() -> None:
    assert found("confidential: Acme\nbeside: rachat", "Aucun rachat avec Acme.") == ["rachat avec Acme"]
