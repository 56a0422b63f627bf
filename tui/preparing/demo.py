"""The sample event of `speed-dating demo`: a networking evening of 36 invented people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from planner.event import Apart, Rule, Seat, Together
from planner.ids import relation_id
from planner.messages import N_
from planner.records import (
    EventRecord,
    ParticipantRecord,
    RuleRecord,
    TableRecord,
    When,
    rule_id,
)
from tui.texts import _

if TYPE_CHECKING:
    from tui.store.store import Store

TABLES: Final = 9
SEATS: Final = 4
ROUNDS: Final = 6
"""With these the first plan comes at once and is proved best; 6 tables of 6 are the hardest."""
WEEKS_AHEAD: Final = 3

PEOPLE: Final = """
    Ana Ferreira, Lumen Energia, VIP; Anders Lindqvist, Nordisk Data; Astrid Halvorsen, Fjordworks
    Baptiste Morel, Atelier Morel; Beatriz Santos, Lumen Energia
    Camille Rousseau, Studio Canopée, VIP
    Chiara Conti, Officina Conti; Chloé Garnier, Studio Canopée; Daniel Okafor, Brightwater
    Dorota Zielińska, Biuro Wisła; Elif Demir, Anka Yazılım; Émile Dubois, Transports Dubois
    Eoin Gallagher, Brightwater; Freya Nielsen, Fjordworks; Giulia Marchetti, Officina Conti
    Hannah Vogel, Werkhof; Hugo Lambert, Éditions du Quai, VIP; Ingrid Solberg, Fjordworks
    Jakub Novák, Dílna Praha; Jeanne Perrin, Éditions du Quai; João Almeida, Lumen Energia
    Katarzyna Wójcik, Biuro Wisła; Leila Haddad, Cabinet Haddad; Lukas Brandt, Werkhof
    Magnus Eriksson, Nordisk Data; Marta Kowalczyk, Biuro Wisła; Matteo Ricci, Ricci e Figli
    Nadia Benali, Cabinet Haddad; Niamh O’Connor, Brightwater, VIP; Noé Fontaine, Transports Dubois
    Petra Svobodová, Dílna Praha; Sofia Papadaki, Aegean Foods; Théo Lefèvre, Atelier Morel
    Ünal Kaya, Anka Yazılım; Yannis Georgiou, Aegean Foods; Zoë van Dijk, Havenlicht
"""
"""First name, last name, company, and VIP for a few. Nobody of them is anybody."""


def sample_event(store: Store) -> str:
    """The id of the sample event, which is made unless it is there."""
    event_id = relation_id("speed-dating", "sample event")
    if store.get(EventRecord, event_id) is None:
        people = list(_people(event_id))
        tables = list(_tables(event_id))
        with store.writing(N_("Sample event"), undoable=False) as unit:
            unit.add(_event(event_id), *people, *tables, *_rules(event_id, people, tables))
    return event_id


def _event(event_id: str) -> EventRecord:
    day = date.today() + timedelta(weeks=WEEKS_AHEAD)
    return EventRecord(
        event_id,
        name=_("Sample evening"),
        when=When(day.isoformat(), "19:30"),
        venue=_("The Old Printing House"),
        rounds=ROUNDS,
    )


def _people(event_id: str) -> Iterator[ParticipantRecord]:
    entries = [entry for line in PEOPLE.strip().splitlines() for entry in line.split(";")]
    for position, entry in enumerate(entries, 1):
        name, company, *vip = (part.strip() for part in entry.split(","))
        first, _space, last = name.partition(" ")
        yield ParticipantRecord(
            relation_id(event_id, name),
            first_name=first,
            last_name=last,
            vip=bool(vip),
            attributes={"company": company},
            event_id=event_id,
            position=position,
        )


def _tables(event_id: str) -> Iterator[TableRecord]:
    for number in range(1, TABLES + 1):
        yield TableRecord(
            relation_id(event_id, "table", str(number)),
            SEATS,
            event_id=event_id,
            label=str(number),
            position=number,
        )


def _rules(
    event_id: str, people: list[ParticipantRecord], tables: list[TableRecord]
) -> Iterator[RuleRecord]:
    by_name = {person.name: person.id for person in people}
    rules: tuple[Rule, ...] = (
        Seat(by_name["Camille Rousseau"], tables[0].id, name=_("Host of the first table")),
        Together(
            (by_name["Leila Haddad"], by_name["Nadia Benali"]),
            rounds=(1,),
            name=_("Arrive together"),
        ),
        Apart((by_name["Matteo Ricci"], by_name["Chiara Conti"]), name=_("Competitors")),
    )
    for position, rule in enumerate(rules, 1):
        yield RuleRecord(rule_id(event_id, rule), rule, event_id=event_id, position=position)
