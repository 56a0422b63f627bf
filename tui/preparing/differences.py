"""A newer list beside the people already there: who is new, changed, gone, and bringing it in.

Pure, but for `bring_in`, which writes. A field is a record's field, or ("attributes", name).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from planner.exchange.columns import Column, plain
from planner.exchange.grid import Grid
from planner.exchange.people import People, attribute_keys
from planner.records import ParticipantRecord, adopted

if TYPE_CHECKING:
    from tui.store.unit import Unit

Field = tuple[str, str]
"""A field of a person; the second is the attribute's name where the first is `attributes`."""

_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("reference",),
    "full_name": ("first_name", "last_name"),
    "first_last_name": ("first_name", "last_name"),
    "last_first_name": ("first_name", "last_name"),
    # a range is one thing: half of an old and half of a new one may contradict each other
    "age_range": ("age_min", "age_max"),
    "age_min": ("age_min", "age_max"),
    "age_max": ("age_min", "age_max"),
}
"""What a column fills, where that is not the one field of its name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the person it describes, and the fields for which it has a value."""

    person: ParticipantRecord
    filled: frozenset[Field]


@dataclass(frozen=True, slots=True)
class NewList:
    entries: tuple[Entry, ...]
    columns: frozenset[Field]
    """The fields it has a column for."""
    own_ids: bool
    unread: tuple[frozenset[str], ...] = ()
    """The words of each row that could not be read: somebody may be among them."""


@dataclass(frozen=True, slots=True)
class Change:
    before: ParticipantRecord
    after: ParticipantRecord
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    new: tuple[ParticipantRecord, ...]
    changed: tuple[Change, ...]
    same: tuple[ParticipantRecord, ...]
    gone: tuple[ParticipantRecord, ...]
    doubtful: tuple[ParticipantRecord, ...]
    """Not among the rows that were read, but named in one that could not be."""


# From a list


def new_list(grid: Grid, columns: Sequence[Column], people: People) -> NewList:
    """What `people`, read from `grid` by `columns`, say about whom."""
    used = [column for column in columns if column.field != "ignore"]
    keys = attribute_keys(used)
    fields = {column.index: _fields_of(column, keys) for column in used}
    own_ids = any(column.field == "id" for column in used)
    return NewList(
        tuple(
            Entry(
                replace(person, reference=person.id if own_ids else ""),
                frozenset(_filled(grid.rows[row - 1], fields)),
            )
            for person, row in zip(people.records, people.row_numbers, strict=True)
        ),
        frozenset(field for some in fields.values() for field in some),
        own_ids,
        tuple(
            frozenset(_words(grid.rows[row - 1]))
            for row in sorted({problem.row for problem in people.problems})
        ),
    )


def _fields_of(column: Column, keys: Mapping[int, str]) -> tuple[Field, ...]:
    if column.index in keys:
        return (("attributes", keys[column.index]),)
    return tuple((name, "") for name in _FIELDS.get(column.field, (column.field,)))


def _filled(row: Sequence[str], fields: Mapping[int, tuple[Field, ...]]) -> Iterator[Field]:
    for index, some in fields.items():
        if index < len(row) and row[index].strip():
            yield from some


def _words(row: Iterable[str]) -> Iterator[str]:
    for cell in row:
        yield from plain(cell).split()


# Beside the people who are there


def differences(
    stored: Sequence[ParticipantRecord], list_: NewList, *, clear: bool = False
) -> Differences:
    """Where the list says nothing about a field, it stays; where its cell is empty, it is emptied
    only if `clear`."""
    people = [entry.person for entry in list_.entries]
    pairs = matches(stored, people)
    changes = [
        _change(stored[pairs[i]], entry, list_.columns if clear else entry.filled)
        for i, entry in enumerate(list_.entries)
        if i in pairs
    ]
    found = set(pairs.values())
    missing = [person for i, person in enumerate(stored) if i not in found]
    doubtful = _named_in(missing, list_.unread)
    return Differences(
        new=tuple(person for i, person in enumerate(people) if i not in pairs),
        changed=tuple(change for change in changes if change.fields),
        same=tuple(change.before for change in changes if not change.fields),
        gone=tuple(person for person in missing if person.id not in doubtful),
        doubtful=tuple(person for person in missing if person.id in doubtful),
    )


def _change(before: ParticipantRecord, entry: Entry, fields: Collection[Field]) -> Change:
    new = entry.person
    if not new.first_name and new.name == before.name:
        # the list has whole names; how they divide was known better before
        fields = [field for field in fields if field[0] not in ("first_name", "last_name")]
    values: dict[str, Any] = {name: getattr(new, name) for name, key in fields if not key}
    attributes = dict(before.attributes)
    for name in sorted(key for _, key in fields if key):
        attributes[name] = new.attributes.get(name, "")
    values["attributes"] = {name: value for name, value in attributes.items() if value}
    after = replace(before, **values)
    return Change(
        before, after, tuple(f for f in sorted(fields) if value_of(before, f) != value_of(after, f))
    )


