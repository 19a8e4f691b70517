"""What the store has lost stays known until it is there again, or nobody wants to know.

Reading one file again does not bring back what another held: a loss is noted in the
store itself, with the rows each table had, and goes when all tables have them again.
"""

import json
from typing import Any

from mutuals.engine.duckdb import DuckDB
from mutuals.engine.ledger import Entry, Loss

_NAME = "lost"


def note_loss(engine: DuckDB, loss: Loss, last: Entry) -> None:
    """Note a loss; ``last`` is the newest of the batches that are gone.

    A loss that was noted before the process ended is not noted twice; another one is
    added to it.
    """
    before = _noted(engine)
    if before.get("chain") == last.chain:
        return
    expected = {
        table: max(count, before.get("expected", {}).get(table, 0))
        for table, count in last.rows.items()
    }
    noted = {
        "batches": before.get("batches", 0) + loss.batches,
        "rows": before.get("rows", 0) + loss.rows,
        "expected": expected,
        "chain": last.chain,
    }
    with engine.transaction():
        engine.run("DELETE FROM meta WHERE name = ?", [_NAME])
        engine.run("INSERT INTO meta VALUES (?, ?)", [_NAME, json.dumps(noted)])
    # The ledger will agree with the store from now on: this must be on the disk first.
    engine.run("CHECKPOINT")


def noted_loss(engine: DuckDB) -> Loss | None:
    """Return what is lost and not there again."""
    noted = _noted(engine)
    return Loss(noted["batches"], noted["rows"]) if noted else None


def loss_after(engine: DuckDB, entry: Entry) -> Loss | None:
    """Return what is lost after a commit; forget it where its rows are there again."""
    expected = _noted(engine).get("expected", {})
    if all(entry.rows.get(table, 0) >= count for table, count in expected.items()):
        forget_loss(engine)
    return noted_loss(engine)


def forget_loss(engine: DuckDB) -> None:
    """Let a loss go."""
    engine.run("DELETE FROM meta WHERE name = ?", [_NAME])


def _noted(engine: DuckDB) -> dict[str, Any]:
    rows = engine.rows("SELECT value FROM meta WHERE name = ?", [_NAME])
    found: dict[str, Any] = json.loads(str(rows[0][0])) if rows else {}
    return found
