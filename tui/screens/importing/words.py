"""What an import says of columns and people."""

from __future__ import annotations

from typing import Final

from planner.exchange.roster import HEADERS, texts_of
from planner.messages import N_
from planner.records import ParticipantRecord
from tui.preparing.differences import Change, value_of
from tui.preparing.differences import Field as PersonField
from tui.texts import _

FIELD_NAMES: Final = {
    **HEADERS,
    "id": N_("The list’s own id"),
    "full_name": N_("Whole name, kept as it is"),
    "first_last_name": N_("First name, then last name"),
    "last_first_name": N_("Last name, then first name"),
    "age_min": N_("Wished age, from"),
    "age_max": N_("Wished age, to"),
    "age_range": N_("Wished ages, like 25-35"),
    "attribute": N_("Kept under its own name"),
    "ignore": N_("Left out"),
}
"""What a column can hold, in words."""


def summary(person: ParticipantRecord) -> str:
    texts = texts_of(person, _)
    parts = [
        _("VIP") if name == "vip" else text if name in _PLAIN else f"{_(HEADERS[name])} {text}"
        for name, text in texts.items()
        if text and name not in ("id", "first_name", "last_name")
        and (name != "vip" or person.vip)
    ]  # fmt: skip
    parts += [
        f"{key} {value}" for key, value in person.attributes.items()
        if key not in ("company", "group")
    ]  # fmt: skip
    return " · ".join(parts)


_PLAIN: Final = frozenset(("email", "phone", "company", "group", "tags", "notes"))
"""Values that say themselves what they are."""


def told(change: Change) -> str:
    """What changes, field by field; the two parts of a name as one."""
    parts = []
    if not _NAME_FIELDS.isdisjoint(change.fields):
        parts.append(_step(_("Name"), change.before.name, change.after.name))
    for field in change.fields:
        if field not in _NAME_FIELDS:
            before, after = (_value(person, field) for person in (change.before, change.after))
            parts.append(_step(_field_name(field), before, after))
    return ", ".join(parts)


_WORDED: Final = {"reference": "id"}
"""Fields that lists call otherwise."""
_NAME_FIELDS: Final[frozenset[PersonField]] = frozenset((("first_name", ""), ("last_name", "")))


def _step(name: str, before: str, after: str) -> str:
    return f"{name}: {before or '–'} → {after or '–'}"


def _field_name(field: PersonField) -> str:
    name, key = field
    if key:
        return _(HEADERS[key]) if key in ("company", "group") else key
    return _(FIELD_NAMES[_WORDED.get(name, name)])


def _value(person: ParticipantRecord, field: PersonField) -> str:
    name, key = field
    if key:
        return str(value_of(person, field))
    return texts_of(person, _)[_WORDED.get(name, name)]
