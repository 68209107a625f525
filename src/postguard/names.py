"""Whether words with capitals are the name of a person or an organisation: what `<person>` and `<org>` stand for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from postguard import yamlfile
from postguard.forms import listed
from postguard.packs import rules_folder
from postguard.text import norm
from postguard.tokens import Token, Tokens
from postguard.typed import Slots

# Words that stand with a capital and are no part of a name: days, months, feasts, titles of documents, greetings.
_NO_NAMES = frozenset(
    """lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre january february march april
    may june july august september october november december noël pâques christmas easter i ceo cto cfo pdg rh hr f h
    france français française europe european english french paris merci bravo bonjour hello thanks congratulations
    annual report rapport annuel ai ia cdi cdd rdv ps ok faq qr wifi linkedin instagram facebook youtube tiktok
    twitter black cyber halloween toussaint semaine week day journée saison season part partie chapitre chapter étape
    step internet web net app""".split()
)
# Before a single capital word these say that it is an organisation.
_NAME_CUES = frozenset(
    """chez at with by from for avec par pour client cliente clients customer customers client's partner partenaire
    fournisseur supplier concurrent competitor rival société company groupe group entreprise firm marque brand et and
    & :""".split()
)
# Words that open a sentence with a capital and are no part of the name that follows.
_OPENERS = frozenset(
    """le la les l' un une des du de d' au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos
    leur leurs chez avec pour par sur dans en à et ou où mais donc car si que qui quand comme sans sous vers depuis
    après avant merci bravo nous vous ils elles il elle on je tu the a an this that these those our your my his her
    their its at with by from for and or but if when while as in to of no not we you they he she it i after before
    since thanks congrats welcome meet see why how what who where here there""".split()
)
_TITLE_CASE = 0.75
"""Share of capitals among the longer words of a sentence from which capitals say nothing: a headline."""


def names_hold(slots: Slots, known: frozenset[str], tokens: Tokens, start: int, alignment: Sequence[int]) -> bool:
    """Whether the words of a <person> or <org> are a name: not one the charter knows, not just a sentence's capital."""
    covered = [start + i for i, at in enumerate(alignment) if slots[at].name]
    if not covered:
        return True
    words = [tokens.items[tokens.visible[i]] for i in covered]
    cued = bool(slots[alignment[0]].norms) or any(slots[at].norms for at in alignment if slots[at].name)
    if any(word.group >= 0 or word.norm in _NO_NAMES for word in words):
        return False
    while words and words[0].norm in _OPENERS:
        words = words[1:]
    if not words:
        return False
    if not cued and words[0].norm not in first_names() and _headline(tokens, words[0].sentence):
        return False
    if slots[alignment[0]].name == "person" and not cued and not _names_a_person(words):
        return False
    if slots[alignment[-1]].name == "org" and not cued and len(words) > 1 and words[0].norm in first_names():
        return False
    if _opens(tokens, covered[0]) and not slots[alignment[0]].norms and words[0].norm not in first_names():
        # Its capital may be the sentence's: it counts only with what follows.
        words = words[1:] if len(words) < 3 else words
    strange = [word for word in words if word.norm not in known and len(word.norm) > 1]
    if not strange:
        return False
    if len(words) > 1 or cued:
        return len(strange) == len(words) or not all(word.norm in known for word in words)
    before = covered[0] - 1
    return before >= 0 and tokens.items[tokens.visible[before]].norm in _NAME_CUES


def _names_a_person(words: list[Token]) -> bool:
    """A first name, or a word that no dictionary has, and another word."""
    return len(words) > 1 and (words[0].norm in first_names() or not listed(words[0].norm))


@cache
def first_names() -> frozenset[str]:
    """Normalised first names, of the shipped vocabulary of that name."""
    root = yamlfile.load(rules_folder() / "words" / "first-names.yaml", "words/first-names.yaml")
    strong = root.get("strong")
    lines = strong.get("all") if strong is not None else None
    return frozenset(norm(str(line.text).lstrip("=")) for line in yamlfile.texts(lines, of="first-names"))


def _headline(tokens: Tokens, sentence: int) -> bool:
    """Whether most words of a sentence have capitals, so that one more says nothing."""
    longer = [
        tokens.reading.text[token.start]
        for i in tokens.visible
        if (token := tokens.items[i]).sentence == sentence
        and token.kind == "WORD"
        and token.group < 0
        and token.end - token.start > 3
    ]
    return len(longer) > 4 and sum(letter.isupper() for letter in longer) >= _TITLE_CASE * len(longer)


def _opens(tokens: Tokens, visible: int) -> bool:
    """Whether a word is the first of its sentence, or of a quotation."""
    token = tokens.items[tokens.visible[visible]]
    if visible == 0 or tokens.items[tokens.visible[visible - 1]].sentence != token.sentence:
        return True
    return any(quote.start <= token.start <= quote.start + 1 for quote in tokens.quotes)
