"""`--config FILE`: defaults for every option of `plan`, in TOML or JSON."""

from __future__ import annotations

import json
import tomllib
from argparse import Namespace
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from planner.messages import N_, Refusal, refuse
from tui.cli.options import Parser, add_common
from tui.cli.plan import add_options

WEIGHTS: Final = ("meetings", "equity", "table_balance")
_NEVER: Final = ("config", "run")


def complete(options: Namespace) -> None:
    """Fills what was not typed from the file `options.config`.

    Leaves in `options.configured` the names that came from the file, and its weights in
    `options.weights`. Raises Refusal for a file that is no configuration, OSError for no file.
    """
    path = Path(options.config)
    values = read(path)
    options.weights = _weights(path, values.pop("weights", {}))
    defaults = _parse(path, values)
    options.configured = {
        name
        for name, value in vars(defaults).items()
        if value not in (None, False) and getattr(options, name, None) in (None, False)
    }
    for name in options.configured:
        setattr(options, name, getattr(defaults, name))


def read(path: Path) -> dict[str, Any]:
    """The keys and values of a configuration file."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
        values = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise refuse(
            "config-syntax",
            N_("{file} is neither TOML nor JSON that can be read: {reason}."),
            file=path.name,
            reason=str(error).rstrip("."),
        ) from error
    if not isinstance(values, dict):
        raise refuse("config-syntax", N_("{file} holds no keys with values."), file=path.name)
    return values


def _parse(path: Path, values: Mapping[str, Any]) -> Namespace:
    parser = Parser(prog=path.name, add_help=False, allow_abbrev=False)
    add_options(parser)
    add_common(parser)
    parser.set_defaults(json=None, quiet=None, lang=None, log_level=None)
    names = {_key(name) for name in vars(parser.parse_args([]))} - {*_NEVER}
    for key in values:
        if _key(key) not in names:
            raise _unknown(path, key, [*names, "weights"])
    try:
        return parser.parse_args([*_as_typed(values)])
    except Refusal as error:
        (message,) = error.messages
        raise refuse(
            "config-value",
            N_("In {file}: {problem}"),
            file=path.name,
            problem=message.params["problem"],
        ) from None


def _as_typed(values: Mapping[str, Any]) -> Iterator[str]:
    """The same options as somebody would type them, so that one parser judges both."""
    for key, value in values.items():
        option = f"--{_key(key)}"
        if value is True:
            yield option
        elif isinstance(value, dict):
            yield from (f"{option}={column}={field}" for column, field in value.items())
        elif isinstance(value, list):
            yield from (f"{option}={part}" for part in value)
        elif value is not False and value is not None:
            yield f"{option}={value}"


def _key(name: str) -> str:
    return name.replace("_", "-")


def _weights(path: Path, values: Any) -> dict[str, int]:
    if not isinstance(values, dict):
        raise refuse(
            "config-value",
            N_("In {file}: weights is a table of {names}."),
            file=path.name,
            names=WEIGHTS,
        )
    weights = {name.replace("-", "_"): value for name, value in values.items()}
    for name, value in weights.items():
        if name not in WEIGHTS:
            raise _unknown(path, f"weights.{name}", [f"weights.{known}" for known in WEIGHTS])
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise refuse(
                "config-value",
                N_("In {file}: the weight {name} is {value}; give a whole number from 0."),
                file=path.name,
                name=name,
                value=str(value),
            )
    return weights


def _unknown(path: Path, key: str, names: list[str]) -> Refusal:
    close = get_close_matches(key, names, n=1)
    if close:
        return refuse(
            "config-key",
            N_("{file} has the unknown key {key}; is it {known}?"),
            file=path.name,
            key=key,
            known=close[0],
        )
    return refuse(
        "config-key",
        N_("{file} has the unknown key {key}; known are {names}."),
        file=path.name,
        key=key,
        names=sorted(names),
    )
