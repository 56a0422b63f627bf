"""PDFs for one person: her schedule, or her result, as they are printed for all."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from planner.messages import Refusal
from planner.records import EventRecord, MailKind, ParticipantRecord
from planner.results import Result
from tui import dates
from tui.mail.letters import Attachment
from tui.mail.settings import MailSettings
from tui.texts import _, say, speaking

if TYPE_CHECKING:
    from planner.printing.paper import Paper
    from tui.mail.sending import Attach
    from tui.planning.seen import Seen
    from tui.store.store import Store


def attachments(
    store: Store, event_id: str, kind: MailKind, settings: MailSettings, paper: Paper | None = None
) -> Attach:
    """What comes with the mail of a person: her schedule, where the settings say so and the plan
    can be read."""
    seen = seen_of(store, event_id) if kind == "schedule" and settings.attach else None

    def attach(person: ParticipantRecord) -> Attachment | None:
        if seen is None or person.id not in seen.kept.people:
            return None
        with speaking(seen.contents.event.language):
            return Attachment(_("schedule") + ".pdf", schedule_paper(seen, person, paper))

    return attach


def schedule_paper(seen: Seen, person: ParticipantRecord, paper: Paper | None = None) -> bytes:
    """The personal schedule, in the language in use."""
    from planner.printing.paper import A4
    from planner.printing.schedules import write_schedule
    from tui.planning.outputs import printed

    stream = io.BytesIO()
    index = seen.kept.people.index(person.id)
    write_schedule(printed(seen), index, stream, say=say, paper=paper or A4)
    return stream.getvalue()


def result_paper(event: EventRecord, result: Result, paper: Paper | None = None) -> bytes:
    """One page with whom a person matches, in the language in use."""
    from planner.printing.paper import A4
    from planner.printing.results import write_results

    stream = io.BytesIO()
    day = dates.day(event.when.date)
    write_results([result], stream, name=event.name, day=day, say=say, paper=paper or A4,
                  whole_pages=True)  # fmt: skip
    return stream.getvalue()


def seen_of(store: Store, event_id: str) -> Seen | None:
    from tui.planning.seen import chosen, see

    with store.reading() as reader:
        contents = reader.contents(event_id)
        record = chosen(contents) if contents is not None else None
        if contents is None or record is None:
            return None
        try:
            return see(reader, contents, record)
        except Refusal:  # a plan that came only in part: the mail itself says all there is to say
            return None
