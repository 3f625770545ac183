"""A project to write files into."""

from pathlib import Path

import pytest

from tests.units.engine.several import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")
