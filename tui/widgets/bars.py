"""The lines around every screen: title, sections, message, keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.widgets import Static

from tui.safe import safe
from tui.sections import SECTIONS
from tui.texts import _

PROGRAM = "Speed Dating Planner"


class TitleBar(Static):
    """Where we are; at the right the clock while a round runs, else the program's name, while
    there is room for it."""

    _parts: tuple[str, ...] = ()
    _time = ""

    def show(self, *parts: str) -> None:
        self._parts = tuple(safe(part) for part in parts if part)
        self._draw()

    def tell_time(self, time: str) -> None:
        """Empty where none runs."""
        if time != self._time:
            self._time = time
            self._draw()

    def _draw(self) -> None:
        # one line whatever it says: laying the screen out anew would send all of it
        self.update(self._line(), layout=False)

    def _line(self) -> Text:
        width = max(self.app.size.width - 2, 1)
        text = Text(" · ".join(self._parts) or PROGRAM, no_wrap=True, overflow="ellipsis")
        if self._time:
            text.truncate(max(width - len(self._time) - 2, 1), overflow="ellipsis")
        right = self._time or PROGRAM
        left = width - text.cell_len - len(right)
        if (self._parts or self._time) and left > 2 - bool(self._time):
            text.append(" " * left + right, Style(dim=not self._time))
        text.truncate(width, overflow="ellipsis")
        return text


class SectionBar(Static):
    """`1 Overview 2 People ...`, the section shown in brackets and reversed.

    Where it is too wide the other sections have their short names, and those that are still too
    long are cut.
    """

    def __init__(self, current: str) -> None:
        super().__init__()
        self._current = current

    def on_mount(self) -> None:
        self.on_resize()

    def on_resize(self) -> None:
        self.update(section_line(self._current, self.app.size.width), layout=False)


def section_line(current: str, width: int) -> Text:
    names = {section.id: _(section.title) for section in SECTIONS}
    if _bar_width(names, current, 2) <= width:
        return _bar(names, current, 2)
    for section in SECTIONS:
        if section.short and section.id != current:
            names[section.id] = _(section.short)
    longest = max(map(cell_len, names.values()))
    fit = names
    while _bar_width(fit, current, 1) > width and longest > 2:
        longest -= 1
        fit = {i: n if i == current else _cut(n, longest) for i, n in names.items()}
    return _bar(fit, current, 1)


def _cut(name: str, longest: int) -> str:
    return name if len(name) <= longest else name[: longest - 1] + "."


def _bar_width(names: Mapping[str, str], current: str, gap: int) -> int:
    return cell_len(_bar(names, current, gap).plain)


def _bar(names: Mapping[str, str], current: str, gap: int) -> Text:
    """The brackets stand in the gaps."""
    line = Text(no_wrap=True, overflow="crop")
    for section in SECTIONS:
        label = f"{section.key} {names[section.id]}"
        after = line.plain.endswith("]")
        if section.id == current:
            if line:
                line.append(" " * (gap - 1))
            line.append(f"[{label}]", Style(bold=True, reverse=True))
        else:
            if line:
                line.append(" " * (gap - 1 if after else gap))
            line.append(label)
    return line


class MessageBar(Static):
    """The last message, until the next one: nothing that vanishes before it is read."""

    _said = "", ""

    def say(self, sentence: str, kind: str) -> None:
        if (sentence, kind) == self._said:
            return
        self._said = sentence, kind
        sign = {"warning": "! ", "error": "✗ "}.get(kind, "")
        self.set_classes(f"-{kind}")
        self.update(Text(sign + sentence))


@dataclass(frozen=True, slots=True)
class Hint:
    """One entry of the footer."""

    key: str
    label: str
    enabled: bool = True

    @property
    def width(self) -> int:
        return cell_len(self.key) + 1 + cell_len(self.label)


def fitting(hints: Sequence[Hint], always: Sequence[Hint], width: int) -> list[Hint]:
    """As many `hints` as fit beside those that are `always` shown; at most seven in all."""
    gap = 2
    shown: list[Hint] = []
    left = width - sum(hint.width + gap for hint in always)
    for hint in hints[: 7 - len(always)]:
        left -= hint.width + gap
        if left < 0:
            break
        shown.append(hint)
    return [*shown, *always]


class KeyBar(Static):
    """The footer: keys of this screen, then help and quit, which never drop out."""

    def show(self, hints: Sequence[Hint], always: Sequence[Hint]) -> None:
        self.update(_keys_line(fitting(hints, always, self.app.size.width - 2)), layout=False)


def _keys_line(hints: Iterable[Hint]) -> Text:
    line = Text(no_wrap=True, overflow="crop")
    for hint in hints:
        if line:
            line.append("  ")
        if hint.enabled:
            line.append(hint.key, Style(bold=True))
            line.append(f" {hint.label}")
        else:
            line.append(f"{hint.key} {hint.label}", Style(dim=True))
    return line
