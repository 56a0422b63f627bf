from __future__ import annotations

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.encoding import decode
from planner.messages import Refusal

FRENCH = [
    *("Éléonore", "Étienne", "André", "Noël", "François", "Zoé", "Adélaïde", "Benoît", "Jérôme"),
    *("Loïc", "Gaël", "Chloé", "Hélène", "Inès", "Océane", "Anaïs", "Désirée", "EUGÈNE", "ÉLODIE"),
]
EUROPEAN = ["Müller", "Jörg", "Søren", "Åsa", "Núñez", "José", "João", "Conceição", "Weiß"]

lists = st.lists(
    st.tuples(st.sampled_from(FRENCH), st.sampled_from([*FRENCH, *EUROPEAN])),
    min_size=4,
    max_size=40,
).map(lambda pairs: "Nom;Prénom\r\n" + "".join(f"{a};{b}\r\n" for a, b in pairs))


@given(lists, st.sampled_from(["cp1252", "latin-1", "mac-roman", "iso8859-15", "utf-16-le"]))
def test_western_lists_read_back_without_being_told_the_encoding(text: str, name: str) -> None:
    read, notices = decode(text.encode(name))
    assert read == text
    assert [notice.code for notice in notices] == ["encoding-guessed"]
    assert "--encoding" in str(notices[0])


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\ufeff\x00"), min_size=1),
    st.sampled_from(
        [
            ("utf-8", codecs.BOM_UTF8),
            ("utf-16-le", codecs.BOM_UTF16_LE),
            ("utf-16-be", codecs.BOM_UTF16_BE),
            ("utf-32-le", codecs.BOM_UTF32_LE),
            ("utf-32-be", codecs.BOM_UTF32_BE),
        ]
    ),
)
def test_a_byte_order_mark_decides(text: str, encoding: tuple[str, bytes]) -> None:
    name, mark = encoding
    assert decode(mark + text.encode(name)) == (text, ())


def test_utf8_needs_no_notice() -> None:
    assert decode("Nom;Prénom\nZoé;Œuvrard\n".encode()) == ("Nom;Prénom\nZoé;Œuvrard\n", ())


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_zeros_in_any_alphabet(name: str) -> None:
    text = "Имя;Фамилия\r\n" + "Иван;Петров\r\nАнна;Смирнова\r\n" * 5
    read, notices = decode(text.encode(name))
    assert read == text
    assert notices[0].params == {"encoding": name}


def test_an_encoding_that_is_asked_for_is_used_and_not_doubted() -> None:
    assert decode("René".encode("mac-roman"), "macroman") == ("René", ())
    assert decode("Zoë".encode("utf-16"), "utf-16") == ("Zoë", ())


@pytest.mark.parametrize(
    ("encoding", "code"),
    [
        ("no-such", "unknown-encoding"),
        ("hex", "unknown-encoding"),
        ("unicode_escape", "unknown-encoding"),
        ("a\x00b", "unknown-encoding"),
        ("ascii", "not-in-encoding"),
        ("utf-16", "not-in-encoding"),
    ],
)
def test_an_encoding_that_cannot_be_used_is_refused(encoding: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        decode("Zoé".encode("latin-1"), encoding)
    assert refused.value.messages[0].code == code


def test_another_alphabet_is_left_to_statistics() -> None:
    text = "Фамилия;Имя\r\n" + "Иванов;Сергей\r\nПетрова;Анна\r\nСидоров;Пётр\r\n" * 5
    assert decode(text.encode("cp1251"))[0] == text


def test_utf8_with_a_broken_letter_stays_utf8() -> None:
    text = "Nom;Prénom\r\n" + "Élodie;Zoé\r\n" * 9
    read, notices = decode(text.encode() + "René".encode("latin-1"))
    assert read == text + "Ren\ufffd"
    assert notices[0].params == {"encoding": "utf-8"}


def test_a_mark_is_believed_even_if_a_letter_is_broken() -> None:
    assert decode(codecs.BOM_UTF8 + b"Ren\xe9;x") == ("Ren\ufffd;x", ())
    assert decode(codecs.BOM_UTF16_LE + "Zoé".encode("utf-16-le") + b"x") == ("Zoé\ufffd", ())


def test_accents_far_below_a_plain_beginning_are_found() -> None:
    text = "Nom;Ville\r\n" + "Martin;Paris\r\n" * 20_000 + "Zoé;Orléans\r\nRené;Besançon\r\n"
    assert decode(text.encode("mac-roman"))[0] == text


@given(st.binary(min_size=1))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(Refusal):
        decode(data)


def test_binary_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        decode(bytes(range(32)) * 20)
    assert refused.value.messages[0].code == "not-text"
