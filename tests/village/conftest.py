"""One village, told and written once for all tests."""

import json
from pathlib import Path
from typing import Any

import pytest

from mutuals.village import write
from mutuals.village.story import Story, tell


@pytest.fixture(scope="session")
def story() -> Story:
    return tell(7)


@pytest.fixture(scope="session")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("quillby") / "village")


@pytest.fixture(scope="session")
def other_village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a village of another seed with a bigger mailbox."""
    return write(tmp_path_factory.mktemp("other") / "village", seed=8, mails=9000)


@pytest.fixture(scope="session")
def truth(village: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((village / "truth" / "truth.json").read_text("utf-8"))
    return loaded
