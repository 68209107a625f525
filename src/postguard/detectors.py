"""Typed tokens recognised by their shape and proved by a check: IBAN, card, phone, social-security number, keys.

Shapes are found by linear regular expressions; checksums and numbering plans are those of python-stdnum and
phonenumbers, imported when a candidate stands in a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from postguard.model import Span

_GROUPED = r"[ .\-\u00a0]?"


def _iban(found: str) -> bool:
    from stdnum import iban

    return bool(iban.is_valid(found, check_country=False))


# Prefixes and lengths that issuers use: a SIRET, a tracking number or an IMEI passes the same checksum.
_ISSUERS = re.compile(
    r"""(?x) (?: 4\d{15} | 4\d{12} | 4\d{18} | 5[1-5]\d{14} | 2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}
    | (?:6011|65\d\d|64[4-9]\d|62\d\d|35[2-8]\d)\d{12} | 62\d{17} | 3[47]\d{13} | 3(?:0[0-5]|6\d|8\d)\d{11}
    | (?:50|5[6-9]|6\d)\d{10,17} )"""
)


def _card(found: str) -> bool:
    from stdnum import luhn

    digits = re.sub(r"\D", "", found)
    return len(set(digits)) > 1 and bool(_ISSUERS.fullmatch(digits)) and bool(luhn.is_valid(digits))


def _nir(found: str) -> bool:
    from stdnum.fr import nir

    return bool(nir.is_valid(found))


def _phone(found: str) -> bool:
    import phonenumbers

    regions = (None,) if found.startswith("+") else ("FR", "GB", "US")
    for region in regions:
        try:
            number = phonenumbers.parse(found, region)
        except phonenumbers.NumberParseException:
            continue
        # Ranges reserved for fiction are no numbers for the library, and look like some to a reader.
        if phonenumbers.is_possible_number(number) and (region != "US" or re.search(r"[()\-.]", found)):
            return True
    return False


def _always(_: str) -> bool:
    return True


# What mixes letters and digits and is no secret: addresses, dates, times, amounts, models, standards, versions.
_NO_PASSWORD = re.compile(
    r"""(?xi) https?:.* | www\..* | [^@]+@[^@]+\.[a-z]{2,} | [#@]\w+ | [\d.,:/+\-–€$£%]+ | .*['’].*
    | \d{1,2}[h:]\d{0,2}(?:min|am|pm)? | \d{1,2}(?:am|pm) | \d{1,4}e?r? | [\d.,]+x[\d.,x]+
    | [+\-–]?[\d.,]+(?:k|m|g|kg|mg|µg|t|l|cl|ml|dl|km|cm|mm|nm|m2|m3|m²|m³|ha|h|j|s|ms|min|mn|mins?|hrs?|ans?|yo|mois
      |wk|w|kw|kwh|wh|mw|gw|gwh|v|a|mah|hz|khz|mhz|ghz|go|mo|to|ko|gb|mb|tb|kb|px|p|fps|dpi|d|x|pts?|pcs?|k€|m€|md€|bn|mds?|mio
      |€|\$|£|%|°c?|er|ère|ème|e|nd|nde|st|rd|th|eme)(?:/\w{1,4})?
    | v?\d+(?:\.\d+)+\w? | covid.?\d+ | sha.?\d+ | (?:wpa|mp|h|co|b)\d | [a-z]\d[a-z] | h\dn\d | \d[a-z]\d? | \d{2,4}s
    | .*\.(?:com|fr|org|net|io|eu|example|co|uk|pdf|docx?|xlsx?|png|jpe?g|html?)(?:/.*)?
    """
)
_MODEL = re.compile(r"[A-Z]{1,6}-?\d{1,3}")


def _password(found: str) -> bool:
    """Letters with a digit among them, or with a sign inside: what a person would take for an invented secret."""
    digits, letters = re.search(r"\d", found), re.search(r"[^\W\d_]", found)
    inside = re.search(r"\w[@$!*%&^+=#~]+\w", found)
    if not letters or not (digits or inside) or _NO_PASSWORD.fullmatch(found) or _MODEL.fullmatch(found):
        return False
    return bool(digits) or bool(re.search(r"[a-zA-Z]", found))


# Mailboxes of functions, not of persons.
_FUNCTIONS = frozenset(
    """contact contacts info infos hello bonjour bienvenue accueil presse press media medias news newsroom newsletter
    rh hr drh jobs job careers recrutement recruitment emploi emplois candidature candidatures talent talents
    support help aide sav service services client clients customer customers care relation relations reservation
    reservations booking bookings resa billetterie tickets ticketing box boxoffice shop boutique store magasin
    commande commandes order orders sales vente ventes commercial devis quote quotes compta comptabilite facturation
    billing invoice invoices accounts finance admin administration office bureau secretariat direction team equipe
    communication com comm marketing events event evenement evenements inscription inscriptions register
    registration don dons donate donation donations asso association club benevole benevoles volunteer volunteers
    mairie ville urbanisme bibliotheque mediatheque library musee museum school ecole dpo privacy rgpd gdpr legal
    juridique security abuse webmaster postmaster noreply no reply ne pas repondre partner partners partenariat
    partenariats pro formation training webinar feedback hotline it helpdesk enquiries inquiries standard reception
    social reseaux editor redaction concours jeu contest""".split()
)


def _persons_mailbox(found: str) -> bool:
    local = found.partition("@")[0].casefold()
    return _FUNCTIONS.isdisjoint(re.split(r"[._+\-\d]", local))


# Shapes of credentials are those that their issuers document: a prefix that nothing else has.
_SECRET = r"""(?x)
    (?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Za-z])
  | gh[pousr]_[0-9A-Za-z]{36,255} | github_pat_[0-9A-Za-z_]{50,255} | glpat-[0-9A-Za-z_\-]{20,40}
  | xox[abprs]-[0-9A-Za-z\-]{10,200} | sk_(?:live|test)_[0-9A-Za-z]{16,200} | sk-[0-9A-Za-z_\-]{20,200}
  | AIza[0-9A-Za-z_\-]{35} | ya29\.[0-9A-Za-z_\-]{20,400}
  | eyJ[0-9A-Za-z_\-]{8,2000}\.eyJ[0-9A-Za-z_\-]{8,4000}\.[0-9A-Za-z_\-]{8,1000}
  | -----BEGIN\ (?:[A-Z]+\ )?PRIVATE\ KEY-----
  | [a-z][a-z0-9+]{2,20}://[^\s:/@]{1,60}:[^\s@/]{1,80}@[^\s/]{3,200}(?:/[^\s<>]{0,200})?
