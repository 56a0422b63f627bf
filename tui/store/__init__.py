"""Where the organizer's data lives: one SQLite file, written through `tui.store.store.Store` only.

Nothing here knows what shows it. `docs/store.md` describes the file for other programs.
"""
