"""Identities made without asking anybody: by time and chance, or from what they stand for."""

from __future__ import annotations

import secrets
import time
from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid5

_NANOSECONDS: Final = 1_000_000
"""In a millisecond."""


def new_id() -> str:
    """A UUID of version 7 (RFC 9562, 5.7), its sub-millisecond bits by method 3 of 6.2.

    Ids made one after another in one process sort in that order, to about 250 ns.
    """
    milliseconds, rest = divmod(time.time_ns(), _NANOSECONDS)
    value = (milliseconds & (1 << 48) - 1) << 80 | secrets.randbits(62)
    value |= 7 << 76 | (rest * 4096 // _NANOSECONDS) << 64 | 2 << 62
    return str(UUID(int=value))


def relation_id(owner: str, *parts: str) -> str:
    """The same id wherever the same relation is made, so that two devices make one row of it.

    `owner` is the id of what it belongs to; the order of `parts` matters.
    """
    try:
        namespace = UUID(owner)
    except ValueError:
        namespace = uuid5(NAMESPACE_OID, owner)
    return str(uuid5(namespace, "\x1f".join(parts)))
