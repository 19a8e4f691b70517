"""One row per sentence of the mirror, which asks: which one are you.

place: what it is about: answer, contact, choices, introductions, time, moved, fading or
    status.
text: the sentence in plain words.
parts: the same as JSON, with the people and the evidence in it.
basis: the records it rests on, in words; empty where nothing can be said.
grade: grade of the evidence, A to D; empty for plain counts.
sure: clear, fairly sure, a fair guess, a hint or not enough records.
missing: what is missing to say it; empty where it is said.
"""

import pyarrow as pa

from mutuals.claims.verdict import Given
from mutuals.mirror.codec import row_of
from mutuals.mirror.sentences import placed_sentences

SCHEMA = pa.schema(
    [
        (name, pa.string())
        for name in ("place", "text", "parts", "basis", "grade", "sure", "missing")
    ]
)


def mirror(  # noqa: PLR0913  a step's parameters are the tables it needs
    *,
    person: pa.Table,
    namesake: pa.Table,
    clock: pa.Table,
    conversion: pa.Table,
    credit: pa.Table,
    influence: pa.Table,
    status: pa.Table,
    introduction: pa.Table,
    own_lately: pa.Table,
    own_hours: pa.Table,
    own_weather: pa.Table,
    independence: pa.Table,
    leaning: pa.Table,
    contact_half: pa.Table,
    named_effect: pa.Table,
) -> pa.Table:
    """Say every sentence of the mirror."""
    tables = Given(
        {
            "person": person,
            "namesake": namesake,
            "clock": clock,
            "conversion": conversion,
            "credit": credit,
            "influence": influence,
            "status": status,
            "introduction": introduction,
            "own_lately": own_lately,
            "own_hours": own_hours,
            "own_weather": own_weather,
            "independence": independence,
            "leaning": leaning,
            "contact_half": contact_half,
            "named_effect": named_effect,
        }
    )
    rows = [row_of(place, sentence) for place, sentence in placed_sentences(tables)]
    return pa.Table.from_pylist(rows, schema=SCHEMA)
