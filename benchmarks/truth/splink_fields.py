"""What Splink is given of every person of a town, and how it compares two of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import splink.comparison_level_library as levels
from benchmarks.truth.towns import Town
from splink.comparison_library import CustomComparison

from mutuals.people.first_names import keys
from mutuals.people.match import surroundings
from mutuals.people.match_signs import Portrait, Surroundings

_ONE_EACH = ("linkedin", "telegram", "phone", "whatsapp")
_COLUMNS = (
    *("called", "names", "families", "firsts", "initials", "singles", "written"),
    *("spelled", "spelled_whole", "letters", "locals", "houses", "firms", "rare_hosts"),
    *("one_each", "schemes", "chats", "booked"),
)


Record = dict[str, Any]


def records(read: Town, who: Mapping[int, str]) -> pa.Table:
    """Return one record for each person who is compared with anybody."""
    get = read.network.table
    tables = {name: get(name) for name in ("handle", "member", "alias", "automaton")}
    around = surroundings(
        tables, person=get("person"), same_person=get("same_person"), shared=get("shared")
    )
    extra = {
        "match_key": _lists(_pairs(get("match_key"), "person_id", "match_key"), _crowded(read)),
        "company": _lists(_pairs(get("counterpart"), "person_id", "other_id")),
        "settings": _lists(_pairs(get("setting"), "person_id", "setting_id")),
        "present": _lists(_present(read)),
        "listed": _listed(around),
    }
    rows: list[Record] = [
        {
            "unique_id": one,
            "truth": who.get(one, f"nobody {one}"),
            **_columns(portrait, around),
            **{name: of.get(one, []) for name, of in extra.items()},
            **_span(around, one),
            "carded": int(one in around.carded),
            "several": int(one in around.shared),
        }
        for one, portrait in sorted(around.portraits.items())
    ]
    for row in rows:
        row["name_key"] = min((k for k in row["match_key"] if k.startswith("name:")), default=None)
        row["handle_key"] = min(
            (k for k in row["match_key"] if k.startswith("handle:")), default=None
        )
    schema = pa.schema([_field(name, rows) for name in rows[0]])
    return pa.Table.from_pylist(rows, schema=schema)


def _field(name: str, rows: list[Record]) -> pa.Field:
    if name in {"unique_id", "first_at", "last_at", "carded", "several"}:
        return pa.field(name, pa.int64())
    is_list = isinstance(rows[0][name], list)
    return pa.field(name, pa.list_(pa.string()) if is_list else pa.string())


def _columns(one: Portrait, around: Surroundings) -> dict[str, object]:
    full = [name for name in one.names if name.is_full]
    own = {
        "names": {f"{key} {n.family_sound}" for n in full for key in keys(n.first_sound)},
        "families": {n.family_sound for n in one.names if len(n.family) > 1},
        "firsts": {key for n in one.names if len(n.first) > 1 for key in keys(n.first_sound)},
        "initials": {f"{n.first_sound[:1]} {n.family_sound}" for n in one.names if n.family},
        "singles": {key for n in one.names if not n.family for key in keys(n.first_sound)},
        "written": one.written,
        "spelled": one.spelled,
        "spelled_whole": one.spelled_whole,
        "letters": one.letters,
        "locals": {each for each in one.locals if len(each) >= 5},  # noqa: PLR2004  # as match_signs
        "houses": one.houses,
        "firms": one.firms,
        "rare_hosts": {host for host in one.hosts if around.hosts[host] <= around.public},
        "one_each": one.schemes.intersection(_ONE_EACH),
        "schemes": one.schemes,
        "chats": set(one.chats),
        "booked": one.written if "phone" in one.schemes else set(),
    }
    best = min((f"{n.first} {n.family}" for n in full), default=None)
    return {"called": best, **{name: sorted(values) for name, values in own.items()}}


def _span(around: Surroundings, one: int) -> dict[str, int | None]:
    first, last = around.times.get(one, (None, None))
    return {"first_at": _epoch(first), "last_at": _epoch(last)}


def _epoch(moment: datetime | None) -> int | None:
    return int(moment.replace(tzinfo=UTC).timestamp()) if moment else None


def _pairs(table: pa.Table, one: str, other: str) -> Iterable[tuple[int, str]]:
    columns = (table[name].to_pylist() for name in (one, other))
    return ((left, _text(right)) for left, right in zip(*columns, strict=True))


def _text(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _lists(
    pairs: Iterable[tuple[int, str]], without: frozenset[str] = frozenset()
) -> dict[int, list[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for one, value in pairs:
        if value not in without:
            found[one].add(value)
    return {one: sorted(values) for one, values in found.items()}


def _crowded(read: Town) -> frozenset[str]:
    return frozenset(read.network.table("match_crowd")["match_key"].to_pylist())


def _present(read: Town) -> Iterable[tuple[int, str]]:
    members = read.members()
    for row in read.network.table("participation").to_pylist():
        if row["role"] in {"to", "cc", "bcc", "attendee", "organizer", "member"}:
            yield members[row["address_id"]], row["interaction_id"].hex()
    for row in read.network.table("interaction").to_pylist():
        if row["sender_id"] is not None:
            yield members[row["sender_id"]], row["interaction_id"].hex()


def _listed(around: Surroundings) -> dict[int, list[str]]:
    return _lists((end, f"{pair}") for pair in around.listed for end in pair)


def _shares(one: str, other: str = "", *, least: int = 1) -> str:
    """Return the SQL by which lists of two records share something."""
    ways = [f"len(list_intersect({one}_l, {other or one}_r)) >= {least}"]
    if other:
        ways.append(f"len(list_intersect({other}_l, {one}_r)) >= {least}")
    return f"({' OR '.join(ways)})"


def _comparison(name: str, *conditions: str, null: str = "") -> CustomComparison:
    start = [levels.NullLevel(null)] if null else []
    found = [levels.CustomLevel(one) for one in conditions]
    return CustomComparison([*start, *found, levels.ElseLevel()], output_column_name=name)


def _not_named(side: str) -> str:
    return f"len(families_{side}) + len(firsts_{side}) = 0"


_LONG = "last_at_l - first_at_l >= 2592000 AND last_at_r - first_at_r >= 2592000"
_GAP = (
    "greatest(first_at_l, first_at_r)"
    " - CASE WHEN first_at_l <= first_at_r THEN last_at_l ELSE last_at_r END"
)
COMPARISONS = [
    CustomComparison(
        [
            levels.CustomLevel(f"{_not_named('l')} OR {_not_named('r')}").configure(
                is_null_level=True
            ),
            levels.ExactMatchLevel("called", term_frequency_adjustments=True),
            levels.CustomLevel(_shares("names")),
            levels.CustomLevel(_shares("initials")),
            levels.CustomLevel(_shares("singles", "firsts")),
            levels.CustomLevel(_shares("families")),
            levels.CustomLevel(_shares("firsts")),
            levels.ElseLevel(),
        ],
        output_column_name="name",
    ),
    _comparison(
        "handle",
        _shares("spelled_whole", "letters"),
        _shares("spelled", "letters"),
        _shares("locals"),
    ),
    _comparison("house", _shares("houses", "firms")),
    _comparison("same_house", _shares("rare_hosts")),
    _comparison("twice", _shares("one_each")),
    _comparison("across", "len(list_intersect(schemes_l, schemes_r)) = 0"),
    _comparison("booked", _shares("chats", "booked")),
    _comparison("listed", _shares("listed")),
    _comparison("cards", "carded_l + carded_r = 2"),
    _comparison("several", "several_l + several_r >= 1"),
    _comparison(
        "company",
        *(_shares("company", least=least) for least in (6, 4, 3, 2, 1)),
        "least(len(company_l), len(company_r)) >= 4",
    ),
    _comparison(
        "together",
        _shares("present", least=3),
        _shares("present"),
        _shares("settings"),
    ),
    _comparison(
        "times",
        f"{_LONG} AND {_GAP} BETWEEN -2592000 AND 20736000",
        f"{_GAP} < -15552000",
        null="first_at",
    ),
]
