"""Every word that reporters say to people, in each language of the interface.

French typography: no-break space before a colon and inside « », narrow no-break space before ; ! ?
"""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "severity.error": "error",
        "severity.warning": "warning",
        "severity.info": "info",
        "certainty.verified": "source verified",
        "certainty.secondary": "read in a summary",
        "certainty.unverified": "source not verified",
        "certainty.house": "house rule",
        "colon": ": ",
        "clause": "clause\xa0{clause}",
        "part": "in “{part}”:",
        "missing": "Missing from the post.",
        "missing.part": "Missing from “{part}”.",
        "whole": "The whole post is concerned.",
        "whole.part": "The whole of “{part}” is concerned.",
        "lines.one": "… {n} more line",
        "lines.many": "… {n} more lines",
        "unnamed": "(text)",
        "record": "record {record}",
        "id": "id {id}",
        "role": "role {role}",
        "depends.one": "not decided: rule {rules} depends on {field}; {remedy}",
        "depends.many": "not decided: rules {rules} depend on {field}; {remedy}",
        "depends.rule": "{rule} (clause\xa0{clause})",
        "depends.more": "and {n} more",
        "field.role": "the role of the author",
        "field.network": "the network",
        "field.language": "the language of the post",
        "field.publish_at": "the moment the post goes out",
        "field.other": "the field “{field}”",
        "remedy.role": "say it with --role or defaults: in the charter",
        "remedy.network": "say it with --network or defaults: in the charter",
        "remedy.language": "say it with --language or defaults: in the charter",
        "remedy.publish_at": "say it with --publish-at or beside the post",
        "remedy.other": "say it beside the post",
        "problem": "not checked: {reason}",
        "problem.line": "not checked, line {line}: {reason}",
        "problem.column": "not checked, line {line}, column {column}: {reason}",
        "posts.one": "{n} post: ",
        "posts.many": "{n} posts: ",
        "nothing": "nothing was checked",
        "clean.one": "{n} clean",
        "clean.many": "{n} clean",
        "violating.one": "{n} with violations",
        "violating.many": "{n} with violations",
        "error.one": "{n} error",
        "error.many": "{n} errors",
        "warning.one": "{n} warning",
        "warning.many": "{n} warnings",
        "info.one": "{n} info",
        "info.many": "{n} infos",
        "unchecked.one": "{n} not fully checked",
        "unchecked.many": "{n} not fully checked",
        "unread.one": "{n} entry not read",
        "unread.many": "{n} entries not read",
        "contact": "A question before publishing: {contact}",
    },
    "fr": {
        "severity.error": "erreur",
        "severity.warning": "avertissement",
        "severity.info": "info",
        "certainty.verified": "source vérifiée",
        "certainty.secondary": "lu dans un résumé",
        "certainty.unverified": "source non vérifiée",
        "certainty.house": "règle maison",
        "colon": "\xa0: ",
        "clause": "article\xa0{clause}",
        "part": "dans «\xa0{part}\xa0»\xa0:",
        "missing": "Absent du message.",
        "missing.part": "Absent de «\xa0{part}\xa0».",
        "whole": "Tout le message est concerné.",
        "whole.part": "Tout le texte de «\xa0{part}\xa0» est concerné.",
        "lines.one": "… encore {n} ligne",
        "lines.many": "… encore {n} lignes",
        "unnamed": "(texte)",
        "record": "enregistrement {record}",
        "id": "id {id}",
        "role": "rôle {role}",
        "depends.one": "non tranché\xa0: la règle {rules} dépend {field}\u202f; {remedy}",
        "depends.many": "non tranché\xa0: les règles {rules} dépendent {field}\u202f; {remedy}",
        "depends.rule": "{rule} (article\xa0{clause})",
        "depends.more": "et {n} de plus",
        "field.role": "du rôle de l’auteur",
        "field.network": "du réseau",
        "field.language": "de la langue du message",
        "field.publish_at": "du moment de la publication",
        "field.other": "du champ «\xa0{field}\xa0»",
        "remedy.role": "indiquez-le avec --role ou sous «\xa0defaults\xa0» dans la charte",
        "remedy.network": "indiquez-le avec --network ou sous «\xa0defaults\xa0» dans la charte",
        "remedy.language": "indiquez-la avec --language ou sous «\xa0defaults\xa0» dans la charte",
        "remedy.publish_at": "indiquez-le avec --publish-at ou à côté du message",
        "remedy.other": "indiquez-le à côté du message",
        "problem": "non contrôlé\xa0: {reason}",
        "problem.line": "non contrôlé, ligne\xa0{line}\xa0: {reason}",
        "problem.column": "non contrôlé, ligne\xa0{line}, colonne\xa0{column}\xa0: {reason}",
        "posts.one": "{n} message\xa0: ",
        "posts.many": "{n} messages\xa0: ",
        "nothing": "rien n’a été contrôlé",
        "clean.one": "{n} sans manquement",
        "clean.many": "{n} sans manquement",
        "violating.one": "{n} avec manquements",
        "violating.many": "{n} avec manquements",
        "error.one": "{n} erreur",
        "error.many": "{n} erreurs",
        "warning.one": "{n} avertissement",
        "warning.many": "{n} avertissements",
        "info.one": "{n} info",
        "info.many": "{n} infos",
        "unchecked.one": "{n} pas entièrement contrôlé",
        "unchecked.many": "{n} pas entièrement contrôlés",
        "unread.one": "{n} entrée non lue",
        "unread.many": "{n} entrées non lues",
        "contact": "Une question avant de publier\u202f? {contact}",
    },
}


class Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self._words = WORDS[language]
        self._one = (0, 1) if language == "fr" else (1,)  # "0 message", but "0 posts"

    def __contains__(self, key: str) -> bool:
        return key in self._words

    def __call__(self, key: str, **values: object) -> str:
        return self._words[key].format(**values)

    def count(self, key: str, n: int, **values: object) -> str:
        return self(f"{key}.{'one' if n in self._one else 'many'}", n=n, **values)
