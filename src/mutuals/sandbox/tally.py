"""Counting a file's records, so that every one of them is accounted for."""

from dataclasses import dataclass

from mutuals.records import Record, Reject, Rows


@dataclass(slots=True)
class Tally:
    """How many records of a file have been seen, and how many of these rejected.

    A recurring meeting is one record with several interactions.
    """

    seen: int = 0
    rejected: int = 0
    last: int = 0

    def count(self, record: Record) -> bool:
        """Count a record; tell whether it is a new one.

        >>> tally = Tally()
        >>> tally.count(Reject(1, "no_date", "It has no date.")), tally.rejected
        (True, 1)
        """
        if isinstance(record, Rows):
            self.seen += record.seen
            self.last = self.seen
            return record.seen > 0
        number = getattr(record, "record_no", self.last + 1)
        is_reject = isinstance(record, Reject)
        if number == self.last and not is_reject:
            return False
        self.seen += 1
        self.rejected += is_reject
        self.last = max(self.last, number)
        return True
