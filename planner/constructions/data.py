"""Reads the generating data beside the code: lines of fields separated by bars."""

from __future__ import annotations

from importlib import resources


def records(name: str) -> list[list[str]]:
    """The fields of each line of a data file; lines that begin with # are comments."""
    text = resources.files(__package__).joinpath(name).read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [[field.strip() for field in line.split("|")] for line in lines]


def tuples(text: str) -> list[list[int]]:
    """`0,7,14 1,6,12` as two lists of three numbers."""
    return [[int(number) for number in part.split(",")] for part in text.split()]
