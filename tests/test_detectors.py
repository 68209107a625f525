"""Typed tokens and validated detectors, each with near misses; numbers are invented or their publishers' examples."""

from __future__ import annotations

import pytest

from tests.rulebook import found


@pytest.mark.parametrize(
    ("token", "text", "words"),
    [
        ("<iban>", "IBAN FR76 3000 6000 0112 3456 7890 189, merci", ["FR76 3000 6000 0112 3456 7890 189"]),
        ("<iban>", "IBAN FR76 3000 6000 0112 3456 7890 188, merci", []),
        ("<number 0-2.9> g", "2,9 g ou 3 g ou 1.5 g, deux g", ["2,9 g", "1.5 g", "deux g"]),
        ("<number 1000-> kcal", "1 200 kcal, 1,500 kcal, 900 kcal", ["1 200 kcal", "1,500 kcal"]),
        ("<percent -19>", "12 %, 19% et 20 %", ["12 %", "19%"]),
        ("<money 100-200>", "99 €, 150 €, $200, 201 €", ["150 €", "$200"]),
        ("code <word>", "code Soleil, code 12 et #code", ["code Soleil", "code 12"]),
        ("<person-email>", "jean.durand@a.example, contact@a.example, rh-paris@a.example", ["jean.durand@a.example"]),
        ("<card>", "SIRET 732 829 320 00074 et 4111 1111 1111 1111", ["4111 1111 1111 1111"]),
        (
            "<password>",
            "Spring2026! hunter2 P@ssw0rd Tr0ub4dor&3 4521B 7F3K-9Q2M a9f3c1d0e7 Soleil#75 qwerty123",
            "Spring2026!|hunter2|P@ssw0rd|Tr0ub4dor&3|4521B|7F3K-9Q2M|a9f3c1d0e7|Soleil#75|qwerty123".split("|"),
        ),
        (
            "<password>",
            "le 12/11 à 9h30, 12€, 50kg, 4K, 5G, 1er, 2nd, 2FA, B2B, WPA2, SHA256, MP3, H1N1, COVID-19, v2.1, mot-clé",
            [],
        ),
        ("<password>", "voir https://a.example/b1 ou lea1@a.example, @lea12, #rentree2026, 10:30, A320", []),
        ("<iban>", "compte BE71 0961 2345 6769", ["BE71 0961 2345 6769"]),
        ("<iban>", "vol FR7630 de 18 h", []),
        ("<card>", "carte 4111 1111 1111 1111 refusée", ["4111 1111 1111 1111"]),
        ("<card>", "carte 4111 1111 1111 1112 refusée", []),
        ("<card>", "commande 0000 0000 0000 0000", []),
        ("<nir>", "sécu 2 55 08 14 168 025 38", ["2 55 08 14 168 025 38"]),
        ("<nir>", "sécu 2 55 08 14 168 025 39", []),
        ("<phone>", "Appelez le 06 12 34 56 78 !", ["06 12 34 56 78"]),
        ("<phone>", "call +44 20 7946 0958 now", ["+44 20 7946 0958"]),
        ("<phone>", "au prix de 06 12 €", []),
        ("<phone>", "le 12 11 2026 à 9 h", []),
        ("<secret>", "clé AKIAIOSFODNN7EXAMPLE ici", ["AKIAIOSFODNN7EXAMPLE"]),
        ("<secret>", "AKIA est un mot", []),
        (
            "<secret>",
            "postgres://admin:hunter2@db.internal.example/prod",
            ["postgres://admin:hunter2@db.internal.example/prod"],
        ),
        ("<secret>", "https://example.org/a:b", []),
        ("<email>", "écrire à jeanne.d@maison.example vite", ["jeanne.d@maison.example"]),
        ("<email>", "à l'@ de demain", []),
        ("<url>", "voir https://a.example/b?c=1.", ["https://a.example/b?c=1"]),
        ("<mention>", "bravo @lea_m !", ["@lea_m"]),
        ("<hashtag>", "vive #LaRentrée et #x", ["#LaRentrée", "#x"]),
        ("<percent>", "12 % ou 12,5% ou douze pour cent, 12 fois", ["12 %", "12,5%", "douze pour cent"]),
        ("<money>", "12 €, 3,5 M€, €1.5bn, vingt euros, 12 ans", ["12 €", "3,5 M€", "€1.5bn", "vingt euros"]),
        (
            "<date>",
            "le 12 novembre 2026, 12/11/2026, November 12, le 1er mai, 12 ans",
            ["12 novembre 2026", "12/11/2026", "November 12", "1er mai"],
        ),
        ("<time>", "à 9 h 30, 20h, 10:15, 10 ans", ["9 h 30", "20h", "10:15"]),
        (
            "<date>",
            "See you Dec. 7, on Dec 7th, 7-Dec-2026, Monday, December 8, 2026, the 30th of November",
            ["Dec. 7", "Dec 7th", "7-Dec-2026", "Monday, December 8, 2026", "30th of November"],
        ),
        (
            "<date>",
            "lundi 7 décembre ; 7 de diciembre de 2026 ; 7. Dezember ; 30/11 ; le 7/12 ; 12/25",
            ["lundi 7 décembre", "7 de diciembre de 2026", "7. Dezember", "30/11", "le 7/12", "12/25"],
        ),
        ("<date>", "24/7, 50/50, 1/2, les 3/4, 18/20, 9/10, 10/10, début décembre, en mars. 12 places", []),
        ("<year>", "en 2026, 1026 fois", ["2026"]),
        ("<number>", "trois et 1 200", ["trois", "1 200"]),
        (
            "<number>",
            "douze, deux mille bébés, une vingtaine de fois, le 500e, deux millions de vues, vingt et un",
            ["douze", "deux mille", "une vingtaine", "500e", "deux millions", "vingt et un"],
        ),
        (
            "<number>",
            "three hundred and fifty, a dozen eggs, 3 million users, one day",
            ["three hundred and fifty", "a dozen", "3 million"],
        ),
        ("<number>", "un produit neuf, la trentaine, il a une idée", []),
        ("<number>", "deux trois fois", ["deux", "trois"]),
        (
            "<number 1000->",
            "deux mille, 3 millions, des milliers, douze, 2,5 millions, trois cents, 999, quatre-vingt-dix",
            ["deux mille", "3 millions", "milliers", "2,5 millions"],
        ),
        ("<number 97-97>", "quatre-vingt-dix-sept, soixante-dix-sept", ["quatre-vingt-dix-sept"]),
        ("<number 10-> bébé", "une vingtaine de bébés, deux bébés", ["une vingtaine de bébés"]),
        ("<money 1000->", "3 M€, deux cents euros, trois mille euros, 50 €", ["3 M€", "trois mille euros"]),
        ("<code>", "avec LENA15 ou SOLEIL 20, pas ok", ["LENA15", "SOLEIL 20"]),
        ("<person>", "Merci à Mme Laurens et Paul Durieux, bravo Lyon.", ["Mme Laurens", "Paul Durieux"]),
        ("<person>", "Lundi matin, tout va bien.", []),
        ("<org>", "chez Oakhurst Bakeries hier", ["Oakhurst Bakeries"]),
    ],
)
def test_a_typed_token_finds_its_kind_and_not_its_neighbours(token: str, text: str, words: list[str]) -> None:
    assert found(f"claim: {token}\ndenied: counts", text) == words


def test_a_detector_stands_in_a_gap() -> None:
    assert found("claim: virement ... <iban>", "Virement vers FR76 3000 6000 0112 3456 7890 189") == [
        "Virement vers FR76 3000 6000 0112 3456 7890 189"
    ]
