"""Kernels: functions over integers and arrays that numba turns into machine code."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar, cast

from planner.messages import N_, refuse

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Compiles `function` at its first call, without the GIL, and keeps the result on disk.

    The body may use integers, arrays that it is given (it cannot make any), views of them and other
    kernels only. Raises Refusal `no-kernels` where numba cannot be imported, so a module of kernels
    cannot be imported there either.
    """
    return _compiled(function, called_by_python=True)


def part(function: F) -> F:
    """A `kernel` that only kernels call: to be called by Python takes longer to compile than most
    of them do."""
    return _compiled(function, called_by_python=False)


def _compiled(function: F, *, called_by_python: bool) -> F:
    numba = load_numba()
    if numba.config.DISABLE_JIT:
        return function
    # _nrt=False: counting references to every array at every call is twice the work of the searches
    compile_: Any = numba.njit(
        nogil=True,
        _nrt=False,
        cache=bool(numba.config.CACHE_DIR),
        no_cfunc_wrapper=True,
        no_cpython_wrapper=not called_by_python,
    )
    compiled: Any = compile_(function)
    _forgive(compiled._cache)
    return cast(F, compiled)


@cache
def load_numba() -> Any:
    """Imports numba with its cache in our own folder; Refusal `no-kernels` where it is missing."""
    folder = _usable(cache_folder())
    os.environ["NUMBA_CACHE_DIR"] = "" if folder is None else str(folder)
    try:
        numba: Any = import_module("numba")
    except (ImportError, OSError) as error:
        raise refuse(
            "no-kernels",
            N_("The search cannot run here, only the formulas: numba does not load ({reason})."),
            reason=str(error),
        ) from error
    numba.config.CACHE_DIR = os.environ["NUMBA_CACHE_DIR"]
    return numba


def cache_folder() -> Path:
    """Where compiled kernels are kept: below SPEED_DATING_CACHE or the user's cache folder.

    Named by everything compiled code depends on. numba itself looks only at the file of the
    calling kernel, so a change in a kernel that it calls would go unseen.
    """
    from importlib.metadata import PackageNotFoundError, version

    try:
        numba = version("numba")
    except PackageNotFoundError:
        numba = "none"
    python = platform.python_version()
    return _user_folder() / "kernels" / f"numba-{numba}-python-{python}-{_source_digest()}"


def prepared() -> bool:
    """Whether kernels were compiled on this machine before; if not, the first search takes long."""
    return any(cache_folder().rglob("*.nbi"))


def _user_folder() -> Path:
    if own := os.environ.get("SPEED_DATING_CACHE"):
        return Path(own)
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "speed-dating-planner"


def _source_digest() -> str:
    digest = hashlib.blake2b(digest_size=6)
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _usable(folder: Path) -> Path | None:
    """The folder, private and writable, or None: then every run compiles anew."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if hasattr(os, "getuid"):
            # compiled code is loaded by unpickling, so nobody else may ever have written here
            if folder.stat().st_uid != os.getuid():
                return None
            folder.chmod(0o700)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK | os.X_OK) else None


def _forgive(cache: Any) -> None:
    """Makes damaged files and a full disk no reason to stop: what cannot be loaded is compiled."""
    load, save = cache.load_overload, cache.save_overload

    def load_or_none(signature: Any, context: Any) -> Any:
        try:
            return load(signature, context)
        except Exception:  # unpickling a damaged file can raise anything
            return None

    def save_or_not(signature: Any, code: Any) -> None:
        try:
            save(signature, code)
        except Exception:
            start_again(signature, code)

    def start_again(signature: Any, code: Any) -> None:
        try:
            cache.flush()
            save(signature, code)
        except OSError:
            cache.disable()

    cache.load_overload, cache.save_overload = load_or_none, save_or_not
