"""Names of networks, as people and tools write them → one code for each."""

from __future__ import annotations

import re
from functools import lru_cache

from postguard.readers.folding import squeeze, words

NETWORKS: dict[str, str] = {
    "bluesky": "bluesky, bsky",
    "facebook": "facebook, fb, facebook page, page facebook, facebook group, meta facebook",
    "gbp": "gbp, gmb, google business, google business profile, google my business, google",
    "instagram": "instagram, insta, ig, instagram business, instagram standalone",
    "linkedin": "linkedin, linked in, li, linkedin page, linkedin company, page linkedin",
    "mastodon": "mastodon",
    "pinterest": "pinterest",
    "reddit": "reddit",
    "snapchat": "snapchat, snap",
    "telegram": "telegram",
    "threads": "threads",
    "tiktok": "tiktok, tik tok",
    "twitch": "twitch",
    "x": "x, twitter, x twitter, twitter x, x ex twitter, x formerly twitter",
    "youtube": "youtube, you tube, yt, youtube shorts",
}
CODES = {squeeze(name): code for code, names in NETWORKS.items() for name in names.split(",")}
"""Folded name → code."""

TRUE = frozenset(
    {"true", "yes", "y", "1", "x", "oui", "o", "vrai", "ja", "wahr", "si", "verdadero", "vero", "on", "✓", "✔"}
)
FALSE = frozenset({"", "false", "no", "n", "0", "non", "faux", "nein", "falsch", "falso", "off", "-", "–", "—"})


@lru_cache(maxsize=1024)
def networks_in(value: str) -> tuple[str, ...]:
    """Codes of all the networks that `value` names; a name nobody knows is kept, in lower case."""
    if not value.strip():
        return ()
    if code := CODES.get(squeeze(value)):
        return (code,)
    known = dict.fromkeys(CODES[word] for word in words(value) if word in CODES)
    return tuple(known) or tuple(dict.fromkeys(p.strip().lower() for p in re.split("[,;|]", value) if p.strip()))


def ticked(value: str) -> bool | None:
    """Whether a network's column says yes; None when it says something else."""
    folded = value.strip().casefold()
    return True if folded in TRUE else False if folded in FALSE else None
