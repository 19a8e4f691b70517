"""What several folders of tests share: the made-up village, read once."""

import os
import shutil
import signal
from pathlib import Path

import pytest

import mutuals
from mutuals.people.me import likely
from mutuals.village import write

# A shell that starts a run in the background has it ignore Ctrl-C, and so would every
# program that the tests start and stop with it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the village's archive files."""
    return write(tmp_path_factory.mktemp("village") / "files")


@pytest.fixture(scope="session")
def village_kept(tmp_path_factory: pytest.TempPathFactory, village: Path) -> Path:
    """Return a store with the owner's side of the village; only to be copied."""
    path = tmp_path_factory.mktemp("village-store") / "village.mutuals"
    network = mutuals.open(path)
    report = network.read([village / "owner"])
    assert report.unread == []
    network.build()
    network.confirm_me([one.value for one in likely(network.table("owner"))])
    network.build()
    network.close()
    return path


@pytest.fixture
def village_store(village_kept: Path, tmp_path: Path) -> Path:
    """Return a store of one's own with the owner's side of the village."""
    shutil.copytree(village_kept.parent, tmp_path / "village-store")
    return tmp_path / "village-store" / village_kept.name


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder of shared data; skip where it is absent."""
    here = Path(__file__).parents[2] / "shared" / "data"
    found = Path(os.environ.get("MUTUALS_DATA", str(here)))
    if not found.is_dir():
        pytest.skip(f"the shared data are not at {found}; MUTUALS_DATA says where they are")
    return found
