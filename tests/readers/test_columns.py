"""What a heading means, which network a name means."""

from __future__ import annotations

import pytest

from postguard.errors import ReadError
from postguard.readers.columns import Role, assign, kind_of, listed, role_of, same
from postguard.readers.folding import fold
from postguard.readers.networks import NETWORKS, networks_in, ticked
from postguard.readers.spellings import HEADINGS

MEANT: dict[str, str] = {
    "Text": "text",
    "message_text": "text",
    "post_content": "text",
    "CAPTION": "text",
    "Texte de la publication": "text",
    "Légende": "text",
    "Beitragstext": "text",
    "Mensaje": "text",
    "Testo del post": "text",
    "N°": "id",
    "Réseau": "network",
    "Plateforme(s)": "network",
    "providerIdentifier": "network",
    "Rôle de l'auteur": "role",
    "author_role": "role",
    "Profil": "role",
    "Autor/in": "author",
    "Auteur(e)": "author",
    "Autorin": "author",
    "publishDate": "publish_at",
    "postAtSpecificTime (YYYY-MM-DD HH:mm:ss)": "publish_at",
    "Date - Intl. format or prompt": "publish_at",
    "Posting Time": "publish_at",
    "Fecha": "publish_at",
    "Heure": "time",
    "time_24hr": "time",
    "Langue": "language",
    "First Comment Text": "part",
    "Premier commentaire": "part",
    "Comment(s) - Separated by ||": "part",
    "Alt text picture 3": "part",
    "Pinterest Pin Title": "part",
    "LinkedIn Poll Option 2": "part",
    "Document title": "part",
    "Link(s) - Separated by comma for FB carousels": "part",
    "Twitter/X": "flag",
    "GBP": "flag",
    "Commentaire": "meta",
    "Statut": "meta",
    "Tags": "meta",
    "Image URL": "meta",
    "": "meta",
    "(texte)": "text",
}


@pytest.mark.parametrize(("heading", "kind"), MEANT.items(), ids=MEANT)
def test_a_heading_means_a_role(heading: str, kind: str) -> None:
    assert role_of(heading).kind == kind


@pytest.mark.parametrize(
    ("heading", "network", "language"),
    [
        ("Texte LinkedIn", "linkedin", None),
        ("Caption (Instagram)", "instagram", None),
        ("Texte pour X", "x", None),
        ("Texte FR", None, "fr"),
        ("Text (English)", None, "en"),
        ("Copy LinkedIn EN", "linkedin", "en"),
    ],
)
def test_a_text_can_be_for_one_network_or_language(heading: str, network: str | None, language: str | None) -> None:
    role = role_of(heading)
    assert (role.kind, role.network, role.language) == ("text", network, language)


@pytest.mark.parametrize("heading", ["Texte LinkedIn Facebook", "Texte FR EN", "Texte", "Visuel LinkedIn"])
def test_a_text_for_several_is_no_variant(heading: str) -> None:
    assert (role_of(heading).network, role_of(heading).language) == (None, None)


@pytest.mark.parametrize(
    ("heading", "name", "expected"),
    [
        ("Texte", "texte", True),
        ("Réseau social", "reseau-social", True),
        ("draft.txt", "Txt", True),
        ("draft.txt", "draft.txt", True),
        ("draft.txt", "draft", False),
        ("", "?", False),
    ],
)
def test_a_column_is_found_under_the_name_that_the_user_gives(heading: str, name: str, expected: bool) -> None:
    assert same(heading, name) is expected


def test_no_heading_means_two_things_in_one_language() -> None:
    for language in ("en", "fr", "de", "es", "it"):
        named: dict[str, str] = {}
        for kind, languages in HEADINGS.items():
            for name in languages[language].split(","):
                assert named.setdefault(fold(name), kind) == kind, (language, name)


def test_what_the_user_says_goes_first() -> None:
    roles = assign(["Notes", "Text", "Réseau"], {"text": "notes", "lang": "Réseau"})
    assert [(role.kind, role.rank) for role in roles] == [("text", -1), ("part", 0), ("language", -1)]


def test_a_role_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ReadError) as error:
        kind_of("colour")
    assert str(error.value) == (
        "A column cannot be mapped to “colour”; possible: "
        "text, id, language, network, role, author, publish_at, time, part."
    )


def test_a_message_lists_headings_and_never_a_whole_text() -> None:
    assert listed(["Date", " ", "x" * 41]) == "“Date”"
    assert listed([]) == "none"
    assert listed([f"c{i}" for i in range(32)]).endswith("“c29” and 2 more")


NAMED: dict[str, tuple[str, ...]] = {
    "LinkedIn": ("linkedin",),
    "linkedin-page": ("linkedin",),
    "X (Twitter)": ("x",),
    "Twitter/X": ("x",),
    "X (ex-Twitter)": ("x",),
    "Google Business": ("gbp",),
    "Page Facebook": ("facebook",),
    "Instagram, Facebook": ("instagram", "facebook"),
    "LinkedIn et X": ("linkedin", "x"),
    "Facebook|Facebook": ("facebook",),
    "Radio Lyon": ("radio lyon",),
    "Intranet; Newsletter": ("intranet", "newsletter"),
    " ": (),
}


@pytest.mark.parametrize(("value", "codes"), NAMED.items(), ids=NAMED)
def test_a_name_means_networks(value: str, codes: tuple[str, ...]) -> None:
    assert networks_in(value) == codes


def test_every_code_names_itself() -> None:
    assert [networks_in(code) for code in NETWORKS] == [(code,) for code in NETWORKS]


@pytest.mark.parametrize(
    ("value", "answer"), [("TRUE", True), ("oui", True), ("", False), ("no", False), ("à voir", None)]
)
def test_a_tick(value: str, answer: bool | None) -> None:
    assert ticked(value) is answer


def test_a_role_is_plain_data() -> None:
    assert role_of("Texte") == Role("text", 0, "fr")
