"""Where the shipped rules are: beside the package once installed, two folders up in a checkout."""

from __future__ import annotations

from pathlib import Path

from postguard.errors import UsageError

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


def is_pack(name: str) -> bool:
    """Whether a shipped pack has this name."""
    return pack_path(name).is_file() and name in pack_names()


def find(name: str | None, start: Path) -> tuple[Path, str]:
    """The file of a charter and the name to show for it: a path, a shipped pack, or the nearest `charter.yaml`.

    Without a name and without a `charter.yaml` in `start` or above, the shipped starter. Raises UsageError.
    """
    if name is None:
        for folder in (start, *start.parents):
            if (folder / "charter.yaml").is_file():
                return folder / "charter.yaml", _relative(folder / "charter.yaml", start)
        return pack_path("starter"), "starter"
    if Path(name).is_dir() and (Path(name) / "charter.yaml").is_file():
        return Path(name) / "charter.yaml", str(Path(name) / "charter.yaml")
    if Path(name).exists():
        return Path(name), name
    if is_pack(name):
        return pack_path(name), name
    from postguard.yamlfile import closest

    hint = closest(name, pack_names())
    raise UsageError(f"There is no charter “{name}”: no such file, and no shipped pack of that name. {hint}")


def _relative(path: Path, start: Path) -> str:
    return str(path.relative_to(start)) if path.is_relative_to(start) else str(path)
