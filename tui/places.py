"""Paths as people type, paste and drop them, and files to choose from meanwhile."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from planner.messages import N_, Message
from tui.files import FileRefusal
from tui.safe import safe

_QUOTED: Final = re.compile(r"""(?:^|/)(["'])(.+)\1$""")
_ROOTED: Final = re.compile(r"/(?=/|~/|~$)")
LIMIT: Final = 5_000
"""Entries of a folder that are looked at."""


@dataclass(frozen=True, slots=True)
class Place:
    path: Path
    is_folder: bool
    size: int
    changed: float
    """Seconds since 1970."""


def places(typed: str, suffixes: Collection[str]) -> list[Place]:
    """The folders, and files with one of `suffixes`, that `typed` may become.

    What follows the last separator is looked for anywhere in a name. The newest files come first,
    for it is mostly the one that just arrived. Hidden ones are there once a dot is typed. Raises
    FileRefusal for a folder that cannot be read.
    """
    folder, part = parted(typed)
    try:
        with os.scandir(folder) as entries:
            found = [
                place
                for _, entry in zip(range(LIMIT), entries, strict=False)
                if _suits(entry.name, part) and (place := _place(entry)) is not None
                and (place.is_folder or place.path.suffix.lower() in suffixes)
            ]  # fmt: skip
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileRefusal(Message("no-such-folder-there", N_(
            "{folder} cannot be looked into: {reason}."
        ), {"folder": str(folder), "reason": reason})) from error  # fmt: skip
    return sorted(found, key=_order)


def parted(typed: str) -> tuple[Path, str]:
    """The folder, and the beginning of a name in it."""
    head, part = os.path.split(_meant(typed))
    return typed_path(head), part


def typed_path(text: str) -> Path:
    """The path that `text` means; `~` is the organizer's folder.

    Terminals put quotes or backslashes into the name of a file that is dropped on them. A whole
    path pasted behind what stands there already (/home/ana//srv/list.csv) counts alone.
    """
    return Path(os.path.expanduser(_meant(text)))


def _meant(text: str) -> str:
    text = text.strip()
    if dropped := _QUOTED.search(text):
        text = dropped[2]
    elif os.sep == "/":
        text = re.sub(r"\\([ '\"()&])", r"\1", text)
    for match in reversed(list(_ROOTED.finditer(text))):
        rest = text[match.end() :]
        first = rest.strip("/").partition("/")[0]
        if rest[0] == "~" or (first and os.path.exists(f"/{first}")):
            return rest
    return text


def shown(folder: Path) -> str:
    """A folder as one types it, to go on typing from there."""
    home = Path.home()
    if folder.is_relative_to(home):
        return os.path.join("~", folder.relative_to(home), "").replace("~/./", "~/")
    return os.path.join(folder, "")


def _suits(name: str, part: str) -> bool:
    shown = part.startswith(".") or not name.startswith(".")
    # a name that a terminal would obey cannot be typed either
    return shown and part.casefold() in name.casefold() and safe(name) == name


def _place(entry: os.DirEntry[str]) -> Place | None:
    try:
        status = entry.stat()
        return Place(Path(entry.path), entry.is_dir(), status.st_size, status.st_mtime)
    except OSError:  # a link to nothing, or gone meanwhile
        return None


def _order(place: Place) -> tuple[bool, float, str]:
    return place.is_folder, 0.0 if place.is_folder else -place.changed, place.path.name.casefold()
