"""A folder to run the command in."""

from pathlib import Path

import pytest

from tests.cli.process import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path)
    made.configure("timezone: UTC\n")
    return made
