"""The value of one field of a record as JSON knows it, and the way back.

One field is one register: it is written, compared and merged as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from functools import cache, partial
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
    if isinstance(value, tuple):
        return [to_json(part) for part in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def to_text(value: Any) -> str:
    """One text for equal values."""
    return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def from_json(hint: Any, value: Any) -> Any:
    """The value of type `hint` that was written as `value`.

    Raises ValueError, TypeError or LookupError where `value` is none of that type.
    """
    return reader(hint)(value)


@cache
def reader(hint: Any) -> Callable[[Any], Any]:
    """`from_json` for one type, put together once: lists of people are read by the thousand."""
    choices = _alternatives(hint)
    read = _reader(choices)
    if is_optional(hint):
        return lambda value: None if value is None else read(value)
    return read


def _reader(choices: Sequence[Any]) -> Callable[[Any], Any]:
    if is_dataclass(choices[0]):
        return partial(_one_kind, choices) if len(choices) > 1 else _object_reader(choices[0])
    origin, inner = get_origin(choices[0]), get_args(choices[0])
    if origin is tuple and inner[-1] is Ellipsis:
        each = reader(inner[0])
        return lambda value: tuple(map(each, _expect(list, value)))
    if origin is tuple:
        readers = tuple(map(reader, inner))
        return lambda value: tuple(
            read(part) for read, part in zip(readers, _expect(list, value), strict=True)
        )
    if origin is dict:
        key, item = inner[0], reader(inner[1])
        return lambda value: {
            key(name): item(part) for name, part in _expect(dict, value).items()
        }  # fmt: skip
    if origin is Literal:
        return partial(_one_of, inner)
    return partial(_scalar, choices[0])


def _expect(kind: type[Any], value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{type(value).__name__} where {kind.__name__} should be")
    return value


def _scalar(kind: type[Any], value: Any) -> Any:
    if kind is bool and value in (0, 1):
        return bool(value)
    if kind is float and type(value) is int:
        return float(value)
    return _expect(kind, value)


def _one_of(choices: Sequence[Any], value: Any) -> Any:
    if value not in choices:
        raise ValueError(f"{value!r} where one of {choices} should be")
    return value


def _one_kind(choices: Sequence[Any], value: Mapping[str, Any]) -> Any:
    """The one of several dataclasses whose `kind` the value names."""
    (kind,) = (c for c in choices if hints(c)["kind"] == Literal[value["kind"]])
    return from_json(kind, value)


def _object_reader(kind: Any) -> Callable[[Any], Any]:
    readers = {name: reader(hint) for name, hint in hints(kind).items()}
    return lambda value: kind(**{
        name: readers[name](part) for name, part in value.items()
    })  # fmt: skip
