"""Build hook: compiles the catalogues, which the repository holds as text only."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogs(folder: Path) -> list[Path]:
    """Writes a .mo beside each .po below `folder`; returns what it wrote."""
    return [_compile(source) for source in sorted(folder.glob("*/LC_MESSAGES/*.po"))]


def _compile(source: Path) -> Path:
    with source.open("rb") as text:
        catalog = read_po(text, abort_invalid=True)
    content = BytesIO()
    write_mo(content, catalog)
    target = source.with_suffix(".mo")
    # renamed into place, for somebody may be reading the old one
    unfinished = source.with_suffix(f".{os.getpid()}.mo")
    unfinished.write_bytes(content.getvalue())
    unfinished.replace(target)
    return target


class CustomBuildHook(BuildHookInterface[Any]):
    """Found by hatchling through `pyproject.toml`, for wheels and editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogs(Path(self.root) / "tui" / "texts")
