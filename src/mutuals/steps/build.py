"""Bring tables up to date: a step whose text and inputs are unchanged does not run."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

import pyarrow as pa

from mutuals.errors import MemoryShortError, MutualsError, StepError
from mutuals.steps.find import Step


class Workbench(Protocol):
    """The engine's side of a build."""

    dialect: str

    def begin(self, table: str) -> None:
        """Hear that a table is about to be made: what is there counts no more."""
        ...

    def create(self, table: str, sql: str) -> None:
        """Create or replace a table from a query."""
        ...

    def register(self, table: str, rows: pa.Table) -> None:
        """Create or replace a table from rows."""
        ...

    def read(self, table: str) -> pa.Table:
        """Return a table's rows."""
        ...


@dataclass(frozen=True, slots=True)
class Built:
    """What is known of a table that was made before.

    ``fingerprint`` stands for the step and its inputs, ``content`` for the rows it
    made.
    """

    fingerprint: str
    content: str


@dataclass(frozen=True, slots=True)
class Made:
    """A step that ran, or (``was_current``) did not have to."""

    table: str
    fingerprint: str
    content: str
    seconds: float
    was_current: bool


def build(
    engine: Workbench,
    ordered: Iterable[Step],
    contents: Mapping[str, str],
    *,
    built: Mapping[str, Built],
    content_of: Callable[[str], str],
) -> Iterator[Made]:
    """Make each table that is not current; yield each step as it is done.

    ``contents`` maps every base table to something that changes with its rows. The
    caller keeps what is yielded, and tells it again as ``built`` next time.
    ``content_of`` says what stands for the rows of a table just made, so that a table
    that came out the same does not make the tables after it run again.
    """
    known = dict(contents)
    for step in ordered:
        fingerprint = _fingerprint(step, known)
        before = built.get(step.table)
        started = time.perf_counter()
        is_current = before is not None and before.fingerprint == fingerprint
        if before is not None and is_current:
            known[step.table] = before.content
        else:
            make(engine, step)
            known[step.table] = content_of(step.table)
        seconds = time.perf_counter() - started
        yield Made(step.table, fingerprint, known[step.table], seconds, is_current)


def current(
    ordered: Iterable[Step], contents: Mapping[str, str], built: Mapping[str, Built]
) -> list[Made] | None:
    """Return all steps as they were made, or nothing if any would have to run."""
    known = dict(contents)
    found = []
    for step in ordered:
        fingerprint = _fingerprint(step, known)
        before = built.get(step.table)
        if before is None or before.fingerprint != fingerprint:
            return None
        known[step.table] = before.content
        found.append(Made(step.table, fingerprint, before.content, 0.0, was_current=True))
    return found


def make(engine: Workbench, step: Step) -> None:
    """Run one step. Raises StepError naming the table and the reason."""
    try:
        engine.begin(step.table)
        if step.sql:
            engine.create(step.table, step.written_for(engine.dialect))
        else:
            tables = {need: engine.read(need) for need in step.needs}
            engine.register(step.table, step.function()(**tables))
    except MemoryShortError as error:
        raise MemoryShortError(error.path, error.reason, step.table) from error
    except MutualsError:
        raise
    except Exception as error:  # an engine's own errors have no common base
        raise StepError(step.table, f"{type(error).__name__}: {error}") from error


def _fingerprint(step: Step, contents: Mapping[str, str]) -> str:
    inputs = [f"{need}={contents.get(need, '')}" for need in sorted(step.needs)]
    return sha256("\n".join([step.fingerprint, *inputs]).encode()).hexdigest()
