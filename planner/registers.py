"""The value of one field of a record as JSON knows it, and the way back.

One field is one register: it is written, compared and merged as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def hints(kind: Any) -> Mapping[str, Any]:
    """The types of a dataclass's fields, in their order."""
    return _hints(kind)


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    found = get_type_hints(kind)
    return {field.name: found[field.name] for field in fields(kind)}


@cache
def scalar_type(hint: Any) -> type[Any] | None:
    """`str`, `int`, `float` or `bool`; None for what only JSON can hold."""
    kinds: set[Any] = set()
    for part in _alternatives(hint):
        kinds |= set(map(type, get_args(part))) if get_origin(part) is Literal else {part}
    kind = kinds.pop() if len(kinds) == 1 else None
    return kind if kind in (str, int, float, bool) else None


def is_optional(hint: Any) -> bool:
    return NoneType in _parts(hint)


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return tuple(part for part in _parts(hint) if part is not NoneType)


def _parts(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def to_json(value: Any) -> Any:
    """Dataclasses become objects, tuples lists, keys texts."""
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def to_text(value: Any) -> str:
    """One text for equal values."""
    return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def from_json(hint: Any, value: Any) -> Any:
    """The value of type `hint` that was written as `value`.

    Raises ValueError, TypeError or LookupError where `value` is none of that type.
    """
    if value is None:
        if is_optional(hint):
            return None
        raise TypeError(f"nothing where {hint} should be")
    choices = _alternatives(hint)
    if is_dataclass(choices[0]):
        return _object(choices, value)
    origin, inner = get_origin(choices[0]), get_args(choices[0])
    if origin is tuple:
        each = inner[:1] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(from_json(part, item) for part, item in zip(each, value, strict=True))
    if origin is dict:
        key, item = inner
        return {key(name): from_json(item, part) for name, part in value.items()}
    if origin is Literal and value not in inner:
        raise ValueError(f"{value!r} where {hint} should be")
    return _scalar(hint, value)


def _scalar(hint: Any, value: Any) -> Any:
    kind = scalar_type(hint)
    if kind is bool and value in (0, 1):
        return bool(value)
    if kind is float and type(value) is int:
        return float(value)
    if kind is None or type(value) is not kind:
        raise TypeError(f"{type(value).__name__} where {hint} should be")
    return value


def _object(choices: Sequence[Any], value: Mapping[str, Any]) -> Any:
    """One dataclass, or the one of several whose `kind` the value names."""
    if len(choices) > 1:
        choices = [c for c in choices if hints(c)["kind"] == Literal[value["kind"]]]
    kind = choices[0]
    known = hints(kind)
    return kind(**{name: from_json(known[name], part) for name, part in value.items()})
