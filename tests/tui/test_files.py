from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.files import FileRefusal, write_atomically


def write(path: Path, replace: bool = False, then: Callable[[], object] = int) -> None:
    with write_atomically(path, replace) as stream:
        stream.write(b"new")
        then()


def failing(fault: BaseException) -> Callable[[], object]:
    def fail() -> None:
        raise fault

    return fail


def refusal(path: Path, replace: bool = False) -> str:
    with pytest.raises(FileRefusal) as caught:
        write(path, replace=replace)
    assert "{" not in str(caught.value)
    return caught.value.messages[0].code


def test_a_new_file_gets_what_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "plan.csv")
    finally:
        os.umask(before)
    assert (tmp_path / "plan.csv").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "plan.csv").stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["plan.csv"]


def test_an_existing_file_is_replaced_only_when_told(tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_bytes(b"old")
    plan.chmod(0o600)
    assert refusal(plan) == "file-exists"
    assert plan.read_bytes() == b"old"
    write(plan, replace=True)
    assert plan.read_bytes() == b"new"
    assert stat.S_IMODE(plan.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["plan.csv"]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", no_hard_links)
    plan = tmp_path / "plan.csv"
    with pytest.raises(FileRefusal) as caught:
        write(plan, then=lambda: plan.write_bytes(b"somebody else's"))
    assert caught.value.messages[0].code == "file-exists"
    assert plan.read_bytes() == b"somebody else's"
    assert os.listdir(tmp_path) == ["plan.csv"]


def no_hard_links(*_: object) -> None:
    raise PermissionError(errno.EPERM, "no hard links here")


def test_writes_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", no_hard_links)
    write(tmp_path / "plan.csv")
    assert (tmp_path / "plan.csv").read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["plan.csv"]


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_an_error_in_the_block_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, fault: type[BaseException]
) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_bytes(b"old")
    with pytest.raises(fault):
        write(plan, replace=True, then=failing(fault()))
    assert plan.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["plan.csv"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "plan.csv").write_bytes(b"old")
    (tmp_path / "plan.csv").symlink_to(tmp_path / "shared" / "plan.csv")
    write(tmp_path / "plan.csv", replace=True)
    assert (tmp_path / "plan.csv").is_symlink()
    assert (tmp_path / "shared" / "plan.csv").read_bytes() == b"new"


def test_folders_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, replace=True) == "is-a-folder"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere" / "plan.csv") == "no-such-folder"
    (tmp_path / "file").touch()
    assert refusal(tmp_path / "file" / "plan.csv") == "no-such-folder"


def test_a_name_too_long_is_refused_in_words(tmp_path: Path) -> None:
    assert refusal(tmp_path / ("x" * 300)) == "cannot-write"


def test_a_folder_that_may_not_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object) -> int:
        raise PermissionError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "open", read_only)
    assert refusal(tmp_path / "plan.csv") == "not-allowed"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said() -> None:
    assert refusal(Path("/dev/full")) == "disk-full"


def test_a_disk_that_fills_up_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(FileRefusal) as caught:
        write(tmp_path / "plan.csv", then=failing(OSError(errno.ENOSPC, "No space left")))
    assert caught.value.messages[0].code == "disk-full"
    assert os.listdir(tmp_path) == []


def test_devices_are_written_as_they_are() -> None:
    write(Path(os.devnull))
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
