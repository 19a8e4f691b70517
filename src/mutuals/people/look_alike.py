"""One row per two addresses of which one, or its name, is made to look like the other.

address_id: an address.
other_id: the other one, always the larger.
reason: what looks alike, in words.

Rule. Two handles that read the same once letters of other alphabets, and pairs such as
rn for m, are taken for the letters they look like (after Unicode's UTS 39), and are not
the same handle, nor apart by a plain i for l only, as ali and all are; and two
addresses whose names do, where one of the names mixes alphabets within a word. It is a
warning: these are never put together, and never suggested. Handles of a community
file's own making are left out. Of more than 25 that look alike each is held against the
first only.
"""

import unicodedata
from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from mutuals.people.spelling import is_mixed

SCHEMA = pa.schema([("address_id", pa.int64()), ("other_id", pa.int64()), ("reason", pa.string())])
_MOST = 25
_LOOKS = str.maketrans(
    {
        **dict(zip("асеоріхуѕјԁһԛԝӏкмтвнг", "aceopixysjdhqwlkmtbhr", strict=True)),
        **dict(zip("αορνικτυγηωχε", "aopviktuynwxe", strict=True)),
        **dict(zip("օոսրհզցա", "onuphqgw", strict=True)),
        **dict(zip("01|ıɩłⅼ", "olliill", strict=True)),
    }
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("i", "l"))

Found = tuple[int, int, str]


def look_alike(handle: pa.Table, alias: pa.Table) -> pa.Table:
    """Return the pairs of addresses that look alike."""
    kept = handle.filter(
        pc.and_(pc.not_equal(handle["scheme"], "id"), pc.match_substring(handle["value"], "@"))
    )
    columns = (kept[name].to_pylist() for name in ("address_id", "value"))
    values = {address_id: value.casefold() for address_id, value in zip(*columns, strict=True)}
    rows = {(a, b): why for a, b, why in _names(alias)} | {(a, b): w for a, b, w in _values(values)}
    found = [(*pair, why) for pair, why in sorted(rows.items())]
    rows_out = [dict(zip(SCHEMA.names, row, strict=True)) for row in found]
    return pa.Table.from_pylist(rows_out, schema=SCHEMA)


def skeleton(text: str) -> str:
    """Return a text with letters that look alike made one.

    >>> skeleton("p\u0430yp\u0430l@exarnple.org") == skeleton("paypal@example.org")
    True
    """
    found = unicodedata.normalize("NFKD", text.casefold())
    found = "".join(one for one in found if not unicodedata.combining(one)).translate(_LOOKS)
    for two, one in _PAIRS:
        found = found.replace(two, one)
    return found


def _values(values: dict[int, str]) -> Iterator[Found]:
    """Yield handles that look like each other, and are not."""
    alike: dict[str, list[int]] = {}
    for address_id, value in sorted(values.items()):
        alike.setdefault(skeleton(value), []).append(address_id)
    for members in alike.values():
        for one, other in _two_by_two(members):
            if not _is_plain(values[one], values[other]):
                yield one, other, "the addresses look alike and are not the same"


def _is_plain(one: str, other: str) -> bool:
    """Tell whether two differ in nothing, or only by a plain i or l."""
    return one.replace("i", "l") == other.replace("i", "l")


def _names(alias: pa.Table) -> Iterator[Found]:
    """Yield addresses of which one's name mixes alphabets to look like the other's."""
    names = alias.filter(pc.invert(pc.match_substring(alias["name"], "@")))
    names = names.filter(pc.is_valid(names["name"]))
    odd = pc.invert(pc.string_is_ascii(names["name"]))
    mixed = {
        (row["address_id"], row["name"])
        for row in names.filter(odd).to_pylist()
        if any(is_mixed(word) for word in row["name"].split())
    }
    if not mixed:
        return
    wanted = {skeleton(name) for _, name in mixed}
    alike: dict[str, list[int]] = {}
    disguised = {address_id for address_id, _ in mixed}
    for row in names.sort_by("address_id").to_pylist():
        if (key := skeleton(row["name"])) in wanted:
            alike.setdefault(key, []).append(row["address_id"])
    for members in alike.values():
        for one, other in _two_by_two(sorted(set(members))):
            if not {one, other}.isdisjoint(disguised):
                yield one, other, "a name mixes alphabets to look like the other's"


def _two_by_two(members: Iterable[int]) -> Iterator[tuple[int, int]]:
    listed = list(members)
    for place, one in enumerate(listed):
        for other in listed[place + 1 :]:
            yield one, other
        if len(listed) > _MOST:
            break
