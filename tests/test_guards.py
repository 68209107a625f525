"""Guards: what denies, what only looks like it."""

from __future__ import annotations

import pytest

from tests.rulebook import found

DENIED = [
    ("fr", "claim: sans risque", "Il n'existe pas de placement sans risque."),
    ("fr", "claim: sans risque", "Aucun placement n'est sans risque."),
    ("fr", "claim: sans risque", "Ne croyez jamais à un placement sans risque."),
    ("fr", "claim: sans risque", "Y a pas de trading sans risque."),
    ("en", "claim: (without risk | risk-free)", "No investment is without risk."),
    ("en", "claim: without risk", "Investing is never without risk."),
    ("en", "claim: (zero risk | without risk)", "There is no such thing as zero risk."),
    ("fr", "claim: le meilleur du marché", "Nous ne sommes pas le meilleur du marché."),
    ("en", "claim: the best", "We are not the best."),
    ("fr", "claim: (sans | aucun) ...2 risque", "Aucun placement n'est sans aucun risque."),
    ("en", "claim: (never | without) ...2 risk", "Investing is never without risk."),
    ("fr", "claim: envoyer ...4 code", "Pas besoin d'envoyer votre code."),
    ("en", "claim: post ...4 code", "No need to post your code."),
    ("en", "claim: guaranteed return", "Don't let anyone promise you guaranteed returns."),
    ("fr", "claim: rendement garanti", "Sans promesse de rendement garanti."),
    ("en", "claim: guaranteed return", "We don't have and we don't promise guaranteed returns."),
]
SAID = [
    ("fr", "claim: sans risque", "Sans frais, sans risque, rendement garanti."),
    ("fr", "claim: sans risque", "Ne ratez pas ce placement sans risque !"),
    ("fr", "claim: le meilleur du marché", "C'est sans conteste le meilleur du marché."),
    ("fr", "claim: le meilleur du marché", "Sans aucun doute le meilleur du marché."),
    ("fr", "claim: le meilleur du marché", "N'attendez pas pour essayer le meilleur du marché."),
    ("fr", "claim: meilleur prix", "Ne passez pas à côté des meilleurs prix."),
    ("fr", "claim: le meilleur du marché", "Pourquoi ne pas essayer, pourquoi pas le meilleur du marché ?"),
    ("en", "claim: the best", "Don't miss the best week of the year."),
    ("en", "claim: the best", "No doubt the best."),
    ("en", "claim: the best", "Why not try the best?"),
    ("en", "claim: zero risk", "No fees and zero risk."),
    ("fr", "claim: rien à perdre", "Vous n'avez rien à perdre."),
    ("fr", "claim: première ...8 de France", "La première glace à la châtaigne sans sucre de France."),
    ("en", "claim: first ...5 in Europe", "The first no-code tool in Europe."),
    ("en", "claim: guaranteed results", "Or we haven't done our job — guaranteed results."),
    ("en", "claim: the best", "It is not only the best, it is ours."),
    ("fr", "claim: (sans | aucun | zéro) ...2 risque", "Un placement sans aucun risque."),
    ("fr", "claim: (sans | aucun | zéro) ...2 risque", "Un placement sans frais ni risque."),
    ("fr", "claim: aucun risque", "Il n'y a jamais aucun risque."),
    ("en", "claim: (post | send) ...4 code", "No need, just post the 6-digit code here."),
    ("en", "claim: (need | post) ...8 code", "No need, just post the 6-digit code here."),
    ("en", "claim: (post | send) ...4 code", "No worries just post your code here."),
    ("fr", "claim: envoyer ...4 code", "Pas de souci, envoyez votre code ici."),
    ("fr", "claim: envoyer ...4 code", "Pas de souci envoyez votre code ici."),
    ("fr", "claim: envoyer ...4 code", "N'hésitez pas, envoyez votre code ici."),
    ("fr", "claim: rendement garanti", "Ne ratez pas notre offre : rendement garanti."),
    ("fr", "claim: rendement garanti", "Pourquoi ne pas choisir notre rendement garanti ?"),
    ("fr", "claim: rendement garanti", "Ne cherchez plus le rendement garanti."),
    ("fr", "claim: rendement garanti", "Nous ne vendons pas de rêve et nous avons un rendement garanti."),
    ("fr", "claim: rendement garanti", "Un livret sans frais et avec un rendement garanti."),
    ("fr", "claim: rendement garanti", "Pas seulement un livret mais un rendement garanti."),
    ("en", "claim: guaranteed return", "Don't miss our guaranteed returns."),
    ("en", "claim: guaranteed return", "Don't pass up guaranteed returns."),
    ("en", "claim: guaranteed return", "You can't go wrong with guaranteed returns."),
    ("en", "claim: guaranteed return", "Why wouldn't you go for guaranteed returns?"),
    ("en", "claim: guaranteed return", "No fees and guaranteed returns."),
]


def test_one_negation_of_two_words_is_found_whole() -> None:
    text = "Notre scanner est sans aucun danger et indolore."
    assert found("claim: (sans | aucun | zéro) ...2 (danger | risque)", text) == ["sans aucun danger"]


@pytest.mark.parametrize(("language", "rule", "text"), DENIED, ids=lambda v: v)
def test_a_denied_statement_is_none(language: str, rule: str, text: str) -> None:
    assert found(rule, text, language=language) == []


@pytest.mark.parametrize(("language", "rule", "text"), SAID, ids=lambda v: v)
def test_an_idiom_or_an_urging_denies_nothing(language: str, rule: str, text: str) -> None:
    assert len(found(rule, text, language=language)) == 1
