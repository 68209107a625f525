"""Facts of networks: what shows before “more”. One dated data file, `data/networks.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from postguard import yamlfile


@cache
def fold(network: str) -> tuple[int | None, int | None]:
    """Characters and lines of a post that show before “more” on a network; None where there is no such limit."""
    path = Path(__file__).parent / "data" / "networks.yaml"
    facts = yamlfile.load(path, path.name).get(network.casefold())
    if facts is None:
        return None, None
    chars, lines = (facts.get(key) for key in ("fold", "lines"))
    return (int(chars.text) if chars and chars.text else None), (int(lines.text) if lines and lines.text else None)


def before_fold(text: str, end: int, network: str) -> bool:
    """Whether the first `end` characters of a text show before “more”."""
    chars, lines = fold(network)
    if chars is not None and end > chars:
        return False
    return lines is None or text.count("\n", 0, end) < lines