"""

DETECTORS: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "card": (re.compile(rf"(?<![\w.])\d(?:{_GROUPED}\d){{12,18}}(?![\w])"), _card),
    "iban": (re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ \-]?[0-9A-Z]{2,4}){3,8}(?:[ \-]?[0-9A-Z]{1,3})?(?!\w)"), _iban),
    "nir": (
        re.compile(
            rf"(?<![\w.])[12](?:{_GROUPED}\d\d){{2}}{_GROUPED}(?:\d\d|2[ABab])(?:{_GROUPED}\d{{3}}){{2}}{_GROUPED}\d\d(?!\w)"
        ),
        _nir,
    ),
    "password": (re.compile(r"(?<![^\s«»“”\"'(:=])[^\s«»“”\"'’,;:=]{3,63}[^\s«»“”\"'’.,;:=)?…]"), _password),
    "person-email": (
        re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}(?!\w)"),
        _persons_mailbox,
    ),
    "phone": (
        re.compile(
            r"(?<![\w.])(?:\+\d{1,3}[ .\-]?(?:\(0\)[ .\-]?)?|0|\(?\d{3}\)?[ .\-])\d(?:[ .\-()]{0,2}\d){6,11}(?![\w])"
        ),
        _phone,
    ),
    "secret": (re.compile(_SECRET), _always),
}
"""Name in `<…>` → shape and proof. To add one, add a line here and its near misses to the tests."""


def detect(name: str, text: str) -> Iterator[Span]:
    """The stretches of a text that are of this kind."""
    shape, proven = DETECTORS[name]
    at = 0
    while found := shape.search(text, at):
        if proven(found[0]):
            yield Span(*found.span())
            at = found.end()
        else:
            # A number may begin inside a longer run of groups: go on behind the first group.
            step = re.match(r"\w+\W*", found[0])
            at = found.start() + max(step.end() if step else 1, 1)
