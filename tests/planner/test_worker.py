from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from planner import worker
from planner.event import Effort, Event, plain_event
from planner.form import event_to_form, parse_event
from planner.metrics import measure
from planner.problem import compile_event
from planner.schedule import Schedule
from planner.worker import Parent, serve

WORKER = (sys.executable, "-m", "planner.worker")
PATIENCE = 60
"""Seconds before a test gives up on a process that should have ended."""


def request(event: Event | None = None, **options: Any) -> bytes:
    form = event_to_form(event or plain_event(8, 2, 4, 3))
    return json.dumps({"event": form, **options}).encode() + b"\n"


def long(effort: Effort = "thorough") -> Event:
    """No formula reaches its bound, so it is searched for."""
    return plain_event(30, 5, 6, 6, effort=effort)


@contextmanager
def running() -> Iterator[subprocess.Popen[bytes]]:
    """A worker that is ready."""
    pipe = subprocess.PIPE
    with subprocess.Popen(WORKER, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        try:
            assert heard(process)["type"] == "ready"
            yield process
        finally:
            process.kill()


def say(process: subprocess.Popen[bytes], line: bytes) -> None:
    assert process.stdin is not None
    process.stdin.write(line)
    process.stdin.flush()


def heard(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    assert process.stdout is not None
    message: dict[str, Any] = json.loads(process.stdout.readline())
    return message


def heard_until(process: subprocess.Popen[bytes], type_: str, **content: Any) -> dict[str, Any]:
    while True:
        message = heard(process)
        if message["type"] == type_ and content.items() <= message.items():
            return message


def assert_complete(event: Event, answer: dict[str, Any]) -> None:
    metrics = measure(compile_event(event), Schedule(np.array(answer["seating"], np.int32)))
    assert metrics.broken.total == 0
    assert metrics.unique == answer["metrics"]["unique"]


def test_plans_an_evening_of_thirty() -> None:
    event = plain_event(30, 10, 3, 5)
    with running() as process:
        say(process, request(event))
        answer = heard_until(process, "plan")
        assert_complete(event, answer)
        assert answer["proof"]["proved_best"]
        assert process.wait(PATIENCE) == 0


def test_an_earlier_plan_is_changed_as_little_as_can_be() -> None:
    event = plain_event(30, 10, 3, 5)
    _, messages = answers(request(event))
    before = messages[-1]["seating"]
    fewer = replace(event, participants=event.participants[1:])
    previous = {"people": [str(i) for i in range(30)], "tables": [str(t) for t in range(10)]}
    _, messages = answers(request(fewer, previous={**previous, "seating": before}))
    assert messages[-1]["seating"] == [row[1:] for row in before]


def test_cancel_is_answered_with_a_complete_plan() -> None:
    event = long("normal")
    with running() as process:
        say(process, request(event))
        progress = heard_until(process, "progress", phase="improvement")
        say(process, b"cancel\n")
        answer = heard_until(process, "plan")
        assert_complete(event, answer)
        assert answer["metrics"]["unique"] >= progress["unique"] > 0
        assert answer["proof"]["stopped"] == "cancelled"
        assert process.wait(PATIENCE) == 0


def test_the_end_of_the_input_ends_it_while_it_plans() -> None:
    with running() as process:
        say(process, request(long()))
        heard_until(process, "progress", phase="improvement")
        output, _ = process.communicate(timeout=PATIENCE)
        assert b'"plan"' not in output
        assert process.returncode == 0


def test_the_end_of_the_input_ends_it_while_it_waits() -> None:
    with running() as process:
        assert process.communicate(timeout=PATIENCE)[0] == b""
        assert process.returncode == 0


def test_it_ends_when_nobody_reads_its_answers() -> None:
    with running() as process:
        assert process.stdout is not None
        process.stdout.close()
        say(process, request(long()))
        assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_without_half_a_line(number: signal.Signals) -> None:
    with running() as process:
        say(process, request(long()))
        heard_until(process, "progress", phase="improvement")
        process.send_signal(number)
        assert process.stdout is not None
        for line in process.stdout:
            assert json.loads(line)["type"] == "progress"
        assert process.wait(PATIENCE) == 128 + number


def test_a_signal_ends_it_while_it_waits() -> None:
    with running() as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 128 + signal.SIGTERM


def test_it_does_not_outlive_a_parent_that_was_killed() -> None:
    pipe = subprocess.PIPE
    code = (
        "import subprocess, sys\n"
        "pipe = subprocess.PIPE\n"
        f"child = subprocess.Popen({WORKER!r}, stdin=pipe, stdout=pipe)\n"
        f"child.stdin.write({request(long())!r})\n"
        "child.stdin.flush()\n"
        "for line in child.stdout:\n"
        "    print(line, flush=True)\n"
    )
    with subprocess.Popen((sys.executable, "-c", code), stdout=pipe, stderr=pipe) as parent:
        assert parent.stdout is not None
        while b"improvement" not in parent.stdout.readline():
            pass
        parent.kill()
        # the worker holds the other end of this pipe for as long as it lives
        parent.communicate(timeout=PATIENCE)


# In this process, where what it answers is seen faster than through pipes


def answers(line: bytes) -> tuple[int, list[dict[str, Any]]]:
    source, sink = os.pipe()
    with open(source, "rb") as reader:
        with open(sink, "wb") as writer:
            parent = Parent(io.BytesIO(line), writer.fileno())
            parent._requests.put(line)
            code = serve(parent)
        return code, [json.loads(text) for text in reader]


@pytest.mark.parametrize(
    "line",
    [b"garbage\n", b"[1]\n", b"{}\n", b'{"event": {}, "effort": 3}\n', b"[" * 100_000 + b"\n",
     request(previous={}), request(previous=[1]),
     request(previous={"people": ["1"], "tables": [], "seating": [[0]]}),
     request(previous={"people": ["1", "2"], "tables": ["1"], "seating": [[0]]}),
     request(threads=0), request(threads=True), request(time_limit=-1), request(time_limit="1")],
)  # fmt: skip
def test_what_is_no_request_is_said_to_be_none(line: bytes) -> None:
    code, messages = answers(line)
    assert [m["type"] for m in messages] == ["ready", "error"]
    assert messages[1]["code"] == "bad-request"
    assert code == worker.INVALID


def test_garbage_ends_the_process_with_a_clean_line() -> None:
    with running() as process:
        say(process, b"\xff garbage\n")
        assert heard(process)["code"] == "bad-request"
        assert process.wait(PATIENCE) == 1


def test_an_event_that_cannot_be_is_refused_in_words_to_translate() -> None:
    code, messages = answers(request(plain_event(8, 1, 4, 3)))
    assert [m["type"] for m in messages] == ["ready", "refused"]
    for message in messages[1]["messages"]:
        assert message["template"].format(**message["params"])
    assert code == worker.INVALID


def test_an_unexpected_error_tells_its_kind_and_nothing_of_people(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    name = "Ada Lovelace"

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(name)

    monkeypatch.setattr(worker, "make_plan", fail)
    code, messages = answers(request())
    assert messages[1] == {"type": "error", "code": "unexpected", "reason": "RuntimeError"}
    assert code == worker.UNEXPECTED
    assert "RuntimeError" in caplog.text
    assert "Lovelace" not in caplog.text


def test_a_plan_is_the_same_here_and_there() -> None:
    event = plain_event(8, 2, 4, 3)
    _, messages = answers(request(event, threads=1, time_limit=60))
    assert messages[-1]["type"] == "plan"
    assert_complete(parse_event(json.dumps(event_to_form(event))), messages[-1])


def test_cancel_before_a_request_leaves_nothing_to_do() -> None:
    parent = Parent(io.BytesIO(b"cancel\n"), os.open(os.devnull, os.O_WRONLY))
    parent.listen()
    assert serve(parent) == worker.DONE


def test_nobody_at_the_other_end_is_no_error() -> None:
    source, sink = os.pipe()
    os.close(source)
    ended = []
    parent = Parent(io.BytesIO(), sink, lambda: ended.append(True))
    parent.tell("ready")
    assert parent.gone
    assert ended
    os.close(sink)
