"""Install a misbehaving reader the way an outside package would: by entry point."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

PLANTED = Path(__file__).with_name("planted_reader.py")


@pytest.fixture(scope="session")
def planted_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds an installed package with one reader."""
    place = tmp_path_factory.mktemp("planted-package")
    shutil.copy(PLANTED, place / "planted_reader.py")
    about = place / "planted-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: planted\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[mutuals.readers]\nplanted = planted_reader\n")
    return place


@pytest.fixture(scope="module")
def planted(planted_package: Path) -> Iterator[Path]:
    """Let readers' processes see that package; ours does not."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", str(planted_package), prepend=":")
        yield planted_package
