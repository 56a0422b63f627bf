"""From the registry to Textual's bindings."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from tui.actions import at


def bindings(*places: str) -> list[BindingType]:
    """One binding for each action of `places`, all of them performed by the app.

    The keys are the registry's; `App.set_keymap` puts the organiser's own over them by id.
    """
    return [
        Binding(
            ",".join(action.keys),
            f"app.perform('{action.id}')",
            show=False,
            id=action.id,
        )
        for action in at(places)
    ]
