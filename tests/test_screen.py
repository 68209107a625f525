"""The screen hides nothing: with it and without it, every text gets the same answer."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postguard import api, screen
from postguard import charter as charters
from postguard.checker import Checker
from postguard.literals import Need, needs, outline
from postguard.model import Post
from postguard.packs import pack_names
from postguard.pattern import parse
from postguard.readers import Source, read
from postguard.unfolding import Unfolding, unfold

NOW = datetime(2026, 11, 1, tzinfo=UTC)
DATA = Path(__file__).parent / "data"
EXAMPLES = Path(__file__).parents[1] / "examples"

RULES = """\
charter: Everything a rule can ask
language: fr
clauses: {"1": One}
us: {names: [Galeries Aubrac], products: [Carte Buron], accounts: [marque]}
words: {rivaux: [Comptoirs Malbosc, Sévérac]}
defaults: {language: fr}
rules:
- {id: names, clause: "1", confidential: ["Phénix", "Hélios", "projet Nacelle", "AL50"], message: M}
- {id: code-names, clause: "1", code names: [Draille, Falcon], everyday: [chemin, oiseau], message: M}
- {id: numbers, clause: "1", confidential: ["<iban>", "<card>", "<phone>", "<2894####>", "<secret>"], message: M}
- {id: people, clause: "1", names: <org>, when: {says: [client]}, message: M}
- {id: words, clause: "1", claim: ["garanti", "sans risque", "aujourd'hui seulement", "chiffre d'affaires"], message: M}
- {id: forms, clause: "1", claim: [garantir ... rendement, "(gain | profit) assuré", meilleur ...3 marché], message: M}
- {id: stems, clause: "1", claim: "éco*", beside: [produit, gamme], message: M}
- {id: exact, clause: "1", claim: ["=Jamais Vu", "PMU"], message: M}
- {id: typed, clause: "1", claim: ["<percent> de remise", "<hashtag>"], when: {near: [$rivaux]}, message: M}
- {id: english, clause: "1", claim: {en: ["don't worry", "world's best", "risk-free"], fr: sans souci}, message: M}
- {id: whole, clause: "1", forbidden: post, when: [{role: stagiaire, says: [salaire]}], message: M}
- {id: ours, clause: "1", topic: élection, about: us, message: M}
- id: ad
  clause: "1"
  disclosure: {fr: [Publicité], en: ["#ad"]}
  when: [{role: createur}, {says: [code promo, "@marque"]}]
  message: M
