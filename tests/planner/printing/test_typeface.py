from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.printing.lines import fitted, shrunk, wrapped
from planner.printing.typeface import drawable, runs, width

ALPHABETS = {
    "Polish": "ĄąĆćĘęŁłŃńÓóŚśŹźŻż",
    "Czech": "ÁáČčĎďÉéĚěÍíŇňÓóŘřŠšŤťÚúŮůÝýŽž",
    "Turkish": "ÇçĞğIıİiÖöŞşÜü",
    "Romanian": "ĂăÂâÎîȘșȚțŞşŢţ",
    "Hungarian": "ÁáÉéÍíÓóÖöŐőÚúÜüŰű",
    "Icelandic": "ÁáÐðÉéÍíÓóÚúÝýÞþÆæÖö",
    "Baltic": "ĀāĒēĢģĪīĶķĻļŅņŪūĖėĮįŲų",
    "Maltese and Esperanto": "ĊċĠġĦħŻżĈĉĜĝĤĥĴĵŜŝŬŭ",
    "Welsh and Irish": "ŴŵŶŷẀẁẂẃḂḃĊċḊḋḞḟĠġṀṁṖṗṠṡṪṫ",
    "Greek": "ΑαΆάΒβΓγΔδΕεΈέΖζΗηΉήΘθΙιΊίΪϊΐΚκΛλΜμΝνΞξΟοΌόΠπΡρΣσςΤτΥυΎύΫϋΰΦφΧχΨψΩωΏώ",
    "Russian": "АаБбВвГгДдЕеЁёЖжЗзИиЙйКкЛлМмНнОоПпРрСсТтУуФфХхЦцЧчШшЩщЪъЫыЬьЭэЮюЯя",
    "Ukrainian and Belarusian": "ҐґЄєІіЇїЎў",
    "Serbian and Macedonian": "ЂђЈјЉљЊњЋћЏџЃѓЅѕЌќ",
    "Armenian": "ԱաԲբԳգԴդԵեՖֆև",
    "Georgian": "აბგდევზთიკლმნოპჟრს",
    "Vietnamese": "ĂăĐđƠơƯưẠạẢảẤấỆệỘộỰự",
    "Hebrew": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
}


@pytest.mark.parametrize("alphabet", ALPHABETS.values(), ids=ALPHABETS)
def test_every_letter_is_drawn_as_it_is_and_embedded(alphabet: str) -> None:
    assert drawable(alphabet) == alphabet
    for bold in (False, True):
        assert [font for font, _ in runs(alphabet, bold=bold)] == [
            "SpeedDating-Bold" if bold else "SpeedDating-Regular"
        ]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Ada\x00\x1b[31m\tLovelace\n", "Ada [31m Lovelace"),
        ("e\u0301ric", "éric"),
        ("Zoé\u200b\ufeff 🎉", "Zoé"),
        ("Ｆｕｌｌ 𝓦idth", "Full Width"),
        ("ก ข", "\ufffd \ufffd"),
        ("🎉", "\ufffd"),
        ("  a   b ", "a b"),
        ("97,3\u00a0%", "97,3\u00a0%"),
        ("half\ud800", "half?"),
        ("", ""),
    ],
)
def test_what_cannot_be_drawn_is_left_out_or_marked(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


@given(st.text())
def test_drawable_text_stays_as_it_is(text: str) -> None:
    once = drawable(text)
    assert drawable(once) == once
    assert width(once) >= 0


@pytest.mark.parametrize(
    ("text", "font"),
    [("山田", "STSong-Light"), ("やまだ", "HeiseiKakuGo-W5"), ("김민수", "HYGothic-Medium")],
)
def test_asian_names_use_the_fonts_of_the_reader(text: str, font: str) -> None:
    assert runs(f"Ada {text}") == [("SpeedDating-Regular", "Ada "), (font, text)]


@given(st.text(max_size=120), st.floats(30, 300), st.floats(6, 30))
def test_fitted_text_is_never_wider_than_its_room(text: str, room: float, size: float) -> None:
    shown, chosen = fitted(text, room, size, least=size * 0.6)
    assert chosen <= size
    assert width(shown) * chosen <= room + 1e-6


@given(st.text(max_size=120), st.floats(40, 300), st.floats(6, 20))
def test_wrapped_text_loses_nothing_and_stays_inside(text: str, room: float, size: float) -> None:
    lines = wrapped(text, room, size)
    assert "".join("".join(lines).split(" ")) == "".join(drawable(text).split(" "))
    assert all(width(line) * size <= room + 1e-6 or len(line) == 1 for line in lines)


@given(st.text(max_size=200), st.integers(1, 3))
def test_shrunk_text_has_no_more_lines_than_there_is_room_for(text: str, most: int) -> None:
    lines, size = shrunk(text, 100, most, 14, 7)
    assert 1 <= len(lines) <= most
    assert all(width(line) * size <= 100 + 1e-6 or len(line) == 1 for line in lines)