def value_of(person: ParticipantRecord, field: Field) -> Any:
    name, key = field
    return person.attributes.get(key, "") if key else getattr(person, name)


def _named_in(
    people: Iterable[ParticipantRecord], rows: Sequence[frozenset[str]]
) -> frozenset[str]:
    """The ids of people whose name or e-mail address is in one of the rows."""
    rows_with: defaultdict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(rows):
        for word in words:
            rows_with[word].add(number)

    def named(text: str) -> bool:
        words = plain(text).split()
        return bool(words) and bool(set.intersection(*(rows_with.get(w, set()) for w in words)))

    return frozenset(p.id for p in people if named(p.name) or named(p.email))


# Who is who

Key = Callable[[ParticipantRecord], Hashable]
"""What two records of one person share; false where a record has no such thing."""


def _reference(person: ParticipantRecord) -> str:
    return person.reference


def _email(person: ParticipantRecord) -> str:
    return person.email.casefold()


def _name(person: ParticipantRecord) -> str:
    return plain(person.name) or person.name


def _name_words(person: ParticipantRecord) -> tuple[str, ...]:
    """“Lovelace Ada” and “Ada Lovelace” alike."""
    return tuple(sorted(_name(person).split()))


def _both(one: Key, other: Key) -> Key:
    return lambda person: (one(person), other(person)) if one(person) and other(person) else ""


_BY_ID: Final = (_both(_reference, _email), _both(_reference, _name))
_SURE: Final = _both(_email, _name)


def matches(
    stored: Sequence[ParticipantRecord], listed: Sequence[ParticipantRecord]
) -> dict[int, int]:
    """For each of `listed` who is one of `stored`, the index there.

    By the list's own id, else by e-mail address, else by name, the surest first. Ids are no
    evidence where a list numbers its rows anew: where they part more people known by name or
    address than they join, they are not followed.
    """
    pairing = _Pairing(stored, listed)
    for key in _BY_ID:
        pairing.join(key)
    follow_ids = len(pairing.pairs) >= pairing.parted_by_ids()
    if follow_ids:
        pairing.join(_reference)
    for key in (_SURE, _email):
        pairing.join(key)
    # of two people of one name who have an id each, one is new
    has_ids = follow_ids and any(person.reference for person in listed)
    for name in (_name, _name_words):
        pairing.join(name, without_id=has_ids)
    return pairing.pairs


class _Pairing:
    """Who is one with whom, and who is still alone."""

    def __init__(
        self, stored: Sequence[ParticipantRecord], listed: Sequence[ParticipantRecord]
    ) -> None:
        self.pairs: dict[int, int] = {}
        self._stored = dict(enumerate(stored))
        self._listed = dict(enumerate(listed))

    def join(self, key: Key, *, without_id: bool = False) -> None:
        """Pairs those who share `key`, in order; of the stored only those `without_id`."""
        alone: defaultdict[Hashable, list[int]] = defaultdict(list)
        for index, person in self._stored.items():
            if (value := key(person)) and not (without_id and person.reference):
                alone[value].append(index)
        for same in alone.values():
            same.reverse()
        for index, person in list(self._listed.items()):
            if same := alone.get(key(person), []):
                self.pairs[index] = same.pop()
                del self._listed[index], self._stored[self.pairs[index]]

    def parted_by_ids(self) -> int:
        """How many are known by name or address under another id."""
        known = {
            value
            for person in self._stored.values()
            if person.reference
            for value in (_email(person), _name(person))
        }
        return sum(
            bool(person.reference) and not known.isdisjoint({_email(person), _name(person)} - {""})
            for person in self._listed.values()
        )


# Bringing it in


def bring_in(
    unit: Unit,
    event_id: str,
    list_: NewList,
    *,
    clear: bool = False,
    leaving: Collection[str] = (),
) -> Differences:
    """Adds who is new and changes who has changed; of those gone it takes off who is `leaving`.

    Compared anew with what is stored now. Whoever was taken off and is on the list again comes
    back as the same person, so that rules about her hold again.
    """
    stored = unit.all(ParticipantRecord, event_id)
    found = differences(stored, list_, clear=clear)
    last = max((person.position for person in stored), default=0)
    new = adopted(found.new, event_id, own_ids=list_.own_ids, after=last)
    before = unit.deleted(ParticipantRecord, event_id)
    for index, earlier in matches(before, new).items():
        new[index] = replace(new[index], id=before[earlier].id)
    unit.add(*new)
    unit.save(*(change.after for change in found.changed))
    unit.delete(*(person for person in found.gone if person.id in leaving))
    return found