- {id: thread, clause: "1", claim: secret, when: {thread: yes}, unless: {says: [public]}, message: M}
"""


@cache
def pair() -> tuple[Checker, Checker]:
    path = DATA / "screened.yaml"
    return made(path)


@cache
def eager() -> Checker:
    """A checker that knows every word of its outline at once, as others do after some thousand posts."""
    found, usual = made(DATA / "screened.yaml")[0], screen._MANY
    screen._MANY = -1
    try:
        found.check(Post("Bonjour."))
    finally:
        screen._MANY = usual
    assert found.screen._all
    return found


def made(path: Path) -> tuple[Checker, Checker]:
    charter = charters.load(path, path.name)
    return Checker(charter, now=NOW), Checker(charter, now=NOW, screened=False)


def test_the_charter_of_these_tests_is_the_one_shown() -> None:
    assert (DATA / "screened.yaml").read_text(encoding="utf-8") == RULES


def same(post: Post) -> None:
    screened, plain = pair()
    wanted = plain.check(post)
    assert screened.check(post) == wanted
    assert eager().check(post) == wanted


# Words of the rules, forms and neighbours of them, ordinary words; and what is done to hide them.
WORDS = """
Phénix Phenix phénix Hélios projet Nacelle nacelle projets AL50 Draille Falcon falcone chemin oiseau garanti garantie
garantissons rendement sans risque risques aujourd'hui seulement chiffre d'affaires daffaires affaires gain gains profit
assuré assurés meilleur meilleure marché produit produits gamme éco éco-responsable écologique Jamais Vu jamais vu PMU
pmu remise 20 % Comptoirs Malbosc Sévérac don't worry world's best risk-free risk free salaire élection élections nous
notre Galeries Aubrac Carte Buron Publicité #ad code promo @marque secret public client Dupont 28941234 1/3 2/3
bonjour à tous le la de l'atelier et un ouvre y a 3 davantage http://exemple.fr/Phenix https://ex.fr/projetNacelle
#Bonjour #ProjetNacelle #projetnacelle #sansrisque 🙂 👍🏽 ! ? … - — & rendez-vous 14h30 FR7630006000011234567890189
4970101234567890 01.23.45.67.89 l’été ’tis n’est qu’un R&D x_y *fort* _souligné_ marché.Phénix [alt: Phénix]
""".split()


def spaced(word: str) -> str:
    return " ".join(word)


DISGUISES = {
    "plain": lambda word: word,
    "lower": str.lower,
    "upper": str.upper,
    "swapped": str.swapcase,
    "tag": lambda word: "#" + word,
    "spaced": spaced,
    "dotted": ".".join,
    "dashed": "-".join,
    "starred": lambda word: word[:1] + "*" + word[2:],
    "leet": lambda word: word.translate(str.maketrans("eéiaost", "33!405+")),
    "doubled": lambda word: "".join(c * 3 if c in "aeiouy" else c for c in word),
    "zero": "\u200b".join,
    "soft": "\u00ad".join,
    "unit": lambda word: word[:2] + "\x1f" + word[2:],
    "cyrillic": lambda word: word.translate(str.maketrans("aeopcx", "аеорсх")),
    "bold": lambda word: "".join(chr(0x1D41A + ord(c) - 97) if "a" <= c <= "z" else c for c in word),
    "accents": lambda word: word.replace("e", "ë").replace("a", "ã"),
    "bare": lambda word: word.replace("é", "e").replace("É", "E"),
    "capital-i": lambda word: word.replace("l", "I"),
    "slip": lambda word: word[:2] + word[3:],
    "swap": lambda word: word[:2] + word[3:4] + word[2:3] + word[4:],
    "emoji": lambda word: word[:3] + "🎓" + word[3:],
    "quoted": lambda word: f"« {word} »",
    "emphasis": lambda word: f"**{word}**",
    "torn": lambda word: word[:2] + "?" + word[3:],
    "divided": lambda word: word[:3] + "-\n" + word[3:],
    "nbsp": lambda word: word + "\u00a0",
    "mojibake": lambda word: word.encode("utf-8").decode("cp1252", "replace"),
    "wide": lambda word: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word),
    "url": lambda word: f"https://ex.fr/{word}?a={word}&b",
    "camel": lambda word: "#" + word[:3].capitalize() + word[3:].capitalize(),
    "possessive": lambda word: word + "'s",
    "elided": lambda word: "d" + word,
}
disguised = st.builds(
    lambda how, word: DISGUISES[how](word), st.sampled_from(sorted(DISGUISES)), st.sampled_from(WORDS)
)
pieces = st.one_of(st.sampled_from(WORDS), disguised, st.text(max_size=6))
blanks = st.sampled_from([" ", " ", " ", "", "\n", "\n\n", "\u00a0", "\t", ", ", ". ", "\r\n", "\u2009", "'", "-", "/"])
texts = st.lists(st.tuples(pieces, blanks), min_size=1, max_size=14).map(lambda p: "".join(a + b for a, b in p))
roles = st.sampled_from([None, "createur", "stagiaire", "marque", "autre"])


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, roles)
def test_generated_texts_get_the_same_answer(text: str, role: str | None) -> None:
    same(Post(text, role=role))


@pytest.mark.parametrize("how", DISGUISES)
def test_every_word_in_every_disguise_gets_the_same_answer(how: str) -> None:
    for first, word in pairwise(WORDS):
        same(Post(f"Bonjour, {DISGUISES[how](first)} {DISGUISES[how](word)} ici.", role="autre"))


@pytest.mark.parametrize(
    "text",
    [
        "rendement 1/n\ngaranti sans 2/3\n risque",
        "sans 🙂 risque",
        "chiffre d affaires",
        "chiffre daffaires",
        "le projet « Nacelle »",
        "world's best, worlds best",
        "[alt text: sans] risque",
        "étudiant·e·s sans·e risque",
        "A à Z, a b c, P h é n i x",
        "U.S.A. P.M.U. PMU",
        "sans\u2009risque san\x1fs risque",
        "SANS–RISQUE sans_risque sans/risque",
        "le meilleur de tout le marché",
        "5 km/h sans 5% risque",
        "grand'sans risque",
        "#SansRisque #SANSrisque #sansRisque2 #sAnSrIsQuE",
        "pro-jet Nacelle, projet Na-celle, projet-nacelle.fr",
        "Pas de secret.\n\n2/ Un secret.",
        "a" * 500 + " garanti",
        "",
        "\u200b",
    ],
)
def test_hard_texts_get_the_same_answer(text: str) -> None:
    for role in (None, "createur"):
        same(Post(text, role=role))


SLIPPED = """\
charter: What once slipped through
language: fr
defaults: {language: fr}
clauses: {"1": One}
rules:
- {id: words, clause: "1", claim: [hôtel, arc-en-ciel, garanti, sans risque], message: M}
- {id: signs, clause: "1", claim: ["promo ... ?", "promo ... :", "<percent> ... ?"], message: M}
- {id: names, clause: "1", confidential: [Cheval, phénix, AL50], message: M}
"""


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "hoteI,",
        "(hoteI)",
        "l'hoteI,",
        "arc-en-cieI,",
        "ChevaI.",
        "https://ex.fr/[GarantiPlus",
        "ex.fr/[GarantiPlus]",
        "sans [\u200balt: risque]",
        "sans [a\u200blt: risque]",
        "sans [\ufe0fimage : risque]",
        "🇵\u200b🇭\u200b🇪\u200b🇳\u200b🇮\u200b🇽",
        "🇸\u200b🇦\u200b🇳\u200b🇸 🇷\u200b🇮\u200b🇸\u200b🇶\u200b🇺\u200b🇪",
        "promo zzkwqx?",
        "promo (zzkwqx?)",
        "promo zzkwqx: bla",
        "20% zzkwqx?",
        "cheval lAL50",
    ],
)
def test_what_once_slipped_through_is_seen(text: str, known: bool, tmp_path: Path, monkeypatch: Any) -> None:
    path = tmp_path / "charter.yaml"
    path.write_text(SLIPPED, encoding="utf-8")
    monkeypatch.setattr(screen, "_MANY", -1 if known else screen._MANY)
    screened, plain = made(path)
    screened.check(Post("Bonjour."))
    found = screened.check(Post(text))
    assert found == plain.check(Post(text))
    assert found.violations


@pytest.mark.parametrize("folder", ["galeries-aubrac", "northwind-robotics", "universite-val-de-loire"])
def test_posts_of_the_examples_get_the_same_answer(folder: str) -> None:
    screened, plain = made(EXAMPLES / folder / "charter.yaml")
    texts = [p for rule in plain.charter.rules for p in (*rule.examples.bad, *rule.examples.good)]
    path = EXAMPLES / "galeries-aubrac" / "posts.jsonl"
    with path.open("rb") as stream:
        texts += [item for item in read(Source(str(path), stream)) if isinstance(item, Post)]
    for post in texts:
        assert screened.check(post) == plain.check(post)


def test_all_packs_give_a_sample_of_their_examples_the_same_answer(tmp_path: Path) -> None:
    names = [name for name in pack_names() if name != "starter"]
    path = tmp_path / "charter.yaml"
    path.write_text(
        f"charter: All\nclauses: {{'1': One}}\nus: {{names: [Galeries Aubrac]}}\nuses: [{', '.join(names)}]\n"
        "rules: [{id: own, clause: '1', confidential: [projet Nacelle, Phénix], message: M}]\n",
        encoding="utf-8",
    )
    charter = api.load(path, cache=tmp_path / "cache")
    screened, plain = Checker(charter, now=NOW), Checker(charter, now=NOW, screened=False)
    dice = random.Random(3)
    examples = [post for rule in charter.rules for post in (*rule.examples.bad, *rule.examples.good)]
    broken = 0
    for post in dice.sample(examples, 300):
        words = post.text.split(" ")
        at = dice.randrange(len(words))
        words[at] = DISGUISES[dice.choice(list(DISGUISES))](words[at])
        other = replace(post, text=" ".join(words), role=post.role or dice.choice(["brand", "employee", None]))
        found = screened.check(other)
        assert found == plain.check(other), other.text
        broken += bool(found.violations)
    assert broken > 60


def phrases(line: str) -> list[Need] | None:
    return needs(unfold([parse(line)], Unfolding("fr")))


@pytest.mark.parametrize(
    ("line", "then"),
    [("sans risque", "risque"), ("l'effet garanti", "effet"), ("<percent>", None), ("garanti", None)],
)
def test_two_words_in_a_row_are_looked_for_together(line: str, then: str | None) -> None:
    found = phrases(line)
    assert found
    assert any(then in (need.then or ()) for need in found) is (then is not None)


@pytest.mark.parametrize("line", ["<org>", "(très) <person>"])
def test_what_has_no_word_of_its_own_always_counts_as_possible(line: str) -> None:
    assert phrases(line) is None


def test_an_ordinary_text_is_settled_without_a_tokenizer(desk: Path) -> None:
    checker = Checker(charters.load(desk / "charter.yaml"))
    text = "L’équipe vous attend jeudi, à 14 h 30 : venez voir nos vélos ! 🚲 #AtelierOuvert https://ex.fr/aB3"
    assert checker.check(Post(text, role="brand")).verdict == "clean"
    assert "judge" not in checker.__dict__


def test_long_words_are_no_way_to_stop_a_check() -> None:
    screened, _ = pair()
    assert screened.check(Post("sansrisque" * 9_000, role="autre")).verdict in ("clean", "violations")


def test_the_outline_knows_what_rules_ask_of_fields() -> None:
    charter = charters.load(DATA / "screened.yaml", "screened.yaml")
    made = outline(charter)
    assert {"createur", "stagiaire"} <= set(made.roles)
    assert not made.always
