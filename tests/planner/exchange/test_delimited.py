from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.delimited import DELIMITERS, read_delimited
from planner.exchange.grid import CELL_LIMIT, ROWS_LIMIT
from planner.messages import Refusal

cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


def refusal(text: str, delimiter: str | None = None) -> str:
    with pytest.raises(Refusal) as refused:
        read_delimited(text, delimiter)
    assert str(refused.value)
    return refused.value.messages[0].code


@given(
    st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8),
    st.sampled_from(DELIMITERS),
    # a writer that quotes only what it must leaves line breaks of another kind bare
    st.sampled_from([(csv.QUOTE_MINIMAL, "\r\n"), *((csv.QUOTE_ALL, e) for e in ("\n", "\r"))]),
)
def test_what_a_csv_writer_writes_reads_back_with_the_delimiter_found(
    people: list[tuple[str, str, str]], delimiter: str, style: tuple[int, str]
) -> None:
    quoting, end = style
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerow(["Nom", "Prénom", "E-mail"])
    writer.writerows(people)
    writer.writerow(["last", "row", "x"])
    grid = read_delimited(out.getvalue())
    written = [[c.replace("\r\n", "\n").replace("\r", "\n") for c in row] for row in people]
    assert grid.delimiter == delimiter
    assert grid.rows == [["Nom", "Prénom", "E-mail"], *written, ["last", "row", "x"]]


def test_commas_in_titles_and_names_do_not_hide_the_semicolons() -> None:
    grid = read_delimited("Soirée, le 12, à 19 h\n\nNom;Société\nDupont, Jean;A, B, C\n")
    assert grid.delimiter == ";"
    assert grid.rows[3] == ["Dupont, Jean", "A, B, C"]


def test_a_list_of_one_column_is_not_split_at_its_commas() -> None:
    assert read_delimited("Nom complet\nDupont, Jean\nMartin, Zoé\n").rows[1] == ["Dupont, Jean"]


def test_without_a_header_the_steady_width_decides() -> None:
    assert read_delimited("a|b, c|1\nd|e|2\nf|g|3\n").delimiter == "|"


def test_line_ends_may_be_mixed_and_blank_rows_count() -> None:
    rows = read_delimited("nom,email\r\na,1\rb,2\n\n\r\nc,3").rows
    assert rows == [["nom", "email"], ["a", "1"], ["b", "2"], [], [], ["c", "3"]]


def test_the_line_that_only_excel_reads_is_obeyed_and_not_counted() -> None:
    grid = read_delimited("sep=|\r\nnom|a;b;c\r\nx|y\r\n")
    assert grid.rows == [["nom", "a;b;c"], ["x", "y"]]
    assert grid.notices == ()


def test_a_guessed_delimiter_is_said() -> None:
    assert "TAB" in str(read_delimited("nom\temail\na\tb\n").notices[0])
    assert read_delimited("nom\temail\n", "\t").notices == ()


def test_blank_rows_at_the_end_are_dropped() -> None:
    assert len(read_delimited("nom,email\na,b\n,\n\n , \n").rows) == 2


@pytest.mark.parametrize("delimiter", ["", "ab", '"', "\n", "e", " ", "\x00"])
def test_what_cannot_separate_cells_is_refused(delimiter: str) -> None:
    assert refusal("nom,email\n", delimiter) == "bad-delimiter"


def test_a_quotation_mark_that_never_closes_is_named_by_its_row() -> None:
    text = 'nom;email\nA;a\n"B;b\nC;c\n' + "D;d\n" * 50
    with pytest.raises(Refusal) as refused:
        read_delimited(text)
    assert refused.value.messages[0].code == "open-quote"
    assert refused.value.messages[0].params == {"row": 3}
    assert refusal(text + "E;e\n" * 200_000) == "open-quote"


def test_limits_are_kept() -> None:
    assert refusal("nom\n" + "x\n" * ROWS_LIMIT) == "too-many-rows"
    assert refusal("nom\n" + "x\n" * 3 * ROWS_LIMIT) == "too-many-rows"
    assert refusal("nom" + ",x" * 100) == "too-many-columns"
    assert refusal("nom\n" + "x" * (CELL_LIMIT + 1)) == "cell-too-long"
    assert refusal("\n;;\n\n", ";") == "empty-list"
    assert len(read_delimited("nom" + "," * 500 + "\nx\n", ",").rows[0]) == 100
