"""Files that are either written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from planner.messages import N_, Message, Refusal


class FileRefusal(Refusal):
    """Why a file cannot be read or written."""


@contextmanager
def write_atomically(path: Path, replace: bool) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file `path` when the block ends without an error.

    An existing file keeps its permissions and is replaced only when `replace` is true; links are
    followed. Devices and pipes are written as they are. Raises FileRefusal for whatever the
    system says no to, and leaves nothing behind.
    """
    path = Path(os.path.realpath(path))
    with _in_words(path):
        mode = _replaceable_mode(path, replace)
        if mode is not None and not stat.S_ISREG(mode):
            with path.open("wb") as stream:
                yield stream
            return
        temporary = path.parent / f".speed-dating-{secrets.token_hex(6)}"
        try:
            with _new(temporary) as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            if mode is not None:
                temporary.chmod(stat.S_IMODE(mode))
            _put_in_place(temporary, path, replace)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(path.parent)


def expect_writable(path: Path, replace: bool) -> None:
    """Raises what `write_atomically` would, as far as it shows before the work is done."""
    path = Path(os.path.realpath(path))
    with _in_words(path):
        path.parent.stat()
        _replaceable_mode(path, replace)


def _replaceable_mode(path: Path, replace: bool) -> int | None:
    """The mode of what is at `path`; None where nothing is."""
    mode = _mode(path)
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if mode is not None and stat.S_ISREG(mode) and not replace:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    return mode


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _new(path: Path) -> BinaryIO:
    """Opened so, and not by `tempfile`, the file gets the permissions the user's umask leaves."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o666), "wb")


def _put_in_place(temporary: Path, path: Path, replace: bool) -> None:
    if not replace:
        try:
            os.link(temporary, path)
            return
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links: take the name first, then fill it
            _new(path).close()
    temporary.replace(path)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # not every system lets a folder be opened; the file itself is safe
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FileRefusal(_message(path, error)) from error


def _message(path: Path, error: OSError) -> Message:
    where = {"path": str(path), "folder": str(path.parent)}
    match error.errno:
        case errno.EEXIST:
            return Message("file-exists", N_("{path} is already there; give another name."), where)
        case errno.EISDIR:
            return Message("is-a-folder", N_("{path} is a folder; give a file name."), where)
        case errno.ENOENT | errno.ENOTDIR:
            return Message("no-such-folder", N_("There is no folder {folder}."), where)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return Message("not-allowed", N_("Writing to {path} is not allowed."), where)
        case errno.ENOSPC | errno.EDQUOT:
            return Message("disk-full", N_("No room is left for {path}."), where)
    return Message(
        "cannot-write",
        N_("{path} cannot be written: {reason}."),
        where | {"reason": error.strerror or str(error)},
    )
