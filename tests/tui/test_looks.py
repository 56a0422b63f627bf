"""How the shell looks, at both sizes and in both themes."""

from __future__ import annotations

import pytest

from planner.messages import N_
from planner.records import EventRecord, When
from tests.tui.pilots import LARGE, SMALL, journey, press, program, settled, shell, until
from tests.tui.snapshots import assert_looks_as_before, colors
from tui.terminal import DARK, SIXTEEN

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
EVENTS = (
    EventRecord("a", name="Speed dating 30+", when=When("2019-03-01", "19:30"), venue="Le Zinc"),
    EventRecord("b", name="Été à l’Ancienne Gare", when=When("2099-06-21"), state="planned"),
    EventRecord("c", name="王小明 [/b]", venue="A hall whose name is longer than its room"),
    EventRecord("d", name="Last year", when=When("2018-01-05"), state="done", archived=True),
)


@pytest.mark.parametrize("theme", [DARK, SIXTEEN])
@SIZES
def test_the_shell_looks_as_before(
    size: tuple[int, int], theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.app import PlannerApp

    monkeypatch.setattr(PlannerApp.theme, "_default", theme)

    @journey
    async def go() -> None:
        async with program(size) as pilot:
            await shell(pilot).write(N_("New event"), lambda unit: unit.add(*EVENTS))
            await until(pilot, "3 in all")
            await settled(pilot)
            assert_looks_as_before(pilot.app, "events")
            await press(pilot, "slash", "=ete")
            await until(pilot, "Été")
            assert_looks_as_before(pilot.app, "events-filter")
            await press(pilot, "f4", "x")
            await until(pilot, "Delete “")
            assert_looks_as_before(pilot.app, "confirm")
            await press(pilot, "f4", "n")
            await until(pilot, "Begins at")
            assert_looks_as_before(pilot.app, "form")
            await press(pilot, "f4", "colon")
            await until(pilot, "All actions")
            await press(pilot, "=undo")
            await pilot.pause()
            assert_looks_as_before(pilot.app, "palette")
            kinds = colors(pilot.app)
            assert ("truecolor" in kinds) == (theme == DARK), kinds

    go()
