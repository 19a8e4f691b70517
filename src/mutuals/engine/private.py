"""What the owner says to nobody but themselves, kept apart from every table.

No step reads it, no table lists it and nothing exports it; only what asked the question
is told the answers. They can be deleted, which takes the rows out; traces in the file
last until the engine uses their place again.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from mutuals.engine.held import Held


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, and when it was given (UTC)."""

    value: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Private:
    """The private answers of one store."""

    held: Held

    def said(self, question: str) -> list[Answered]:
        """Return all answers to a question, the oldest first."""
        rows = self.held.store.rows(
            "SELECT value, said_at FROM private_answer WHERE question = ? ORDER BY said_at",
            [question],
        )
        return [Answered(str(value), at) for value, at in rows if isinstance(at, datetime)]

    def keep(self, question: str, value: str) -> None:
        """Keep an answer, beside those given before."""
        now = datetime.now(tz=UTC).replace(tzinfo=None)
        statement = "INSERT INTO private_answer VALUES (?, ?, ?)"
        with self.held.alone() as store:
            store.change("answer", [(statement, [question, value, now])])

    def forget(self, question: str) -> int:
        """Delete every answer to a question; return how many there were."""
        many = len(self.said(question))
        statement = "DELETE FROM private_answer WHERE question = ?"
        with self.held.alone() as store:
            store.change("forget", [(statement, [question])])
            store.run("CHECKPOINT")
        return many
