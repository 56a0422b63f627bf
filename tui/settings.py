"""What the organiser has chosen for herself on this device: `settings.toml`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from planner.messages import N_, Message

FILE: Final = "settings.toml"
CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "language": ("auto", "en", "fr"),
    "colors": ("auto", "dark", "light", "16", "none"),
    "mouse": ("auto", "on", "off"),
}
"""The values of each setting, the default first."""


@dataclass(frozen=True, slots=True)
class Settings:
    folder: Path
    """Where this file and the keymap lie."""
    language: str = "auto"
    """By locale, or always the one named."""
    colors: str = "auto"
    """By terminal, or always these; 16 draws faster over a slow line."""
    mouse: str = "auto"
    """Off over SSH, where bytes of a mouse may come after the program has gone."""


def load(folder: Path) -> tuple[Settings, list[Message]]:
    """The settings in `folder`, and what of them cannot be used."""
    import tomllib

    try:
        document = tomllib.loads((folder / FILE).read_text("utf-8"))
    except FileNotFoundError:
        return Settings(folder), []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Settings(folder), [
            Message(
                "settings-unreadable",
                N_("{file} cannot be read ({reason}); the usual settings are used."),
                {"file": FILE, "reason": str(error)},
            )
        ]
    return _checked(folder, document)


def _checked(folder: Path, document: dict[str, Any]) -> tuple[Settings, list[Message]]:
    chosen = {name: document.get(name, values[0]) for name, values in CHOICES.items()}
    problems: list[Message] = []
    for name, values in CHOICES.items():
        if chosen[name] not in values:
            problems.append(Message(
                "settings-value", N_("{file}: {name} is “{value}”; choose one of {values}."),
                {"file": FILE, "name": name, "value": str(chosen[name]), "values": values},
            ))  # fmt: skip
            chosen[name] = values[0]
    return Settings(folder, **chosen), problems


def save(settings: Settings) -> None:
    """Raises FileRefusal where the folder cannot be written."""
    from tui.files import write_atomically

    settings.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    chosen = {name: value for name, value in asdict(settings).items() if name in CHOICES}
    with write_atomically(settings.folder / FILE, replace=True) as stream:
        for name, value in chosen.items():
            stream.write(f'{name} = "{value}"\n'.encode())


assert {field.name for field in fields(Settings)} == {"folder", *CHOICES}
