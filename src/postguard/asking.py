"""The questions of `init`, in the language of the user; whoever asks them is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from postguard.errors import UsageError
from postguard.starting import DEFAULT_CONTACT, DEFAULT_SPOKESPERSON, GATES, SECTORS, Answers, checked

Ask = Callable[[str, str | None, tuple[str, ...]], str]
"""Question, default, possible answers (none: any text) → answer."""

_LANGUAGE = "Language of the charter / langue de la charte (fr, en)"
_QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "sector": "What is your organisation?\n{sectors}\nSector",
        "name": "Its name, as people write it",
        "contact": "Whom to ask before publishing (an address, a team)",
        "products": "Products or services, between commas (- for none)",
        "spokespeople": "Functions that may speak for you, between commas",
        "gate": "What should run the checks (pre-commit, ci, none)",
    },
    "fr": {
        "sector": "Quelle est votre organisation ?\n{sectors}\nSecteur",
        "name": "Son nom, comme on l'écrit",
        "contact": "Qui interroger avant de publier (une adresse, un service)",
        "products": "Produits ou services, entre virgules (- pour aucun)",
        "spokespeople": "Fonctions qui peuvent parler en votre nom, entre virgules",
        "gate": "Qu'est-ce qui doit lancer les vérifications (pre-commit, ci, none)",
    },
}


def answers(given: Mapping[str, Any], locale: str, ask: Ask | None) -> Answers:
    """What was given, what the user answers, defaults for the rest. Raises UsageError."""
    language = given["language"] or (ask(_LANGUAGE, locale, ("fr", "en")) if ask else locale)
    say = _QUESTIONS[language]
    if not ask and not given["name"]:
        raise UsageError('Name your organisation: --name "…".')

    def one(key: str, default: str | None, choices: tuple[str, ...] = (), **shown: str) -> str:
        if given[key]:
            return str(given[key])
        return ask(say[key].format(**shown), default, choices) if ask else default or ""

    def many(key: str, default: str) -> tuple[str, ...]:
        if given[key]:
            return tuple(given[key])
        said = one(key, default)
        return tuple(piece.strip() for piece in said.split(",") if piece.strip() not in ("", "-"))

    listed = "\n".join(f"  {name:10} {label[language]}" for name, label in SECTORS.items())
    sector = one("sector", "company", tuple(SECTORS), sectors=listed)
    name = checked(one("name", None), "name")
    contact = checked(one("contact", DEFAULT_CONTACT[language]), "contact")
    products = tuple(checked(product, "product") for product in many("products", "-"))
    spokespeople = many("spokespeople", DEFAULT_SPOKESPERSON[language]) or (DEFAULT_SPOKESPERSON[language],)
    spokespeople = tuple(checked(person, "spokesperson") for person in spokespeople)
    return Answers(language, sector, name, contact, products, spokespeople, one("gate", "pre-commit", tuple(GATES)))
