"""French, English, both, or undecided."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import postguard.language
from postguard.language import BOTH, ENGLISH, FRENCH, UNDECIDED, languages, languages_of_text, words_of

CUES = Path(postguard.language.__file__).with_name("data") / "language_words.txt"

FRENCH_TEXTS = {
    "plain": "Nous ouvrons demain un nouvel atelier de couture au deuxième étage.",
    "no accents": "On vous attend des demain matin, la boutique est ouverte jusqu'a 20 h.",
    "only words which lost an accent": "Deja tres fache",
    "capitals without accents": "DERNIERE JOURNEE DES SOLDES, TOUT EST A MOITIE PRIX",
    "capitals with accents": "DERNIÈRE JOURNÉE : L'ÉQUIPE VOUS REMERCIE !",
    "elisions": "L'hôtel d'en face, c'est qu'il n'ouvre jamais",
    "curly elisions": "L’hôtel d’en face, c’est qu’il n’ouvre jamais",
    "one greeting": "Merci !",
    "hashtags only": "#BonneAnnée #JoyeuxNoël #MeilleursVoeux",
    "marketing words": "Le must-have de la saison : un vrai game changer, ready to wear et feel good !",
    "black friday": "C'est le Black Friday ! Shopping, cashback et best deals au rendez-vous",
    "English job titles": "Notre Chief Happiness Officer anime un afterwork avec les équipes Business Development",
    "written as spoken": "jsuis trop contente mdr, g tt reçu bcp plus vite que prévu",
    "address in English": "Le programme est là : https://www.example.org/what-we-think-about-the-future-of-work",
    "mention in English": "@TheHouseOfTheRisingSun merci pour cette soirée",
    "bold letters": "𝗡𝗼𝘂𝘀 𝗿𝗲𝗰𝗿𝘂𝘁𝗼𝗻𝘀 dans toute la France",
    "emoji between words": "Enfin 🎉 la 🎉 nouvelle 🎉 collection 🎉 est 🎉 arrivée",
    "gender-inclusive": "Les étudiant·es et les enseignant·es sont attendu·es à la rentrée",
}
ENGLISH_TEXTS = {
    "plain": "We are opening a new sewing workshop on the second floor tomorrow.",
    "capitals": "LAST DAY OF THE SALES, EVERYTHING IS HALF PRICE",
    "contractions": "Don't worry, we've got it and they'll love it",
    "curly contractions": "Don’t worry, we’ve got it and they’ll love it",
    "contractions without apostrophe": "im sure they didnt see it coming lol",
    "one greeting": "Thanks!",
    "hashtags only": "#HappyNewYear #ThankYou",
    "French brand": "So proud of our team at La Maison du Chocolat in Lyon",
    "French product": "Our new Eau de Parfum is out now, find it at Le Comptoir near you",
    "French place": "We had lunch in Aix-en-Provence and visited the Musée des Beaux-Arts",
    "French borrowings": "A café with a certain charm, and their crème brûlée is the pièce de résistance",
    "address in French": "Read more about it here: https://www.example.fr/nous-avons-une-nouvelle-boutique-pour-vous",
}
MIXED_TEXTS = {
    "two paragraphs": "Nous recrutons deux personnes pour l'atelier de Lyon.\n\n"
    "We are hiring two people for the workshop in Lyon.",
    "English first": "Our store opens on Monday and you are all welcome. / "
    "Notre magasin ouvre lundi et vous êtes tous les bienvenus.",
    "no punctuation between": "on ouvre enfin notre boutique lundi venez nombreux "
    "we are finally opening our shop on monday come and see us",
    "English slogan in a French post": "It's time. Just do it with us. "
    "Notre nouvelle collection est là pour vous dès demain matin.",
    "English title in a French post": "En boucle depuis ce matin : « Here Comes the Sun », quelle chanson magnifique",
    "disclosure in the other language": "Paid partnership with the museum. "
    "J'ai passé la journée dans les salles et je vous raconte tout.",
}
UNDECIDED_TEXTS = {
    "empty": "",
    "emoji": "🔥🔥🔥",
    "address": "https://example.fr/les-offres-de-la-rentree",
    "mentions": "@the_house_of_style @LaMaisonDuChat",
    "numbers": "2026 -30 % 12:45",
    "names": "Rodez, Millau, Clermont-Ferrand",
    "shared words": "Communication, information, innovation",
    "German": "Wir öffnen morgen eine neue Werkstatt im zweiten Stock und freuen uns auf euch.",
    "German, English words": "Unser Team hat heute ein Meeting mit dem Marketing und das Feedback war super.",
    "German, English tail": "Projektleitung, Gehaltserhöhung, Wohnungssuche: all you need",
    "Spanish": "Mañana abrimos un nuevo taller de costura en la segunda planta, te esperamos.",
    "Italian": "Domani apriamo un nuovo laboratorio di sartoria al secondo piano, vi aspettiamo.",
    "Dutch": "Morgen openen we een nieuw naaiatelier op de tweede verdieping, we zien je daar graag.",
    "Dutch, close to English": "We hebben een open dag in het museum, was je er al eens?",
    "Portuguese": "Amanhã abrimos uma nova oficina de costura no segundo andar, esperamos por você.",
    "Catalan": "Demà obrim un nou taller de costura a la segona planta, us hi esperem amb els nens.",
    "Romanian": "Mâine deschidem un nou atelier de croitorie la etajul doi și vă așteptăm.",
    "Swedish": "I morgon öppnar vi en ny syateljé och det är gratis för alla som vill komma.",
    "Polish": "Jutro otwieramy nową pracownię krawiecką na drugim piętrze, czekamy na was.",
    "Russian": "Завтра мы открываем новую мастерскую.",
    "Japanese": "明日、新しいアトリエがオープンします。",
    "Arabic": "نفتتح غدا ورشة جديدة",
}
CASES = [
    pytest.param(text, expected, id=f"{'+'.join(sorted(expected)) or 'undecided'}: {name}")
    for texts, expected in (
        (FRENCH_TEXTS, FRENCH),
        (ENGLISH_TEXTS, ENGLISH),
        (MIXED_TEXTS, BOTH),
        (UNDECIDED_TEXTS, UNDECIDED),
    )
    for name, text in texts.items()
]
ALL_TEXTS = [*FRENCH_TEXTS.values(), *ENGLISH_TEXTS.values(), *MIXED_TEXTS.values(), *UNDECIDED_TEXTS.values()]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_language_of_a_text(text: str, expected: frozenset[str]) -> None:
    assert languages_of_text(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["l'", "équipe", "d'", "à", "côté"], FRENCH, id="elisions cut off"),
        pytest.param(["l'équipe", "qu'on", "attend"], FRENCH, id="elisions left on"),
        pytest.param(["l’équipe", "qu’on", "attend"], FRENCH, id="curly elisions left on"),
        pytest.param(["they", "do", "n't", "'ve"], ENGLISH, id="contractions cut off"),
        pytest.param(["don’t", "they’ve"], ENGLISH, id="curly contractions"),
        pytest.param(["e\u0301tudiantes"], FRENCH, id="decomposed accent"),
        pytest.param(["étudiantes"], FRENCH, id="composed accent"),
        pytest.param(["'", "-", "12", "", "%", "#"], UNDECIDED, id="no letters"),
        pytest.param([], UNDECIDED, id="no words"),
    ],
)
def test_language_of_words_however_they_were_cut(words: list[str], expected: frozenset[str]) -> None:
    assert languages(words) == expected


def test_words_leave_out_addresses_and_mentions_and_cut_hashtags() -> None:
    text = "L’été @MaisonDuChat #BonneAnnée #MOI voir https://a.example/the-b www.c.example ÇA"
    assert words_of(text) == ["l'été", "bonne", "année", "moi", "voir", "ça"]


@given(st.text())
@example("\u0130'\u0307--''")
@example("#" + "aA" * 50)
def test_any_text_has_an_answer(text: str) -> None:
    assert languages_of_text(text) <= BOTH


@given(st.lists(st.text()))
def test_any_words_have_an_answer(words: list[str]) -> None:
    assert languages(words) <= BOTH


TEXTS = st.lists(
    st.sampled_from([*ALL_TEXTS, "l’", "qu'", "É", "the", " ", "ß", "œuvre", "was", "-", "ŒUF"]), max_size=4
).map("".join)
LATIN = st.text(st.characters(codec="latin-1"))
EITHER = st.one_of(TEXTS, LATIN).map(lambda text: text.replace("#", "").replace("µ", ""))
"""Hashtags are left out: where they are cut depends on their capitals."""


@given(EITHER)
def test_capitals_change_nothing(text: str) -> None:
    assert languages_of_text(text.upper()) == languages_of_text(text.lower()) == languages_of_text(text)


@given(EITHER)
def test_unicode_form_changes_nothing(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert languages_of_text(decomposed) == languages_of_text(unicodedata.normalize("NFC", text))


@given(EITHER)
def test_shape_of_the_apostrophe_changes_nothing(text: str) -> None:
    assert languages_of_text(text.replace("'", "’")) == languages_of_text(text.replace("’", "'"))


@pytest.mark.parametrize("french", [FRENCH_TEXTS[name] for name in ("plain", "no accents", "written as spoken")])
@pytest.mark.parametrize("english", [ENGLISH_TEXTS[name] for name in ("plain", "capitals", "curly contractions")])
@pytest.mark.parametrize("between", ["\n\n", " ", " / "], ids=repr)
def test_a_sentence_in_each_language_is_both_in_either_order(french: str, english: str, between: str) -> None:
    assert languages_of_text(french + between + english) == BOTH
    assert languages_of_text(english + between + french) == BOTH


@pytest.mark.parametrize(
    "text", ["a" * 20_000, "@" * 20_000, "a'" * 10_000, "#aA" * 7_000, "é-" * 10_000, "www." * 5_000]
)
def test_a_bomb_is_read_in_linear_time(text: str) -> None:
    languages_of_text(text * 10)


def test_a_cue_is_listed_once_per_language() -> None:
    counts: Counter[tuple[str, str]] = Counter()
    section = ""
    for line in CUES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]").rpartition(" ")[0]
        elif not line.startswith("#"):
            counts.update((section, cue) for cue in line.split())
    assert [cue for cue, n in counts.items() if n > 1] == []
    words = {cue for section, cue in counts if section in ("fr", "en", "other")}
    assert [cue for section, cue in counts if section == "neutral" and cue in words] == []


def test_cues_are_lower_case_composed_and_straight() -> None:
    text = CUES.read_text(encoding="utf-8")
    cues = [cue for line in text.splitlines() if not line.startswith(("#", "[")) for cue in line.split()]
    assert [cue for cue in cues if cue != unicodedata.normalize("NFC", cue.lower()) or "’" in cue] == []


def test_import_brings_nothing_heavy() -> None:
    code = (
        "import sys; before = set(sys.modules); import postguard.language; "
        "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["postguard"]
