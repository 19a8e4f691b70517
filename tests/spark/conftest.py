"""One example network on DuckDB, and one Spark session, for the whole test session."""

import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from tests.spark.edges import edges

from mutuals import network
from mutuals.engine.duckdb import DuckDB
from mutuals.schemas import SCHEMAS
from mutuals.steps import in_order, steps
from mutuals.steps.build import make

if TYPE_CHECKING:
    from mutuals.engine.spark import Spark

_LEFT_OUT = "Maildir"  # a thousand small files, and no other kind of row in them


@pytest.fixture(scope="session")
def given(village: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    """Return base tables: most of the owner's files, and rows at the edges."""
    store = network.open(tmp_path_factory.mktemp("example") / "village.mutuals")
    try:
        kept = [path for path in (village / "owner").iterdir() if path.name != _LEFT_OUT]
        store.read(kept, me=["wren@adeyemiholt.example"])
        tables = {name: store.table(name) for name in SCHEMAS}
    finally:
        store.close()
    for name, rows in edges().items():
        known = tables[name].cast(rows.schema)
        tables[name] = pa.concat_tables([known, rows])
    moment = tables["interaction"]["started"]
    latest = pa.array([max(moment.to_pylist())], pa.int64())
    at = latest.cast(pa.timestamp("s")).cast(pa.timestamp("us"))
    return tables | {"clock": pa.table({"as_of": latest, "as_of_at": at})}


@pytest.fixture(scope="session")
def example(given: dict[str, pa.Table]) -> Iterator[DuckDB]:
    """Every table of the example, worked out on DuckDB."""
    engine = DuckDB()
    for name, rows in given.items():
        engine.register(name, rows)
    for step in in_order(steps().values()):
        make(engine, step)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def new_spark() -> Iterator[Callable[[], "Spark"]]:
    """Make a Spark engine that shares one session's machinery but has no tables yet."""
    reason = "Spark is not installed: `make spark-test` installs it"
    pytest.importorskip("pyspark", reason=reason)
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java 17, and there is none on the PATH")
    from mutuals.engine.spark import Spark, local_session  # noqa: PLC0415  # an extra

    with warnings.catch_warnings():
        # Spark's own: it forks, and leaves sockets to be closed by the collector.
        warnings.simplefilter("ignore")
        session = local_session()
        session.sparkContext.setLogLevel("ERROR")
        yield lambda: Spark(session.newSession())
        session.stop()
