"""Results to report on, as an engine would give them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from postguard.model import (
    Charter,
    Clause,
    Dependency,
    Part,
    Post,
    Problem,
    Report,
    Result,
    Severity,
    Span,
    Violation,
)

CODE_NAMES = Clause("3.1", "Noms de code")
PRAISE = Clause("4.2", "Comparaisons et superlatifs")
MENTION = Clause("5.1", "Mention de toute collaboration commerciale")
ROLES = Clause("6.1", "Qui parle")


def charter(contact: str = "reseaux@galeries-aubrac.example") -> Charter:
    return Charter(
        title="Charte des médias sociaux des Galeries Aubrac",
        version="4.2",
        language="fr",
        timezone=ZoneInfo("Europe/Paris"),
        contact=contact,
        clauses={},
        rules=(),
        defaults={},
        path="charter.yaml",
    )


def violation(
    text: str,
    words: str | None,
    *,
    rule: str = "superlatif",
    kind: str = "claim",
    clause: Clause = PRAISE,
    severity: Severity = "warning",
    message: str = "Un superlatif doit pouvoir être prouvé.",
    instead: str = "Décrivez le produit sans le comparer.",
    part: str | None = None,
) -> Violation:
    """A violation whose span is where `words` first stand in `text`."""
    span = None if words is None else Span(text.index(words), text.index(words) + len(words))
    return Violation(rule, kind, clause, severity, span, message, instead, "0123456789abcdef", part)


def code_name(text: str, words: str, part: str | None = None) -> Violation:
    return violation(
        text,
        words,
        rule="nom-de-code",
        kind="confidential",
        clause=CODE_NAMES,
        severity="error",
        message="Nom de code d’un projet confidentiel.",
        instead="Attendez l’annonce officielle.",
        part=part,
    )


def missing_mention() -> Violation:
    return violation(
        "",
        None,
        rule="mention-commerciale",
        kind="disclosure",
        clause=MENTION,
        severity="error",
        message="Une collaboration commerciale se dit dès la première ligne, avant tout mot-dièse.",
        instead="Commencez par « Collaboration commerciale ».",
    )


def report() -> Report:
    """A clean post, a file, two records, a row and a source that could not be read."""
    file = "Bonne rentrée à tous !\n\n☕️ Réunion #ProjetDraille bouclée, la meilleure équipe de France 🇫🇷\n"
    cell = "日本の友達と一緒に Découvrez le meilleur fromage du monde 👩‍🍳 avec @lea, c'est cadeau"
    comment = "Merci à l'équipe Cornaline"
    return Report(
        charter(),
        (
            Result(Post("Bonjour !", id="v00", source="posts.csv", record=1, line=2)),
            Result(
                Post(file, source="brouillons/rentrée.md", line=5),
                (code_name(file, "#ProjetDraille"), violation(file, "la meilleure équipe de France")),
            ),
            Result(
                Post(
                    cell,
                    id="v02",
                    source="posts.csv",
                    record=2,
                    line=3,
                    network="instagram",
                    role="createur-partenaire",
                    parts=(Part("premier commentaire", comment, 3),),
                ),
                (
                    missing_mention(),
                    violation(cell, "le meilleur fromage du monde", severity="info"),
                    code_name(comment, "Cornaline", "premier commentaire"),
                ),
            ),
            Result(
                Post("On recrute.", id="v03", source="posts.csv", record=3, line=4),
                depends=(
                    Dependency("ambassadeur", ROLES, "role"),
                    Dependency("porte-parole", ROLES, "role"),
                    Dependency("embargo", Clause("7", "Embargos"), "publish_at"),
                ),
                problems=(Problem("posts.csv", "The date “demain” was not understood.", 3, 4, 12),),
            ),
            Problem("posts.csv", "The row has 3 cells, the heading 5.", 4, 5),
            Problem("photos.zip", "This is not a format that can be read."),
        ),
    )
