"""Claims: inflected, not when denied or quoted to be rejected, unless the rule says so."""

from __future__ import annotations

import pytest

from tests.rulebook import found, result


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Des prix imbattables !", ["prix imbattables"]),
        ("Prix\nimbattable", ["Prix\nimbattable"]),
        ("Nos prix ne sont pas des prix imbattables.", []),
        ("Pas de prix imbattable ici.", []),
        ("Non, nos prix imbattables ne bougent pas.", ["prix imbattables"]),
        ("Pas seulement des prix imbattables : du choix.", ["prix imbattables"]),
        ("Nous n'écrivons pas « prix imbattables ».", []),
        ("Le mot de la semaine : « prix imbattables ». À bannir.", []),
        ("« Prix imbattables », c'est ici.", ["« Prix imbattables »"]),
        ("Des prix imbattables ? Venez voir.", ["prix imbattables"]),
    ],
)
def test_a_statement_counts_unless_denied_or_rejected(text: str, words: list[str]) -> None:
    assert found("claim: prix imbattable", text) == words


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("topic: grève", "Il n'y a pas de grève.", ["grève"]),
        ("claim: grève\ndenied: counts", "Il n'y a pas de grève.", ["grève"]),
        ("claim: grève\nasked: allowed", "La grève est finie ?", []),
        ("claim: grève\nreported: allowed", "Selon la presse, la grève dure. La grève !", ["grève"]),
        ("claim: sans risque", "Un placement sans risque.", ["sans risque"]),
        ("claim: best value\n", "The best value, and not only in town.", ["best value"]),
        ("claim: guaranteed", "Results are not guaranteed.", []),
        ("claim: guaranteed", "Never guaranteed, they don't say.", []),
        ("claim: grève\nallowed: grève des éléments", "grève des éléments, vraie grève", ["grève"]),
        ("claim: offre\nrequires: jusqu'au <date>", "Offre jusqu'au 12 octobre !", []),
        ("claim: offre\nrequires: jusqu'au <date>", "Offre sans fin !", ["Offre"]),
        (
            "claim: offre\nallowed sentence: dans nos points de vente",
            "L'offre est dans nos points de vente. Une offre !",
            ["offre"],
        ),
        (
            "claim: garantir ... rendement",
            "Nous garantissons un très bon rendement. Rendement !",
            ["garantissons un très bon rendement"],
        ),
        ("claim: garantir ...2 rendement", "Nous garantissons un très très bon rendement.", []),
        ("claim: garantir ... rendement", "Nous garantissons.\nLe rendement suit.", []),
        ("claim: (très) sûr", "très sûr, sûr", ["très sûr", "sûr"]),
        ("claim: éco*", "écologie et l'écoconception", ["écologie", "l'écoconception"]),
        ("claim: -<percent>", "-30 % ou − 20% ?", ["-30 %", "− 20%"]),
        ("claim: au lieu de <money>", "12 € au lieu de 25,90 €", ["au lieu de 25,90 €"]),
        ("claim: soutenir ...5 candidat", "Nous ne soutenons aucun candidat.", []),
        (
            "claim: mutuelle la moins chère\nwhen: {sentence: mutuelle}",
            "La mutuelle la moins chère.",
            ["mutuelle la moins chère"],
        ),
        ("claim: soldes\nwhen: {sentence: soldes}", "Les soldes.", []),
        ("claim: <money>\nwhen: {says: gagner ... <money>}", "À gagner : 450 €", ["450 €"]),
        ("claim: (prix | coût) (est | :) bas", "Prix bas, prix : bas, le prix est bas", ["prix : bas", "prix est bas"]),
        ("claim: R<####>", "R4021 et R402 et A4021", ["R4021"]),
        ("claim: <R####>", "R4021 et r 4021 et A4021", ["R4021", "r 4021"]),
        ("claim: soutenir ...5 candidat", "Nous soutenons notre candidat.", ["soutenons notre candidat"]),
        ("claim: [soutenir ...5 candidat, sans parti]", "Nous ne soutenons aucun candidat.", []),
        (
            "claim: garantir ...5 rendement",
            "Il garantit, sans frais, un rendement.",
            ["garantit, sans frais, un rendement"],
        ),
        ("claim: (ne | n') ...2 jamais", "Il n'est jamais là.", ["n'est jamais"]),
        ("claim: plutôt (que | qu')", "plutôt qu'hier", ["plutôt qu'"]),
        ("claim: ['code \\: <word>']", "code : Soleil, code secret", ["code : Soleil"]),
        (
            "claim: plus aucun plastique\nbeside: (nos colis | nos sacs)",
            "D'ici 2028 plus aucun plastique dans nos colis.",
            ["plus aucun plastique dans nos colis"],
        ),
        ("claim: meilleur", "Nous n'écrivons pas que notre école est la meilleure.", []),
        ("claim: meilleur", "Il n'y a pas que notre école qui soit la meilleure.", ["meilleure"]),
        ("topic: rachat\nbeside: Acme", "Pas de rachat avec Acme, ni Acme ni personne.", ["rachat avec Acme"]),
        ("claim: grève\nunless: {role: [presse]}", "La grève continue.", ["grève"]),
    ],
)
def test_what_a_rule_says(rule: str, text: str, words: list[str]) -> None:
    assert found(rule, text, role="x") == words


def test_the_missing_evidence_is_named() -> None:
    (violation,) = result("claim: offre\nrequires: jusqu'au <date>", "Une offre !").violations
    assert violation.message == "m Il manque dans la publication : jusqu'au <date>."


def test_a_forbidden_post_is_whole() -> None:
    assert found("forbidden: post\nwhen: {network: [tiktok]}", "Bonjour", network="TikTok") == [None]
    assert found("forbidden: post\nwhen: {network: [tiktok]}", "Bonjour", network="x") == []


def test_overlapping_findings_of_a_rule_are_one() -> None:
    text = "Notre méthode est infaillible, résultats garantis à 100 % !"
    rule = "claim: |\n  méthode est infaillible\n  résultats garantis\nbeside: (infaillible | garantis à 100 %)"
    assert found(rule, text) == ["méthode est infaillible, résultats garantis à 100 %"]


def test_missing_evidence_is_said_in_words_not_in_names_of_vocabularies() -> None:
    rule = "claim: numéro un\nrequires: |\n  $evidence\n  selon ... <year>"
    assert result(rule, "Le numéro un.").violations[0].message == "m Il manque dans la publication : selon ... <year>."
    assert result("claim: numéro un\nrequires: $evidence", "Le numéro un.").violations[0].message == "m"
