"""The command `speed-dating`: language, options, one command, one exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

from tui import texts
from tui.folders import settle_cache

if TYPE_CHECKING:
    from argparse import Namespace


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code is one of `tui.cli.exits`."""
    try:
        return _main(sys.argv[1:] if argv is None else list(argv))
    except KeyboardInterrupt:  # while it was starting, or saying what went wrong
        return 130


def _main(arguments: Sequence[str]) -> int:
    if isinstance(sys.stdout, TextIOWrapper):
        # a terminal without accents still gets its answer; data are bytes and not concerned
        sys.stdout.reconfigure(errors="replace")
    texts.use(_typed_language(arguments) or texts.preferred(os.environ))
    settle_cache()
    # after the language is known, for the parser's texts are translated when it is made
    from tui.cli.exits import DONE, explain
    from tui.cli.options import parse

    as_json = "--json" in arguments
    try:
        options = parse(arguments)
        as_json = options.json
        status = _run(options)
        sys.stdout.flush()
        return status
    except SystemExit:  # argparse has shown the help or the version
        return DONE
    except (Exception, KeyboardInterrupt) as error:
        return explain(error, as_json=as_json)


def _run(options: Namespace) -> int:
    from tui.cli.options import log_level
    from tui.logs import open_log

    if options.lang:
        texts.use(options.lang)
    open_log(log_level(options))
    status: int = options.run(options)
    return status


def _typed_language(arguments: Sequence[str]) -> str | None:
    """The value of --lang, found without the parser, whose own texts depend on it."""
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=False):
        name, equals, value = argument.partition("=")
        if name == "--lang":
            language = value if equals else following
            return language if language in texts.LANGUAGES else None
    return None


if __name__ == "__main__":
    sys.exit(main())
