"""A store is read by many at once, and changed by one alone."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from tests.stores import interaction, put, script

import mutuals
from mutuals.engine import held
from mutuals.engine.store import Store
from mutuals.errors import NoStoreError, StoreHeldError
from mutuals.network import Network

# As much as is worked out here.
SOME = ("person",)
HOLD = """
import sys
import mutuals
network = mutuals.open(sys.argv[1], is_shared=True)
print("read", flush=True)
sys.stdin.readline()
network.close()
print("closed", flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a store with one record, built."""
    found = tmp_path / "x.mutuals"
    with Store(found) as store:
        put(store, interaction(1))
    network = mutuals.open(found)
    network.build(tables=SOME)
    network.close()
    return found


@pytest.fixture
def reader(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Return another process that has the store open to read it."""
    with script(HOLD, str(path)) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "read\n"
        yield child
        child.kill()


@pytest.fixture
def network(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Network]:
    """Return the store shared, in a process that does not wait long for others."""
    monkeypatch.setattr(held, "PATIENCE", 0.2)
    made = mutuals.open(path, is_shared=True)
    yield made
    made.close()


def test_two_processes_read_and_neither_changes_it(
    reader: "subprocess.Popen[str]", network: Network
) -> None:
    assert network.table("interaction").num_rows == 1
    assert all(one.was_current for one in network.build(tables=SOME))
    with pytest.raises(StoreHeldError, match=rf"process {reader.pid}, which reads it") as caught:
        network.undo()
    assert "Do it on the page" in str(caught.value)
    assert network.table("interaction").num_rows == 1, "it goes on reading"


def test_it_waits_with_a_word_until_who_reads_lets_go(
    reader: "subprocess.Popen[str]", path: Path
) -> None:
    said: list[str] = []

    def let_go(words: str) -> None:
        said.append(words)
        assert reader.stdin is not None
        reader.stdin.write("\n")
        reader.stdin.flush()

    with closing(mutuals.open(path, waiting=let_go)) as network:
        assert network.undo()
    assert said == [f"Waiting until process {reader.pid} lets go of {path} ..."]


def test_it_is_changed_once_the_other_has_gone(
    reader: "subprocess.Popen[str]", network: Network
) -> None:
    assert reader.stdin is not None
    assert reader.stdout is not None
    reader.stdin.write("\n")
    reader.stdin.flush()
    assert reader.stdout.readline() == "closed\n"
    assert network.undo()
    assert network.table("interaction").num_rows == 0


def test_what_is_worked_out_for_another_day_is_worked_out_again(network: Network) -> None:
    day = network.table("clock")["as_of_at"][0].as_py().replace(year=2020)
    assert not all(one.was_current for one in network.build(day, tables=SOME))
    assert network.table("clock")["as_of_at"][0].as_py() == day
    assert not all(one.was_current for one in network.build(tables=SOME))
    assert all(one.was_current for one in network.build(tables=SOME))


def test_a_new_store_can_be_shared_and_none_is_made_by_reading(tmp_path: Path) -> None:
    network = mutuals.open(tmp_path / "new.mutuals", is_shared=True)
    assert network.table("interaction").num_rows == 0
    network.close()
    with pytest.raises(NoStoreError):
        mutuals.open(tmp_path / "none.mutuals", create=False, is_shared=True)
    assert not (tmp_path / "none.mutuals").exists()


def test_several_changes_are_one_time_alone(network: Network) -> None:
    with network.alone() as store:
        assert not store.is_shared
        network.answer("stage", 1, "friend")
        network.private.keep("mood", "good")
    assert [one.value for one in network.private.said("mood")] == ["good"]


def other_first(network: Network, others: Callable[[Network], object]) -> None:
    """Let another process change the store just before this one has it alone."""
    held_by, waiting = network._held, [others]  # noqa: SLF001  # where the two meet
    opening = held_by.opening

    def opened(*, is_shared: bool) -> Store:
        if not is_shared and waiting:
            with closing(mutuals.open(network.path)) as other:
                waiting.pop()(other)
        return opening(is_shared=is_shared)

    held_by.opening = opened


def test_two_who_speak_at_once_are_both_heard(network: Network) -> None:
    other_first(network, lambda other: other.answer("stage", 1, "friend"))
    network.answer("stage", 1, "acquaintance")
    said = network.table("source").to_pylist()
    assert len({row["source_id"] for row in said}) == len(said)
    assert [row["import_no"] for row in said[-2:]] == [2, 3]
    assert network.undo()
    assert network.table("answer")["value"].to_pylist() == ["friend"]


def test_what_another_put_in_meanwhile_is_worked_out(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "build", partial(network.build, tables=SOME))
    day = network.table("clock")["as_of"][0].as_py()
    other_first(network, lambda other: put(other._store, interaction(2)))  # noqa: SLF001
    network.answer("stage", 1, "friend")
    network.build()
    later = network.table("clock")["as_of"][0].as_py()
    assert later > day
    # Let go after it was worked out: what is held as current may be so no more.
    network.table("person")
    with network.alone():
        pass
    with closing(mutuals.open(network.path)) as other:
        put(other._store, interaction(3))  # noqa: SLF001
    network.table("person")
    assert network.table("clock")["as_of"][0].as_py() > later
