"""One row per dyad: what became of its tie in the last twelve months.

Every page, command and sentence about the last year is read from here, so that they say
the same numbers. The rule stands in ``stages/moving.py``.

ego_id: the person whose view is taken.
alter_id: the other person.
from_stage: the stage 365 days before now; null when not known then.
was_dormant: whether it was asleep then; null when not known then.
to_stage: the stage now; asleep, the stage it had.
is_dormant: whether it is asleep now.
move: closer, farther, silent, back, new, passed (new, and asleep by now) or stayed.
"""

from datetime import timedelta

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.stages.moving import moved

YEAR = timedelta(days=365)


def lately(transition: pa.Table, clock: pa.Table) -> pa.Table:
    """Hold every tie's stage now against the one a year ago.

    The owner's word holds as soon as it is said, which may be after the last record.
    """
    now = clock["as_of_at"][0].as_py()
    said = [pc.max(transition["happened_at"]).as_py()] if transition.num_rows else []
    return moved(transition, now - YEAR, max([now, *said]))
