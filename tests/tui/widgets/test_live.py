from __future__ import annotations

from rich.text import Text
from textual.app import App, ComposeResult
from textual.geometry import Region

from tests.tui.pilots import journey, screen_text
from tui.widgets.live import Live


class Lines(App[None]):
    def compose(self) -> ComposeResult:
        yield Live()


def texts(*lines: str) -> list[Text]:
    return [Text(line) for line in lines]


@journey
async def test_only_what_differs_is_drawn_again() -> None:
    async with Lines().run_test() as pilot:
        live = pilot.app.query_one(Live)
        live.show(texts("one 1", "two", "three"))
        await pilot.pause()
        assert screen_text(pilot.app).splitlines()[:3] == ["one 1", "two", "three"]
        drawn: list[Region] = []

        def refresh(*regions: Region, **_: bool) -> Live:
            drawn.extend(regions)
            return live

        live.refresh = refresh  # type: ignore[method-assign]  # to see what it is asked
        live.show(texts("one 2", "two", "thr"))
        assert drawn == [Region(4, 0, 1, 1), Region(3, 2, 2, 1)]


@journey
async def test_a_line_in_another_style_is_drawn_again() -> None:
    async with Lines().run_test() as pilot:
        live = pilot.app.query_one(Live)
        live.show(texts("a", "b"))
        await pilot.pause()
        live.show([Text("a", style="bold"), Text("b")])
        await pilot.pause()
        assert screen_text(pilot.app).splitlines()[:2] == ["a", "b"]
        live.show(texts("a long line " * 20))
        await pilot.pause()
        assert len(screen_text(pilot.app).splitlines()[0]) <= 80
