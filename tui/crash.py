"""What is left to say after an unexpected error has ended the program."""

from __future__ import annotations

from dataclasses import dataclass

from planner.messages import N_, Message
from tui.folders import log_folder


@dataclass(frozen=True, slots=True)
class Crash:
    reference: str
    """Under which the log says where it happened."""
    searching: bool = False
    """Whether a search was running, which has ended with the program."""

    @property
    def told(self) -> Message:
        """In one paragraph, for where no screen can be drawn."""
        return Message(
            "crash",
            N_(
                "Something went wrong that should not have (reference {reference}). Everything up "
                "to your last change is saved. The log in {folder} says where it happened; "
                "speed-dating doctor --bundle packs what support needs."
            ),
            {"reference": self.reference, "folder": str(log_folder())},
        )

    @property
    def remembered(self) -> Message:
        """For the message line, once the program goes on."""
        return Message(
            "after-crash",
            N_(
                "Back after an unexpected error (reference {reference}); everything up to your "
                "last change is here, and u takes it back as before."
            ),
            {"reference": self.reference},
        )
