"""Where the shipped rules are: beside the package once installed, two folders up in a checkout."""

from __future__ import annotations

from pathlib import Path

_OTHERS = ("charters", "words", "roles.yaml")
"""What stands beside the packs and is none."""


def rules_folder() -> Path:
    """The folder of shipped rules: `postguard/rules` in a wheel, `rules` at the top of a checkout."""
    package = Path(__file__).parent
    return package / "rules" if (package / "rules").is_dir() else package.parents[1] / "rules"


def pack_names() -> tuple[str, ...]:
    """The names a charter can write under `uses:`, such as `starter` or `us/ftc-endorsements`."""
    folder = rules_folder()
    found = (path.relative_to(folder) for path in folder.rglob("*.yaml"))
    return tuple(sorted(path.with_suffix("").as_posix() for path in found if path.parts[0] not in _OTHERS))


def pack_path(name: str) -> Path:
    """The file of a shipped pack."""
    return rules_folder() / f"{name}.yaml"
