"""Guards: a phrase that is denied, or quoted to be rejected, is not the statement a rule is after.

Each guard is a hole by construction, so each can be switched off in a rule, and reports name the one that held.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from postguard.analysis import Match
from postguard.tokens import Token
from postguard.typed import words
from postguard.unfolding import inflected

# A negator speaks for the words that follow it in its clause, up to this many tokens (French and English subordinate
# clauses rarely put more between « ne … pas » and the word denied).
REACH = 8

_ALONE = words(
    *"pas jamais aucun aucune sans ni nullement guère plutôt_que non".split(),
    *"not n't never cannot without nor neither nobody none nothing no".split(),
)
_ZERO = words("zero", "zéro")
"""Negators of a pattern, not of a sentence: « zéro risque »."""
_PREPOSITIONS = words("sans", "without", "no")
"""Negators that in a gap deny only what follows at once: « la première glace sans sucre de France »."""
_CONTINUED = words(*"aucun aucune nul nulle ni nor".split())
"""Negators that go on with the negation before them: « sans aucun », « jamais aucun », « sans frais ni risque »."""
_FRENCH_FIRST = words("ne", "n'")
_FRENCH_SECOND = words(*"pas jamais plus aucun aucune rien guère point personne nullement ni".split())
_FRENCH_SUBJECT = words("rien", "personne", "aucun", "aucune", "nul", "nulle", "jamais", "ni")
_ONLY = words(*"seulement uniquement simplement que juste only just merely simply".split())
_OF_VERBS = words("pas", "jamais", "not", "n't", "never", "cannot")
"""Negators of a verb: they deny a statement that has a negator of its own (« n'existe pas sans risque »)."""
_OF_SUBJECTS = words("no", "none", "nothing", "nobody", "neither")
_VERBS_OF_SUBJECTS = words(*"is are was were such exist exists come comes can has have offers offer".split())
# What stands here denies nothing of what follows: « sans aucun doute le meilleur », “don't miss our best …”.
_IDIOMS = tuple(
    tuple(idiom.split())
    for idiom in """sans conteste;sans contestation;sans aucun doute;sans nul doute;sans doute;sans hésiter
    sans hésitation;sans attendre;sans plus attendre;sans tarder;sans cesse;sans rire;n' importe
    pas mal;pas moins;pas peu;pas vrai;jamais trop;jamais aussi;jamais été aussi;jamais autant
    plus jamais sans;without doubt;without a doubt;without question;without further ado;no doubt
    no wonder;no matter;no question;no less;no joke;no kidding;no cap;not to mention;not too late
    never too late;never been so;never been this;never been more;why not;if not;pourquoi pas
    si ce n' est;non seulement;pas à côté;pourquoi ne pas;pourquoi ne plus;why do n't;why would n't
    why should n't;do n't you;wo n't you;is n't it;are n't you;n' est ce pas;n't pass up;not pass up
    n't pass on;n't go wrong;not go wrong;n't get enough;n't live without;n't skip;n't let it slip
    nothing beats;nothing but;nothing better;no better;no further;none other;not least
    cherchez plus;cherche plus;pas passer;pas faire mieux;trouverez pas mieux
    n't find better;n't find a better;n't find any better;not find better;not find a better
    n't do better;n't beat""".replace("\n", ";").split(";")
)
_IDIOMS_OF: dict[str, list[tuple[tuple[str, ...], int]]] = {}
"""Idioms by each of their first three words, with its place: a negator stands among them."""
for _idiom in _IDIOMS:
    for _at, _word in enumerate(_idiom[:3]):
        _IDIOMS_OF.setdefault(_word, []).append((_idiom, _at))
# What reassures, and then says something else: « Pas besoin, envoyez … », “No worries, just post …”.
_REASSURING = frozenset(
    tuple(phrase.split())
    for phrase in """no need;no worries;no worry;no problem;no rush;no stress;no panic;no pressure
    not a problem;pas besoin;pas de souci;pas de soucis;pas de problème;pas de problèmes;pas de panique;pas de stress
    pas d' inquiétude;aucun souci;aucun problème;aucune inquiétude;sans souci;sans problème""".replace("\n", ";").split(
        ";"
    )
)
_OF_REASSURANCE = words(*"to for of about with de d' à que qu' pour avec".split())
"""What follows of these is what there is no need of: “no need to post”, « pas besoin de poster »."""
_URGED = {
    "fr": "manquer rater louper hésiter attendre tarder oublier priver inquiéter",
    "en": "miss wait hesitate worry forget overlook sleep delay",
}
"""Verbs with which a negator urges: « Ne ratez pas », “Don't miss”."""
_INDEFINITE = words("un", "une", "des", "de", "d'")
_ANSWERS_NO = words(*"no non not faux false wrong jamais never nope impossible".split())
_STOPS = words("mais", "but", "however", "cependant", "pourtant") | frozenset(";:.!?…,(—–-")
_CONJUNCTIONS = words(*"et and ou or car donc because puisque".split())
_SUBJECTS = words(*"je j' tu il elle on nous vous ils elles c' ce ça cela i you he she it we they this that".split())
"""A conjunction and one of these begin another clause: « … pas de promesses et nous garantissons … »."""
_ALONGSIDE = words(*"et and avec with".split())
"""Behind one of these stands something else than what a preposition denies: “no fees and guaranteed returns”."""
_WORDS_OF_REJECTION = {
    "fr": """éviter bannir interdire refuser décliner rayer biffer supprimer retirer remplacer rectifier corriger
        démentir proscrire renoncer mot formule expression terme adjectif slogan vocabulaire mention promesse
        abus bannissement""",
    "en": """avoid ban refuse decline strike delete remove replace correct wrong misleading myth reject forbid word
        phrase term expression vocabulary slogan veto claim""",
}


@cache
def _rejection() -> frozenset[str]:
    return frozenset(
        form
        for language, listed in _WORDS_OF_REJECTION.items()
        for word in listed.split()
        for form in inflected(word, language)
    )


def denied(match: Match, own: Match | None = None) -> bool:
    """A negator governs the match, or stands in a gap of it; one among the words of its pattern denies nothing.

    `own`: of a word beside a match, that match, whose negators are part of a statement of their own.
    """
    if any(_denied_in_gap(match, start, end) for start, end in match.hit.gaps):
        return True
    own_words = _norms(match, match.hit.start, match.hit.end)
    if _refuted(match):
        return True
    clause = _clause_before(match, own)
    if not (_ALONE | _ZERO).isdisjoint(own_words):
        # « sans risque » denies the risk, not itself; « aucun placement n'est sans risque » denies the whole.
        if clause and own_words[0] in _CONTINUED and clause[-1] in _ALONE:
            clause.pop()  # « sans aucun risque » is one negation
        return _verb_denied(clause, own_words)
    after = _norms(match, match.hit.end, match.hit.end + 3)
    for at, word in enumerate(clause):
        following = clause[at + 1] if at + 1 < len(clause) else ""
        if _idle(clause, at, own_words):
            continue
        if word in _ALONE and (following not in _ONLY or _said(clause[:at], following)):
            if word in _PREPOSITIONS and not _ALONGSIDE.isdisjoint(clause[at + 2 :]):
                continue
            return True
        if word in _FRENCH_FIRST:
            # « ne … que » restricts, « ne » alone is ornament: only with its second half is it a denial.
            # « Rien n'est garanti », « aucun produit ne guérit »: the second half may stand first.
            if not _FRENCH_SUBJECT.isdisjoint(clause[max(at - 4, 0) : at]):
                return True
            # A second half inside the match belongs to its pattern: « vous n'avez rien à perdre ».
            rest = [*clause[at + 1 :], *after]
            if not _FRENCH_SECOND.isdisjoint(rest) and "que" not in rest[:3]:
                return True
    return False


def _norms(match: Match, start: int, end: int) -> list[str]:
    """The normalised words at these places of the text of a match."""
    items, visible = match.view.tokens.items, match.view.tokens.visible
    return [items[i].norm for i in visible[start:end]]


def _denied_in_gap(match: Match, start: int, end: int) -> bool:
    """« nous ne soutenons aucun candidat », for “soutenir ... candidat”; not « garantit, sans frais, un rendement »."""
    words = _norms(match, start, end)
    # « sans aucun risque », « sans frais ni risque », for “sans ... risque”: one negation, the pattern's own.
    begun = not (_ALONE | _ZERO | _FRENCH_FIRST).isdisjoint(_norms(match, match.hit.start, start))
    for at, word in enumerate(words):
        rest = words[at + 1 :]
        reach = 0 if word in _PREPOSITIONS else REACH // 2
        if word not in _ALONE or (begun and word in _CONTINUED) or _idle(words, at, []):
            continue
        if len(rest) <= reach and _STOPS.isdisjoint(rest):
            return True
    return False


def _clause_before(match: Match, own: Match | None) -> list[str]:
    """The words before the match in its clause, at most `REACH` of them, in the order of the text."""
    items, visible = match.view.tokens.items, match.view.tokens.visible
    start = match.hit.start
    sentence = items[visible[start]].sentence
    before: list[str] = []
    for index in range(start - 1, max(start - 1 - REACH, -1), -1):
        token = items[visible[index]]
        if token.sentence != sentence or token.norm in _STOPS or token.kind in ("EMOJI", "BREAK"):
            break
        if _in_hashtag(match, token) or (own and own.view is match.view and own.hit.start <= index < own.hit.end):
            break
        if token.norm in _CONJUNCTIONS and before and before[-1] in _SUBJECTS:
            break
        before.append(token.norm)
    return before[::-1]


def _in_hashtag(match: Match, token: Token) -> bool:
    """Whether a word stands in a hashtag that the match is no part of: nothing reaches over a row of hashtags."""
    tokens = match.view.tokens
    own = tokens.items[tokens.visible[match.hit.start]].group
    return token.group >= 0 and token.group != own and tokens.groups[token.group].kind == "hashtag"


def _idle(clause: list[str], at: int, ahead: list[str]) -> bool:
    """Whether the negator at this place denies nothing: part of an idiom, reassuring, or urging.

    `ahead`: the words behind the clause, which may go on with what reassures.
    """
    if _reassures([*clause, *ahead[:4]][at : at + 4]):
        return True
    for idiom, shift in _IDIOMS_OF.get(clause[at], ()):
        if at >= shift and tuple(clause[at - shift : at - shift + len(idiom)]) == idiom:
            return True
    if clause[at] in _FRENCH_FIRST:
        halves = [i for i in range(at + 1, min(at + 4, len(clause))) if clause[i] in _FRENCH_SECOND]
        return _urges(clause, at + 1, at + 4) or any(_idle(clause, i, ahead) for i in halves)
    return clause[at] in _OF_VERBS and _urges(clause, max(at - 2, 0), at + 3)


def _urges(clause: list[str], start: int, end: int) -> bool:
    """Whether a verb of urging stands there: « n'attendez pas »; « n'attendez pas un … » is not expecting one."""
    for at in range(start, min(end, len(clause))):
        if clause[at] in _urged():
            behind = [word for word in clause[at + 1 : at + 3] if word not in _FRENCH_SECOND]
            return not (clause[at] in inflected("attendre", "fr") and behind and behind[0] in _INDEFINITE)
    return False


def _reassures(words: list[str]) -> bool:
    """Whether the words begin with a phrase that reassures, and that is all there is no need of."""
    for length in (2, 3):
        if tuple(words[:length]) in _REASSURING:
            return _OF_REASSURANCE.isdisjoint(words[length : length + 1])
    return False


@cache
def _urged() -> frozenset[str]:
    return frozenset(
        form for language, verbs in _URGED.items() for verb in verbs.split() for form in inflected(verb, language)
    )


def _verb_denied(clause: list[str], ahead: list[str]) -> bool:
    """Whether a verb of the clause is denied, or its subject: « il n'existe pas de … », “no fund is …”."""
    for at, word in enumerate(clause):
        rest = clause[at + 1 :]
        if _idle(clause, at, ahead) or (rest and rest[0] in _ONLY):
            continue
        if word in _OF_VERBS:
            return True
        if word in _OF_SUBJECTS and not _VERBS_OF_SUBJECTS.isdisjoint(rest):
            return True
        subject = not _FRENCH_SUBJECT.isdisjoint(clause[max(at - 4, 0) : at])
        if word in _FRENCH_FIRST and (subject or not _FRENCH_SECOND.isdisjoint(rest)):
            return True
    return False


def _refuted(match: Match) -> bool:
    """The match stands in a question, and what follows answers no: « Sans risque ? Ça n'existe pas. »"""
    items, visible = match.view.tokens.items, match.view.tokens.visible
    at, last = match.hit.end, match.sentences[-1]
    while at < len(visible) and items[visible[at]].sentence == last:
        at += 1
    if at == match.hit.end or at >= len(visible) or "?" not in items[visible[at - 1]].norm:
        return False
    answer = [items[visible[i]].norm for i in range(at, min(at + 6, len(visible)))]
    following = items[visible[at]].sentence
    answer = [word for i, word in enumerate(answer) if items[visible[at + i]].sentence == following]
    nothing = {"n'", "ne", "existe", "pas"} <= {*answer, "ne"} and "existe" in answer
    return answer[0] in _ANSWERS_NO or nothing or ("exist" in answer and not _ALONE.isdisjoint(answer))


def _said(before: list[str], following: str) -> bool:
    """« Nous n'écrivons pas que … »: the saying is denied, and so is what is said; « pas que » alone restricts."""
    return following in ("que", "qu'") and any(word in _saying() for word in before[-2:])


@cache
def _saying() -> frozenset[str]:
    verbs = "dire écrire affirmer prétendre promettre garantir penser croire annoncer soutenir déclarer".split()
    return frozenset(form for verb in verbs for form in inflected(verb, "fr"))


def quoted_to_reject(match: Match) -> bool:
    """The match stands in quotes, and a negator or a word of rejection in this sentence, the one before or after."""
    tokens = match.view.tokens
    first, last = tokens.items[tokens.visible[match.hit.start]], tokens.items[tokens.visible[match.hit.end - 1]]
    if not any(quote.start <= first.start and last.end <= quote.end for quote in tokens.quotes):
        return False
    inside = range(match.hit.start, match.hit.end)
    around = range(first.sentence - 1, last.sentence + 2)
    for index, position in enumerate(tokens.visible):
        token = tokens.items[position]
        if token.sentence in around and index not in inside and (token.norm in _ALONE or token.norm in _rejection()):
            return True
    return False


def asked(match: Match) -> bool:
    """The sentence of the match ends in a question mark."""
    tokens = match.view.tokens
    last = match.sentences[-1]
    ending = [tokens.items[i] for i in tokens.visible if tokens.items[i].sentence == last]
    return any(token.kind == "PUNCT" and "?" in token.norm for token in ending[-2:])


def reported(match: Match) -> bool:
    """Somebody else says it: « selon l'Insee », “according to Eurostat” stands before the match in its sentence."""
    items, visible = match.view.tokens.items, match.view.tokens.visible
    sentence = items[visible[match.hit.start]].sentence
    before = [items[visible[i]] for i in range(max(match.hit.start - 3 * REACH, 0), match.hit.start)]
    words = [token.norm for token in before if token.sentence == sentence]
    pairs = set(pairwise(words))
    return "selon" in words or not pairs.isdisjoint({("d'", "après"), ("d'", "apres"), ("according", "to")})


GUARDS = {"denied": denied, "quoted": quoted_to_reject, "asked": asked, "reported": reported}
"""Name in a rule → test. To add a guard, add a function and a line here."""
