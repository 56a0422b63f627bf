"""One person: the form with everything about her, and the one line that adds her."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final, TypeVar

from planner.exchange import values
from planner.exchange.columns import plain
from planner.exchange.names import split_name
from planner.exchange.roster import HEADERS, texts_of
from planner.messages import N_, Message, Refusal, refuse
from planner.records import ParticipantRecord, invalid_fields
from tui.screens.form import Form, Question
from tui.texts import _
from tui.widgets.field import such_as

V = TypeVar("V")
Answers = dict[str, Any]

_EXAMPLE: Final = "Ada Lovelace, ada@example.org"
_EXAMPLES: Final = {
    "email": N_("such as ada@example.org"),
    "vip": N_("yes, or empty"),
    "tags": N_("such as press, speaker"),
    "gender": N_("F, M, NB or X"),
    "looking_for": N_("such as F, M"),
    "rounds": N_("1-3, 5; empty for all"),
    "consent": N_("yes, no, or empty if never asked"),
}


class PersonForm(Form):
    """Answers by a record's fields, attributes in one of them."""

    CSS_PATH = "person.tcss"
    HINT = N_("enter or F2 saves, ↑ ↓ go on, esc or F4 leaves")

    def __init__(self, title: str, person: ParticipantRecord, attributes: Sequence[str]) -> None:
        """`attributes` are those that people of this event have."""
        self._person = person
        self._attributes = dict.fromkeys(("company", "group", *attributes, *person.attributes))
        super().__init__(title, list(self._questions_about(person)))

    def _questions_about(self, person: ParticipantRecord) -> Iterable[Question]:
        texts = texts_of(person, _)
        own = ("id", "company", "group")
        for name in (name for name in HEADERS if name not in own):
            yield Question(
                name, HEADERS[name], texts[name], _(_EXAMPLES.get(name, "")) if name in _EXAMPLES
                else "", _reader(name),
            )  # fmt: skip
        for number, name in enumerate(self._attributes):
            yield Question(
                f"attribute-{number}", HEADERS.get(name, name), person.attributes.get(name, "")
            )

    def check(self, answers: Answers) -> Iterable[tuple[str, Message]]:
        ids = {name: f"attribute-{number}" for number, name in enumerate(self._attributes)}
        for field, message in invalid_fields(self.changed(answers)):
            yield ids.get(field, field) if field not in answers else field, message

    def changed(self, answers: Answers) -> ParticipantRecord:
        return replace(self._person, **self.fields(answers))

    def fields(self, answers: Answers) -> Answers:
        """The answers as fields of the record."""
        fields = {k: v for k, v in answers.items() if not k.startswith("attribute-")}
        texts = {
            name: answers[f"attribute-{number}"] for number, name in enumerate(self._attributes)
        }
        return {**fields, "attributes": {name: text for name, text in texts.items() if text}}


def _reader(field: str) -> Callable[[str], Any]:
    readers: dict[str, Callable[[str], Any]] = {
        "vip": values.flag,
        "consent": values.consent,
        "gender": values.gender,
        "looking_for": values.wishes,
        "age": values.age,
        "age_min": values.age,
        "age_max": values.age,
        "rounds": values.rounds,
        "tags": values.tags,
    }
    return _typed(readers[field]) if field in readers else str.strip


def _typed(reader: Callable[[str], V]) -> Callable[[str], V]:
    def read(text: str) -> V:
        try:
            return reader(text.strip())
        except values.BadValue as bad:
            raise Refusal(bad.message) from None

    return read


class QuickAdd(Form):
    """The person that one line describes."""

    HINT = N_("enter adds, and asks for the next; esc or F4 leaves")
    LINE: ClassVar = "line"

    def __init__(self, added: str) -> None:
        """`added` says who was added just now."""
        super().__init__(
            added or _("Add somebody"),
            [Question(self.LINE, N_("Name, e-mail"), "", such_as(_EXAMPLE), typed_person)],
        )


def typed_person(text: str) -> ParticipantRecord:
    """A person from `Ada Lovelace, ada@example.org, +44 20 7946 0000, VIP, #press`.

    Only the name, which comes first, is needed; `Ada Lovelace <ada@example.org>` will do. The
    record has no id yet. Raises Refusal.
    """
    parts = [part.strip() for part in text.replace("<", ",").replace(">", ",").replace(
        ";", ",").replace("\t", ",").split(",")]  # fmt: skip
    name, *rest = [part for part in parts if part] or [""]
    fields: Answers = {}
    tags: list[str] = []
    for part in rest:
        if "@" in part:
            fields["email"] = part
        elif part.casefold() == "vip":
            fields["vip"] = True
        elif part.startswith("#") and len(part) > 1:
            tags.append(part[1:].strip())
        elif sum(c.isdigit() for c in part) > 4 and not any(c.isalpha() for c in part):
            fields["phone"] = part
        else:
            raise refuse("unclear-part", N_(
                "“{part}” is no e-mail address, no phone number, not VIP and no #tag."
            ), part=part)  # fmt: skip
    first, last = split_name(name, last_first=False) or ("", name)
    person = ParticipantRecord("", first, last, tags=tuple(tags), **fields)
    if problems := invalid_fields(person):
        raise Refusal(problems[0][1])
    return person


def alike(
    person: ParticipantRecord, people: Iterable[ParticipantRecord]
) -> ParticipantRecord | None:
    """Somebody else with the same e-mail address or the same name."""
    return next(
        (
            other for other in people
            if other.id != person.id and (
                (person.email and other.email.casefold() == person.email.casefold())
                or plain(other.name) == plain(person.name) != ""
            )
        ),
        None,
    )  # fmt: skip
