"""`python -m tui.texts.update`: brings the catalogues in line with the sentences in the code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tui.texts import DOMAIN, FOLDER, LANGUAGES
from tui.texts.compile import compile_catalogs

PACKAGES: Final = ("planner", "tui")
KEYWORDS: Final = {"N_": None, "_": None, "say": None}


def extract(root: Path) -> Catalog:
    """Every sentence for people below `root`, with the files that say it."""
    catalog = Catalog(project=DOMAIN)
    for package in PACKAGES:
        for file, _line, text, comments, context in extract_from_dir(
            root / package, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            place = (f"{package}/{Path(file).as_posix()}", 1)
            catalog.add(text, None, [place], auto_comments=comments, context=context)
    return catalog


def catalog_files() -> Iterator[tuple[str, Path]]:
    """The languages other than English, each with its catalogue."""
    for language in LANGUAGES:
        if language != "en":
            yield language, FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def main() -> None:
    template = extract(FOLDER.parent.parent)
    for language, path in catalog_files():
        with path.open("rb") as source:
            catalog = read_po(source, locale=language)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        with path.open("wb") as target:
            write_po(target, catalog, width=100, sort_output=True, include_lineno=False)
        for message in catalog:
            if message.id and not message.string:
                print(f"{path.name} ({language}): no translation of {message.id!r}")
    compile_catalogs(FOLDER)


if __name__ == "__main__":
    main()
