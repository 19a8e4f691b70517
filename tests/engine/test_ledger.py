"""The commit ledger: whatever the log loses is noticed, named and brought back."""

import os
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.stores import content_hash, interaction, put, script

import mutuals
from mutuals.engine.ledger import Entry, Loss, agree, append_ledger, read_ledger
from mutuals.engine.store import Store
from mutuals.errors import StoreDamagedError

BATCHES = 12
CUTS = int(os.environ.get("MUTUALS_CUTS", "40"))
COMMIT = """
import sys
from pathlib import Path
from mutuals.engine.store import Store
from tests.stores import interaction, put
store = Store(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    put(store, *(interaction(100 * number + one) for one in range(100)), source_id=number + 1)
print("done", flush=True)
sys.stdin.read()
"""


def commit_everything(store: Store) -> None:
    """Commit the batches again, as reading the same files again would."""
    for number in range(BATCHES):
        given = (interaction(100 * number + one) for one in range(100))
        put(store, *given, source_id=BATCHES + number + 1)


@dataclass(frozen=True)
class Killed:
    """A store whose process was killed before it could tidy up."""

    path: Path
    whole: str

    def copy(self, folder: Path) -> Path:
        shutil.copytree(self.path.parent, folder)
        return folder / self.path.name


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    path = tmp_path_factory.mktemp("killed") / "x.mutuals"
    with script(COMMIT, str(path), str(BATCHES)) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "done\n"
        child.kill()
    assert path.with_name("x.mutuals.wal").stat().st_size > 10_000
    reference = path.parent.parent / "whole.mutuals"
    with Store(reference) as store:
        commit_everything(store)
    return Killed(path, content_hash(reference))


def test_a_kill_loses_nothing(killed: Killed, tmp_path: Path) -> None:
    with Store(killed.copy(tmp_path / "x")) as store:
        assert store.loss is None
        assert store.rows("SELECT COUNT(*) FROM interaction") == [(1200,)]
        assert [one.batch for one in store.ledger()] == list(range(1, BATCHES + 1))


def test_a_cut_log_is_noticed_named_and_mended(killed: Killed, tmp_path: Path) -> None:
    size = killed.path.with_name("x.mutuals.wal").stat().st_size
    dice = random.Random(7)  # noqa: S311  # where to cut is no secret
    lost = []
    for cut in range(CUTS):
        path = killed.copy(tmp_path / f"{cut}")
        os.truncate(
            path.with_name("x.mutuals.wal"), size * cut // CUTS + dice.randrange(size // CUTS)
        )
        lost.append(_opened(path))
        _reopened(path, lost[-1])
        if cut % 8 == 0:
            _mended(path, killed.whole)
        shutil.rmtree(path.parent)
    assert min(lost) < 3
    assert max(lost) > BATCHES - 3


def _opened(path: Path) -> int:
    with Store(path) as store:
        kept = len(store.ledger())
        expected = Loss(BATCHES - kept, 100 * (BATCHES - kept)) if kept < BATCHES else None
        assert store.loss == expected
        # What is left is whole batches.
        assert store.rows("SELECT COUNT(*) FROM interaction") == [(100 * kept,)]
        return BATCHES - kept


def _reopened(path: Path, lost: int) -> None:
    network = mutuals.open(path)
    said = network.check()
    network.close()
    assert len(said) == (lost > 0)
    for one in said:
        assert f"has lost the last {lost} committed batches ({100 * lost} rows)" in one


def _mended(path: Path, whole: str) -> None:
    with Store(path) as store:
        commit_everything(store)
    with Store(path) as store:
        assert store.loss is None
    network = mutuals.open(path)
    assert network.check(read_data=True) == []
    assert network.content_hash() == whole
    network.close()


def test_a_loss_is_said_until_it_is_made_good(killed: Killed, tmp_path: Path) -> None:
    path = killed.copy(tmp_path / "x")
    with path.with_name("x.mutuals.wal").open("r+b") as log:
        log.truncate(log.seek(0, os.SEEK_END) - 200)
    loss = Loss(1, 100)
    with Store(path) as store:
        assert store.loss == loss
        put(store, interaction(5000), source_id=50)
        assert store.loss == loss
    with Store(path) as store:
        assert store.loss == loss
        commit_everything(store)
        assert store.loss is None
    with Store(path) as store:
        assert store.loss is None


