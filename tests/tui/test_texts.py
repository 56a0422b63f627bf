from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from planner.messages import Message
from tui import texts
from tui.cli.exits import INVALID
from tui.launcher import main
from tui.texts.compile import compile_catalogs
from tui.texts.update import KEYWORDS, catalog_files, extract

ROOT = texts.FOLDER.parent.parent


@pytest.fixture(scope="module")
def sentences() -> Catalog:
    return extract(ROOT)


@pytest.fixture(scope="module", params=[language for language, _ in catalog_files()])
def catalog(request: pytest.FixtureRequest) -> Catalog:
    path = dict(catalog_files())[request.param]
    with path.open("rb") as source:
        return read_po(source, locale=request.param)


def ids(catalog: Catalog) -> set[str]:
    return {str(message.id) for message in catalog if message.id}


def fields(text: str) -> set[str]:
    """The `{name}` fields of a template; for those of argparse the `%(name)s` ones."""
    braces = {f"{name}:{spec}" for _, name, spec, _ in Formatter().parse(text) if name is not None}
    return braces | set(re.findall(r"%\(\w+\)[rs]|%[rs]", text))


def test_every_sentence_has_its_translation_and_none_is_left_over(
    sentences: Catalog, catalog: Catalog
) -> None:
    assert ids(catalog) - ids(sentences) == set(), "run python -m tui.texts.update"
    assert ids(sentences) - ids(catalog) == set(), "run python -m tui.texts.update"
    assert not catalog.obsolete
    assert [m.id for m in catalog if m.id and (m.fuzzy or not m.string)] == []


def test_no_sentence_stands_in_an_f_string_where_it_is_not_found() -> None:
    """Babel reads f-strings from Python 3.12 on only."""
    hidden = [
        f"{path.name}:{node.lineno}"
        for package in ("planner", "tui")
        for path in (ROOT / package).rglob("*.py")
        for string in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(string, ast.JoinedStr)
        for node in ast.walk(string)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in KEYWORDS and node.args and isinstance(node.args[0], ast.Constant)
    ]
    assert hidden == []


def test_translations_have_the_fields_of_their_sentences(catalog: Catalog) -> None:
    wrong = [m.id for m in catalog if m.id and fields(str(m.id)) != fields(str(m.string))]
    assert wrong == []


def test_translations_begin_and_end_like_their_sentences(catalog: Catalog) -> None:
    def ending(text: str) -> str:
        return text[-1:] if text[-1:] in (*".:;?! ",) else ""

    wrong = [m.id for m in catalog if m.id and ending(str(m.id)) != ending(str(m.string))]
    assert wrong == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan", "--effort", "huge"], "choix non valide"),
        (["plan", "--tables"], "une valeur est attendue"),
        (["plan", "--tables", "x"], "n’est pas un nombre entier"),
        (["plan", "--nonsense"], "arguments inconnus"),
        (["score"], "arguments manquants"),
        (["plan", "--json=5"], "inattendu"),
    ],
)
def test_what_argparse_says_is_translated_too(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "fr", *arguments]) == INVALID
    assert said in capsys.readouterr().err


def test_help_is_french_from_head_to_foot(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "--help", "--lang=fr"]) == 0
    text = capsys.readouterr().out
    assert "utilisation" in text
    for english in ("usage", "options:\n  -h, --help            show", "positional", "default"):
        assert english not in text


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_CA"}, "fr"),
        ({"LC_ALL": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "fr"}, "fr"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], language: str) -> None:
    assert texts.preferred(environment) == language


def test_numbers_are_written_as_readers_expect_them() -> None:
    assert (texts.number(1600), texts.percent(0.9731)) == ("1,600", "97.3%")
    texts.use("fr")
    assert (texts.number(1600), texts.percent(0.9731)) == ("1\u00a0600", "97,3\u00a0%")


def test_a_share_is_rounded_down_and_reads_the_same_everywhere() -> None:
    shares = (0.9999, 0.91675, 0.29, 0.916, 1.0)
    assert [texts.percent(share) for share in shares] == ["99.9%", "91.6%", "29.0%", "91.6%",
                                                          "100.0%"]  # fmt: skip
    assert texts.say("{share:.1%}", share=0.91675) == texts.percent(0.91675)


def test_a_message_is_filled_safely_and_with_numbers_of_the_language() -> None:
    texts.use("fr")
    inner = Message("x", "{n} x", {"n": 1234.5})
    message = Message("y", "{who}, {people}: {inner}", {
        "who": "A\x1b[31m{b}", "people": ["Bo\x07", "Cy"], "inner": inner,
    })  # fmt: skip
    assert texts.translate(message) == "A[31m{b}, Bo, Cy: 1\u00a0234,5 x"


def test_catalogues_are_compiled_where_they_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = texts.FOLDER / "fr" / "LC_MESSAGES" / f"{texts.DOMAIN}.po"
    (folder / source.name).write_bytes(source.read_bytes())
    assert compile_catalogs(tmp_path) == [folder / f"{texts.DOMAIN}.mo"]
    translation = gettext.translation(texts.DOMAIN, tmp_path, ["fr"])
    assert translation.gettext("Repeats") == "Répétitions"
