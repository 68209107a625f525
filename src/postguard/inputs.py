"""Paths, folders, standard input and strings → posts and problems, in the order they were named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from postguard.model import Post, Problem
from postguard.readers import SUFFIXES, read
from postguard.readers.base import Source

# What stands beside drafts in a content folder and holds no post: pictures, sound, film, styles, code, settings.
NO_POSTS = frozenset(
    """.png .jpg .jpeg .gif .webp .svg .ico .heic .bmp .tif .tiff .mp3 .wav .ogg .mp4 .mov .avi .webm .woff .woff2 .ttf
    .css .js .ts .py .sh .toml .yaml .yml .lock .ini .cfg .log .zip .gz""".split()
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says about the inputs, for those that do not say it themselves."""

    format: str | None = None
    """Name of a reader; None goes by the suffix."""
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    role: str | None = None
    author: str | None = None
    network: str | None = None
    language: str | None = None
    publish_at: datetime | None = None

    def completed(self, item: Post | Problem) -> Post | Problem:
        """The post with what the user said where the source said nothing."""
        if isinstance(item, Problem) or not (
            self.role or self.author or self.network or self.language or self.publish_at
        ):
            return item
        return replace(
            item,
            role=item.role or self.role,
            author=item.author or self.author,
            network=item.network or self.network,
            language=item.language or self.language,
            publish_at=item.publish_at or self.publish_at,
        )


def from_text(text: str, options: Options) -> Iterator[Post | Problem]:
    """A post given as a string."""
    yield options.completed(Post(text, source="--text"))


def from_stream(stream: BinaryIO, options: Options, name: str = "-") -> Iterator[Post | Problem]:
    """Posts of an open stream; without a format it is one post of plain text."""
    source = Source(name, stream, options.encoding, options.columns)
    yield from map(options.completed, read(source, options.format or "text"))


def from_paths(paths: Iterable[Path], options: Options, skipped: list[str]) -> Iterator[Post | Problem]:
    """Posts of files and folders. Files of folders that can hold no post are named in `skipped`, not read."""
    for path in paths:
        if path.is_dir():
            yield from _folder(path, options, skipped)
        else:
            yield from _file(path, options)


def _folder(folder: Path, options: Options, skipped: list[str]) -> Iterator[Post | Problem]:
    empty = True
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or not path.is_file():
            continue
        if path.suffix.casefold() in NO_POSTS or (not path.suffix and not options.format):
            skipped.append(str(path))
            continue
        empty = False
        yield from _file(path, options)
    if empty:
        listed = ", ".join(sorted(SUFFIXES))
        yield Problem(str(folder), f"There is no draft in this folder. Drafts are files ending in {listed}.")


def _file(path: Path, options: Options) -> Iterator[Post | Problem]:
    name = str(path)
    try:
        with path.open("rb") as stream:
            source = Source(name, stream, options.encoding, options.columns)
            yield from map(options.completed, read(source, options.format))
    except FileNotFoundError:
        yield Problem(name, "There is no such file or folder.")
    except PermissionError:
        yield Problem(name, "The file may not be read: permission denied.")
    except OSError as error:
        yield Problem(name, f"The file cannot be read: {error.strerror or error}.")