def test_losses_add_up_and_can_be_dismissed(tmp_path: Path) -> None:
    path, ledger = tmp_path / "x.mutuals", tmp_path / "x.mutuals.ledger"
    with Store(path) as store:
        put(store, interaction(1))
    for number in (1, 2):
        # A batch the ledger remembers and the store does not.
        last = read_ledger(ledger)[-1]
        rows = {**last.rows, "interaction": last.rows["interaction"] + 3}
        append_ledger(ledger, Entry(last.batch + 1, "read", rows, last.sums).after(last.chain))
        for _ in range(2):
            with Store(path) as store:
                assert store.loss == Loss(number, 3 * number)
                assert [one.chain for one in store.ledger()] == [
                    one.chain for one in read_ledger(ledger)
                ]
        with Store(path) as store:
            put(store, interaction(number + 1))
    network = mutuals.open(path)
    assert "has lost the last 2 committed batches (6 rows)" in network.loss
    assert network.check(dismiss_loss=True) == []
    network.close()
    with Store(path) as store:
        assert store.loss is None


def test_a_store_ahead_of_its_ledger_has_lost_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.mutuals"
    ledger = tmp_path / "x.mutuals.ledger"
    with Store(path) as store:
        put(store, interaction(1))
        put(store, interaction(2))
    whole = ledger.read_text(encoding="utf-8")
    for cut in (whole[:-1], whole[:-100], whole[:10], "", "{}\n"):
        ledger.write_text(cut, encoding="utf-8")
        with Store(path) as store:
            assert store.loss is None
        assert ledger.read_text(encoding="utf-8") == whole
    ledger.unlink()
    with Store(path) as store:
        assert store.loss is None
    assert len(read_ledger(ledger)) == 2


def test_a_changed_ledger_is_found_by_check(tmp_path: Path) -> None:
    path = tmp_path / "x.mutuals"
    with Store(path) as store:
        put(store, interaction(1))
        store.run("UPDATE ledger SET rows = '{}'")
        store.run("DELETE FROM interaction")
    network = mutuals.open(path)
    assert network.check() == ["the ledger's entry 1 was changed after it was written"]
    network.close()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("DELETE FROM interaction", "table interaction has 0 rows; 2 were committed"),
        (
            "UPDATE interaction SET title = 'changed'",
            "table interaction has a row that is not what was committed",
        ),
    ],
)
def test_check_finds_what_is_not_what_was_committed(tmp_path: Path, harm: str, said: str) -> None:
    path = tmp_path / "x.mutuals"
    with Store(path) as store:
        put(store, interaction(1), interaction(2))
        store.run(harm)
    network = mutuals.open(path)
    assert network.check(read_data=True) == [said]
    network.close()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "x.mutuals"
    with Store(path) as store:
        title = "some words that make the file a little longer"
        put(store, *(interaction(one, title=f"{title} {one}") for one in range(3000)))
    return path


def test_a_flipped_bit_is_found(sound: Path, tmp_path: Path) -> None:
    content = sound.read_bytes()
    dice = random.Random(11)  # noqa: S311  # which bit is no secret
    silent = []
    for trial in range(25):
        harmed = bytearray(content)
        at = dice.randrange(len(content) * 8)
        harmed[at // 8] ^= 1 << at % 8
        folder = tmp_path / f"{trial}"
        shutil.copytree(sound.parent, folder)
        (folder / sound.name).write_bytes(harmed)
        if not _found(folder / sound.name):
            silent.append(at // 8)
    for at in silent:
        # Only what no table uses may be harmed unnoticed: free space, an old header.
        assert _answers(sound) == _answers(tmp_path / "0" / sound.name, content, at)


def _found(path: Path) -> bool:
    try:
        network = mutuals.open(path)
    except StoreDamagedError:
        return True
    try:
        return network.check(read_data=True) != []
    except StoreDamagedError:
        return True
    finally:
        network.close()


def _answers(path: Path, content: bytes = b"", at: int = 0) -> str:
    if content:
        harmed = bytearray(content)
        harmed[at] ^= 1
        path.write_bytes(harmed)
    return content_hash(path)


def test_agreement_is_by_chain_not_by_number() -> None:
    one = Entry(1, "read", {"interaction": 5}, {}).after("")
    other = Entry(1, "read", {"interaction": 7}, {}).after("")
    assert agree([one, other], [other]) == ([other], Loss(1, 0))
    assert agree([], [one]) == ([one], None)
    assert agree([one], []) == ([], Loss(1, 5))
