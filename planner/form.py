"""The event form: an evening as JSON, read strictly, written without fields at their default."""

from __future__ import annotations

import dataclasses
import json
import re
from functools import cache
from typing import Any, Final, NoReturn

from planner import event as forms
from planner.event import Event
from planner.messages import N_, Message, Refusal, refuse
from planner.naming import shortened

SIZE_LIMIT: Final = 64 * 1024 * 1024
"""Bytes of an event form."""
INTEGER_LIMIT: Final = 1 << 53
"""Whole numbers up to which every JSON program agrees (RFC 8259, section 6)."""

_RULES: Final = {
    "together": forms.Together,
    "apart": forms.Apart,
    "seat": forms.Seat,
    "meet": forms.Meet,
    "balance": forms.Balance,
}
_FORMS: Final[tuple[Any, ...]] = (
    *_RULES.values(), forms.Participant, forms.Table, forms.MetBefore, forms.PlayedTable,
    forms.PlayedRound, forms.Weights, forms.Event,
)  # fmt: skip


def parse_event(data: bytes | str) -> Event:
    """The event a form describes.

    Raises Refusal for what is no JSON, for unknown keys, missing fields and values of the wrong
    kind, by their place in the form (`participants[3].age`, lists counted from 0 as in JSON paths).
    """
    from pydantic import ValidationError

    text = _text(data)
    value = _json(text)
    _check_kinds(value)
    try:
        event: Event = _adapter().validate_json(text)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        messages = [
            _message(e["type"], e["loc"], e.get("ctx", {})) for e in errors if _ours(e, value)
        ]
        raise Refusal(*shortened(messages)) from None
    return event


def event_to_form(event: Event) -> dict[str, Any]:
    """The form of an event, fields at their default left out; `parse_event` gives it back."""
    form: dict[str, Any] = _plain(event)
    return form


def event_schema() -> dict[str, Any]:
    """The JSON schema of the event form (draft 2020-12)."""
    schema = _adapter().json_schema()
    for rule in _RULES.values():
        schema["$defs"][rule.__name__].setdefault("required", []).append("kind")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Event form of Speed Dating Planner",
        **{key: part for key, part in schema.items() if key != "title"},
    }


@cache
def _adapter() -> Any:
    from pydantic import ConfigDict, TypeAdapter

    for form in _FORMS:
        form.__pydantic_config__ = ConfigDict(
            extra="forbid", strict=True, use_attribute_docstrings=True
        )
    return TypeAdapter(Event)


def _text(data: bytes | str) -> str:
    if len(data) > SIZE_LIMIT:
        raise refuse(
            "form-too-large",
            N_("The event form has more than {limit} MiB; leave out what is not needed."),
            limit=SIZE_LIMIT >> 20,
        )
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data.removeprefix("\ufeff")
        text.encode()
    except UnicodeError as error:
        raise refuse(
            "form-not-utf-8", N_("The event form is not UTF-8 text; save it as UTF-8.")
        ) from error
    return text


def _json(text: str) -> Any:
    """Parsed once here for what pydantic lets pass: repeated keys, NaN, endless numbers."""
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_constant=_no_number, parse_int=_integer
        )
    except json.JSONDecodeError as error:
        raise refuse(
            "bad-json",
            N_("The event form is not JSON: line {line}, column {column} cannot be read."),
            line=error.lineno,
            column=error.colno,
        ) from error
    except RecursionError as error:
        raise _unreadable() from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        keys = [key for key, _ in pairs]
        raise refuse(
            "repeated-key",
            N_("The key “{key}” stands twice in one object of the event form; keep one."),
            key=next(key for key in keys if keys.count(key) > 1)[:60],
        )
    return read


def _no_number(text: str) -> NoReturn:
    raise refuse("not-a-number", N_("{value} is no number in JSON; correct it."), value=text)


def _integer(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > INTEGER_LIMIT:
        raise refuse(
            "number-too-large",
            N_("The number {value} is too large; correct it."),
            value=digits if len(digits) <= 20 else digits[:20] + "…",
        )
    return int(digits)


def _unreadable() -> Refusal:
    return refuse(
        "unreadable-json",
        N_("The event form holds a broken character or is nested too deeply; correct it."),
    )


def _check_kinds(value: Any) -> None:
    """Every rule says what kind it is; only then can the rest of it be checked."""
    rules = value.get("rules") if isinstance(value, dict) else None
    messages = [
        _one_of(f"rules[{i}].kind", _RULES)
        for i, rule in enumerate(rules if isinstance(rules, list) else ())
        if isinstance(rule, dict) and rule.get("kind") not in tuple(_RULES)
    ]
    if messages:
        raise Refusal(*shortened(messages))


def _ours(error: Any, value: Any) -> bool:
    """Whether an error concerns the kind the rule has, and not one of the kinds it has not."""
    loc = error["loc"]
    if len(loc) < 3 or loc[0] != "rules":
        return True
    rule = value["rules"][loc[1]]
    if not isinstance(rule, dict):
        return bool(loc[2] == forms.Together.__name__)
    return bool(loc[2] == _RULES[rule["kind"]].__name__)


def _message(kind: str, loc: tuple[int | str, ...], context: dict[str, Any]) -> Message:
    if loc and loc[0] == "rules":
        loc = loc[:2] + loc[3:]
    place = {"place": _place(loc)}
    if kind == "unexpected_keyword_argument":
        return Message("unknown-key", N_(
            "The event form knows no “{place}”; correct or remove it."
        ), place)  # fmt: skip
    if kind in ("too_long", "too_short") or (kind == "missing" and isinstance(loc[-1], int)):
        where = loc[:-1] if kind == "missing" else loc
        return Message("not-two", N_(
            "“{place}” must name exactly two people."
        ), {"place": _place(where)})  # fmt: skip
    if kind == "missing":
        return Message("missing-field", N_("“{place}” is missing."), place)
    if kind == "literal_error":
        return _one_of(place["place"], re.findall("'([^']*)'", context["expected"]))
    if kind == "json_invalid":
        return _unreadable().messages[0]
    if not loc:
        return Message("not-an-object", N_("The event form must be an object, in braces."))
    return Message(*_WRONG_KIND.get(kind.split("_")[0], _BAD_VALUE), place)


_BAD_VALUE: Final = "bad-value", N_("“{place}” has a value that cannot be used.")
_WRONG_KIND: Final = {
    "int": ("not-a-whole-number", N_("“{place}” must be a whole number, without quotes.")),
    "string": ("not-text", N_("“{place}” must be text, in quotes.")),
    "bool": ("not-true-or-false", N_("“{place}” must be true or false.")),
    "tuple": ("not-a-list", N_("“{place}” must be a list, in square brackets.")),
    "dict": ("not-an-object", N_("“{place}” must be an object, in braces.")),
    "dataclass": ("not-an-object", N_("“{place}” must be an object, in braces.")),
}
"""By the first word of pydantic's error type."""


def _one_of(place: str, choices: Any) -> Message:
    return Message("not-one-of", N_(
        "“{place}” must be one of: {choices}."
    ), {"place": place, "choices": ", ".join(choices)})  # fmt: skip


def _place(loc: tuple[int | str, ...]) -> str:
    path = "".join(
        f"[{part}]" if isinstance(part, int) else f".{part[:60]}" for part in loc if part != "[key]"
    )
    return path.removeprefix(".")


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(part)
            for field in dataclasses.fields(value)
            if (part := getattr(value, field.name)) != _default(field) or field.name == "kind"
        }
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): part for key, part in value.items()}
    return value


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


if __name__ == "__main__":
    print(json.dumps(event_schema(), indent=2, ensure_ascii=False))
