"""What errors of a charter say, in French: one table, English sentence → French sentence, with {} where they vary.

Errors are written in English where they are found; this is looked up when they are shown. A sentence that changes in
the code has no French any more, and `tests/test_french.py` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from postguard.errors import CharterError

SENTENCES: Mapping[str, str] = {
    # keys and values
    "unknown key “{}” in {}": "clé inconnue « {} » dans {}",
    "{} has no “{}”": "il manque « {1} » dans {0}",
    "{} should be a mapping (key: value), found {}": "{} devrait être un dictionnaire (clé: valeur), trouvé : {}",
    "“{}” cannot be “{}”": "« {} » ne peut pas être « {} »",
    "“{}” is empty": "« {} » est vide",
    "“{}” holds an empty text": "« {} » contient un texte vide",
    "“{}” should be a text, found {}": "« {} » devrait être un texte, trouvé : {}",
    "“{}” should be a text or a list of texts, found {}": (
        "« {} » devrait être un texte ou une liste de textes, trouvé : {}"
    ),
    "each line of “{}” should be a text, found {}": "chaque ligne de « {} » devrait être un texte, trouvé : {}",
    "a line of “{}” holds a line break": "une ligne de « {} » contient un retour à la ligne",
    "the key “{}” stands here a second time (first on line {})": (
        "la clé « {} » est ici pour la deuxième fois (la première ligne {})"
    ),
    "“field” should be a mapping of names to values, found {}": (
        "« field » devrait être un dictionnaire de noms et de valeurs, trouvé : {}"
    ),
    "“words” should be a mapping of names to lists, found {}": (
        "« words » devrait être un dictionnaire de noms et de listes, trouvé : {}"
    ),
    # YAML
    "the file is empty": "le fichier est vide",
    "a line may not begin with a tab": "une ligne ne peut pas commencer par une tabulation",
    "these quotes are never closed": "ces guillemets ne sont jamais fermés",
    "a colon followed by a space makes a key here": "deux-points suivi d'une espace fait ici une clé",
    "this line does not fit: wrong indentation, or a colon is missing": (
        "cette ligne ne va pas : retrait faux, ou deux-points manquant"
    ),
    "this list or mapping is never closed, or a comma is missing": (
        "cette liste ou ce dictionnaire n'est jamais fermé, ou une virgule manque"
    ),
    "a text may not begin with “{}” unless it stands between quotes": (
        "un texte ne peut pas commencer par « {} », sauf entre guillemets"
    ),
    "YAML takes “{}” for a comment and drops it": "YAML prend « {} » pour un commentaire et l'enlève",
    "this is not YAML: {}": "ceci n'est pas du YAML : {}",
    # the charter, its clauses and packs
    "the charter has no clauses": "la charte n'a pas d'articles",
    "the charter has no rule": "la charte n'a pas de règle",
    "there is no clause “{}”": "il n'y a pas d'article « {} »",
    "there is no shipped pack “{}”": "il n'y a pas de paquet livré « {} »",
    "there is no file “{}” beside the charter": "il n'y a pas de fichier « {} » à côté de la charte",
    "the pack has no rule “{}”": "le paquet n'a pas de règle « {} »",
    "there is no time zone “{}”": "il n'y a pas de fuseau horaire « {} »",
    "the document “{}” cannot be read: {}": "le document « {} » ne peut pas être lu : {}",
    "the document “{}” has no numbered clause": "le document « {} » n'a pas d'article numéroté",
    "clause “{}” stands under “people” already": "l'article « {} » est déjà sous « people »",
    # rules
    "a rule “{}” stands already in {}, line {}": "il y a déjà une règle « {} » dans {}, ligne {}",
    "the rule does not say what it looks for": "la règle ne dit pas ce qu'elle cherche",
    "a rule is of one kind, found {}": "une règle est d'une seule sorte, trouvé : {}",
    "a rule should be a mapping that begins with “- id:”, found {}": (
        "une règle devrait être un dictionnaire qui commence par « - id: », trouvé : {}"
    ),
    "“rules” should be a list, each rule beginning with “- id:”, found {}": (
        "« rules » devrait être une liste dont chaque règle commence par « - id: », trouvé : {}"
    ),
    "the “span” does not stand in the text of the example": "le « span » n'est pas dans le texte de l'exemple",
    "“everyday” goes with “code names”": "« everyday » va avec « code names »",
    "“forbidden: post” needs a “when”": "« forbidden: post » demande un « when »",
    "“about: us” needs to know who we are": "« about: us » demande de savoir qui nous sommes",
    "“where” cannot be “{}”": "« where » ne peut pas être « {} »",
    "say how many characters": "dites combien de caractères",
    # conditions
    "there is no condition “{}”": "il n'y a pas de condition « {} »",
    "there is no group of roles “{}”": "il n'y a pas de groupe de profils « {} »",
    "“language” cannot be “{}”": "« language » ne peut pas être « {} »",
    "“{}” is no date": "« {} » n'est pas une date",
    "“until” is not after “from”": "« until » n'est pas après « from »",
    "“{}” cannot be used in the “{}” of a disclosure": "« {} » ne peut pas servir dans le « {} » d'une mention",
    "in {} the clocks go forward and never show {}": "à {}, les horloges avancent et ne montrent jamais {}",
    # patterns
    "there is no vocabulary “${}”": "il n'y a pas de vocabulaire « ${} »",
    "there is no shipped vocabulary “{}” to change": "il n'y a pas de vocabulaire livré « {} » à changer",
    "the vocabulary names itself: {}": "le vocabulaire se nomme lui-même : {}",
    "unknown token “<{}>”": "jeton inconnu « <{}> »",
    "“{}” is not a digit mask": "« {} » n'est pas un masque de chiffres",
    "this pattern has no word in it": "ce motif ne contient aucun mot",
    "this pattern stands for more than {} phrases": "ce motif vaut pour plus de {} suites de mots",
    "this parenthesis is never closed": "cette parenthèse n'est jamais fermée",
    "this closing parenthesis has no opening one": "cette parenthèse fermante n'a pas d'ouvrante",
    "this “<” is never closed": "ce « < » n'est jamais fermé",
    "alternatives stand in parentheses": "un choix s'écrit entre parenthèses",
    "an alternative is empty": "un choix est vide",
    "a star stands at the end of a word": "l'astérisque est à la fin d'un mot",
    "a star can only stand at the end of a word": "l'astérisque ne peut être qu'à la fin d'un mot",
    "a gap (...) needs words on both sides": "un intervalle (...) demande des mots des deux côtés",
    "what stands here may be missing, and then the gap says nothing": (
        "ce qui est ici peut manquer, et alors l'intervalle ne dit rien"
    ),
    "everything here may be missing, so the pattern would match anything": (
        "tout peut manquer ici : le motif trouverait n'importe quoi"
    ),
    "the letter “{}” (U+{}) is from another script than the rest": (
        "la lettre « {} » (U+{}) est d'une autre écriture que le reste"
    ),
    # what to do
    "Add a line “{}: …”.": "Ajoutez une ligne « {}: … ».",
    "Possible: {}.": "Possible : {}.",
    "Write at least one, or remove the key.": "Écrivez-en au moins un, ou enlevez la clé.",
    "Write at least one example, or remove the key.": "Écrivez au moins un exemple, ou enlevez la clé.",
    "Put the text between quotes.": "Mettez le texte entre guillemets.",
    "Indent with spaces.": "Faites les retraits avec des espaces.",
    "It needs one of the keys: {}.": "Il lui faut l'une des clés : {}.",
    "Make it two rules.": "Faites-en deux règles.",
    "Name a Markdown “document” with numbered headings, or write “clauses” in this file.": (
        "Nommez un « document » Markdown aux titres numérotés, ou écrivez « clauses » dans ce fichier."
    ),
    "A charter without rules would let everything pass.": "Une charte sans règle laisserait tout passer.",
    "Write 2026-11-12, 2026-11-12 09:00 or 2026-11-12T09:00+01:00.": (
        "Écrivez 2026-11-12, 2026-11-12 09:00 ou 2026-11-12T09:00+01:00."
    ),
    "The window would never be open.": "La période ne serait jamais ouverte.",
    "Without one, no post at all could go out.": "Sans lui, aucune publication ne pourrait partir.",
    "Write us: {names: …, products: …, accounts: …} in the charter.": (
        "Écrivez us: {names: …, products: …, accounts: …} dans la charte."
    ),
    "Write the names under “code names”.": "Écrivez les noms sous « code names ».",
    "There is no match to stand near to: use sentence or says.": (
        "Il n'y a pas de mots trouvés dont être près : prenez sentence ou says."
    ),
    "Write \\( for the sign itself.": "Écrivez \\( pour le signe lui-même.",
    "Write \\) for the sign itself.": "Écrivez \\) pour le signe lui-même.",
    "Write \\< for the sign itself.": "Écrivez \\< pour le signe lui-même.",
    "Write (one | other), or put each pattern on a line of its own.": (
        "Écrivez (l'un | l'autre), ou chaque motif sur sa ligne."
    ),
    "Write (very) for a word that may be missing.": "Écrivez (très) pour un mot qui peut manquer.",
    "Alone in parentheses means that it may be missing. Write “{}” – or only “{}” if it may.": (
        "Seul entre parenthèses veut dire facultatif. Écrivez « {} », ou seulement « {} » s'il peut manquer."
    ),
    "Alone in parentheses means that it may be missing: remove the parentheses.": (
        "Seul entre parenthèses veut dire facultatif : enlevez les parenthèses."
    ),
    "Split it into several patterns, or put a gap (...) between the long lists.": (
        "Faites-en plusieurs motifs, ou mettez un intervalle (...) entre les longues listes."
    ),
}
"""Sentences that stand in the code word for word."""
MADE: Mapping[str, str] = {
    "Did you mean “{}”? Possible: {}.": "Vouliez-vous dire « {} » ? Possible : {}.",
    "Did you mean “{}”?": "Vouliez-vous dire « {} » ?",
    "Nearest: {}. All of them, with what each is for: “Shipped vocabularies” in the reference.": (
        "Les plus proches : {}. Tous, avec leur usage : « Vocabulaires livrés » dans la référence."
    ),
    "Yours: {}. All of them, with what each is for: “Shipped vocabularies” in the reference.": (
        "Les vôtres : {}. Tous, avec leur usage : « Vocabulaires livrés » dans la référence."
    ),
    "All of them, with what each is for: “Shipped vocabularies” in the reference.": (
        "Tous, avec leur usage : « Vocabulaires livrés » dans la référence."
    ),
}
"""Sentences that the code puts together."""
WORDS: Mapping[str, str] = {
    "the charter": "la charte",
    "the rule": "la règle",
    "the example": "l'exemple",
    "a vocabulary": "un vocabulaire",
    "an item of “uses”": "un élément de « uses »",
    "a list": "une liste",
    "a mapping (key: value)": "un dictionnaire (clé: valeur)",
    "a text block": "un bloc de texte",
    "nothing": "rien",
}
"""What may stand in the place of a {}."""


def in_french(error: CharterError) -> CharterError:
    """The same mistakes, said in French as far as the table has them."""
    return CharterError(fault._replace(message=_said(fault.message), hint=_said(fault.hint)) for fault in error.faults)


def _said(sentence: str) -> str:
    for pattern, french in _patterns():
        if found := pattern.fullmatch(sentence.strip()):
            return french(*(WORDS.get(word, re.sub("“(.*?)”", r"« \1 »", word)) for word in found.groups()))
    return sentence


@cache
def _patterns() -> list[tuple[re.Pattern[str], _French]]:
    """The sentences that say most first: “{} has no “{}”” is almost any."""
    return sorted(_compiled(), key=lambda pair: -len(pair[0].pattern))


class _French:
    """A French sentence with places for words."""

    def __init__(self, sentence: str) -> None:
        numbered = re.split(r"\{(\d?)\}", sentence)
        self.texts, self.places = numbered[::2], numbered[1::2]

    def __call__(self, *words: str) -> str:
        made = self.texts[0]
        for number, (place, text) in enumerate(zip(self.places, self.texts[1:], strict=True)):
            made += words[int(place) if place else number] + text
        return made


def _compiled() -> Iterator[tuple[re.Pattern[str], _French]]:
    for english, french in {**SENTENCES, **MADE}.items():
        yield re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL), _French(french)
