"""A table is made once, and again only when it must be."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

import mutuals
from mutuals.engine.duckdb import DuckDB
from mutuals.engine.store import Store
from mutuals.errors import StepError
from mutuals.steps import Built, Step, build


def step(table: str, sql: str, *needs: str) -> Step:
    return Step(table, "people", "One row per x.", needs, sql, sql)


DOUBLE = step("double", "SELECT a * 2 AS a FROM number", "number")
SIGN = step("sign", "SELECT DISTINCT a > 0 AS a FROM double", "double")


class Yard:
    """Builds over and over, remembering what it built."""

    def __init__(self) -> None:
        self.engine = DuckDB()
        self.built: dict[str, Built] = {}

    def ran(self, number: int, ordered: Iterable[Step] = (DOUBLE, SIGN)) -> list[str]:
        """Return the tables that were made for this number."""
        self.engine.register("number", pa.table({"a": [number]}))
        contents: Mapping[str, str] = {"number": str(number)}
        made = list(
            build(
                self.engine,
                ordered,
                contents,
                built=self.built,
                content_of=lambda table: str(self.engine.read(table).to_pylist()),
            )
        )
        self.built = {one.table: Built(one.fingerprint, one.content) for one in made}
        return [one.table for one in made if not one.was_current]


def test_what_has_not_changed_is_not_made_again() -> None:
    yard = Yard()
    assert yard.ran(1) == ["double", "sign"]
    assert yard.ran(1) == []
    # The second table came out the same, so nothing after it would run again.
    assert yard.ran(2) == ["double", "sign"]
    third = step("third", "SELECT a FROM sign", "sign")
    assert yard.ran(2, (DOUBLE, SIGN, third)) == ["third"]
    assert yard.ran(3, (DOUBLE, SIGN, third)) == ["double", "sign"]
    yard.engine.close()


def test_a_changed_step_and_what_it_changes_run_again() -> None:
    yard = Yard()
    yard.ran(1)
    minus = replace(DOUBLE, sql="SELECT -a AS a FROM number", fingerprint="minus")
    assert yard.ran(1, (minus, SIGN)) == ["double", "sign"]
    same = replace(minus, sql="SELECT 0 - a AS a FROM number", fingerprint="same")
    assert yard.ran(1, (same, SIGN)) == ["double"]
    assert yard.engine.read("sign").to_pylist() == [{"a": False}]
    yard.engine.close()


def test_a_step_that_fails_is_named() -> None:
    yard = Yard()
    with pytest.raises(StepError, match="table 'bad' could not be worked out: BinderException"):
        yard.ran(1, [step("bad", "SELECT nothing FROM number", "number")])
    yard.engine.close()


class Broken(Step):
    """A Python step whose table takes no wrong type."""

    def function(self) -> Callable[..., pa.Table]:
        return lambda number: number


@pytest.mark.parametrize("sql", ["SELECT a FROM number", ""])
@pytest.mark.parametrize("moment", ["while it is made", "when it was made"])
def test_a_table_an_interruption_left_behind_is_not_current(
    tmp_path: Path, sql: str, moment: str
) -> None:
    made = Broken("made", "people", "One row per x.", ("number",), sql, sql)
    with Store(tmp_path / "x.mutuals") as store:
        store.register("number", pa.table({"a": [1]}))
        store.register("made", pa.table({"a": [0]}))
        store.remember("made", "before", "before")
        assert set(store.built()) == {"made"}
        if moment == "while it is made":
            store.run("DROP TABLE number")

        def interrupted(_table: str) -> str:
            raise KeyboardInterrupt

        with pytest.raises((KeyboardInterrupt, StepError)):
            list(build(store, [made], {}, built={}, content_of=interrupted))
        assert store.built() == {}


def test_a_real_build_is_incremental(village_store: object) -> None:
    network = mutuals.open(str(village_store))
    try:
        assert [one.table for one in network.build() if not one.was_current] == []
        latest = network.table("clock").to_pylist()[0]["as_of_at"]
        earlier = network.build(latest.replace(year=latest.year - 1))
        assert "tie" in [one.table for one in earlier if not one.was_current]
        assert network.table("clock").to_pylist()[0]["as_of_at"].year == latest.year - 1
        again = [one.table for one in network.build() if not one.was_current]
        assert "tie" in again
    finally:
        network.close()
