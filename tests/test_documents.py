"""The documents tell the truth: their commands run and print what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LISTS = ROOT / "tests" / "data" / "participants"
SPEED_DATING = Path(sys.executable).with_name("speed-dating")

NARROW_SPACES = {0xA0: " ", 0x202F: " "}
"""French typography; nobody types it in Markdown."""


def consoles(page: str) -> list[str]:
    return re.findall(r"^```console\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.M | re.S)


@pytest.mark.parametrize("page", ["README.md", "docs/guide.en.md", "docs/guide.fr.md"])
def test_a_guide_prints_what_its_commands_print(page: str, tmp_path: Path) -> None:
    for file in LISTS.iterdir():
        shutil.copy(file, tmp_path)
    blocks = consoles(page)
    assert blocks
    for block in blocks:
        command, *promised = block.splitlines()
        printed = run(command.removeprefix("$ "), tmp_path)
        missing = [line for line in promised if line not in printed]
        assert not missing, f"{command}\nprinted\n{printed}"


def run(command: str, folder: Path) -> str:
    program, *words = command.split()
    assert program == "speed-dating"
    done = subprocess.run(
        [SPEED_DATING, *words],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", "SPEED_DATING_HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout.translate(NARROW_SPACES)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    commands = re.findall(
        r"^```sh\n(.*?)\n```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S
    )
    assert len(commands) == 2
    assert commands[1] == (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1]


def test_links_between_the_documents_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!http)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
