"""The terminal program: what the organiser sees."""
