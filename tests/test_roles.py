"""Standard roles: what sources write, and what it is taken for."""

from __future__ import annotations

import pytest

from postguard.roles import NAMES, aliases, folded, standard

CASES = {
    "brand": "brand",
    "Marque": "brand",
    "compte officiel": "brand",
    "organisme-credit": "brand",
    "Employé·e": "employee",
    "employée": "employee",
    "salarié(e)s": "employee",
    "collaboratrice": "employee",
    "porte-parole": "spokesperson",
    "press_office": "spokesperson",
    "influenceuse-remuneree": "paid-creator",
    "createur-b2b-remunere": "paid-creator",
    "paid influencer": "paid-creator",
    "brand ambassador": "paid-creator",
    "ambassadeur-marque": "paid-creator",
    "gifted-creator": "gifted-creator",
    "influenceuse-invitee": "gifted-creator",
    "affiliée": "affiliate",
    "friend-of-owner": "insider",
    "createur-independant": "independent",
    "influenceur non rémunéré": "independent",
    "journaliste": "journalist",
    "service-public": "institution",
    "mairie": "institution",
    "agent public": "public-agent",
    "dieteticienne": "health-professional",
    "influenceuse": "creator",
}


@pytest.mark.parametrize(("said", "meant"), CASES.items())
def test_a_role_is_known_under_many_names(said: str, meant: str) -> None:
    assert standard(said) == {meant}


@pytest.mark.parametrize("said", ["ex-salarié", "former employee", "licorne", ""])
def test_what_is_no_standard_role_is_none(said: str) -> None:
    assert standard(said) == frozenset()


def test_case_accents_and_inclusive_endings_do_not_matter() -> None:
    assert {folded("Employé·e"), folded("EMPLOYÉ(E)"), folded("employé")} == {"employe"}


def test_every_standard_role_is_an_alias_of_itself() -> None:
    assert {name for name in aliases() if standard(name) != {name}} == set()
    assert set(aliases()) == NAMES
