"""What people come for, as far as ties go, held against the planted village.

The numbers are those of the jobs in product.md; capability 2 there is the blind test.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np
from benchmarks.truth.stages import STAGES
from benchmarks.truth.views import Row, View

DAY = 86_400
WEEK = 7 * DAY
NAMES = 3
KINDS = ("colleague", "both", "friend")
Finding = tuple[str, str, str]


def jobs(seen: View) -> Iterator[Finding]:
    """Yield what each job asks for, what came out, and yes or no."""
    yield _labels(seen)
    yield from _colleagues(seen)
    if seen.side == "owner":
        yield _continuum(seen)
        yield from _mirror(seen)
        yield from _week(seen)
    yield _moved(seen)


def _labels(seen: View) -> Finding:
    """Compare today's stages with labels given blind, and strength by quantile."""
    planted = _today(seen)
    ties = {(row["ego_id"], row["alter_id"]): row["strength"] for row in seen.rows("tie")}
    said = {(row["ego_id"], row["alter_id"]): row["stage"] for row in seen.rows("stage")}
    pairs = sorted(planted)
    true = np.array([STAGES.index(planted[pair]) for pair in pairs])
    ours = np.array([STAGES.index(said.get(pair, STAGES[0])) for pair in pairs])
    order = np.argsort([ties.get(pair, 0.0) for pair in pairs], kind="stable")
    plain = np.empty_like(true)
    plain[order] = np.sort(true)
    right, other = (int((one == true).sum()) for one in (ours, plain))
    words = f"{right:,} of {true.size:,}; recency x frequency, told each stage's share, {other:,}"
    return "capability 2: stages as labelled blind", words, _yes(right > other)


def _colleagues(seen: View) -> Iterator[Finding]:
    """Hold friend, colleague or both against what was planted; the plain rule too."""
    planted: dict[tuple[str, str], str] = {}
    for one, other, kind in seen.truth["contexts"]:
        planted |= {(one, other): kind, (other, one): kind}
    for name, table in (("", "footing"), (", plain rule", "plain_stage")):
        said = {_pair(seen, row): row["kind"] for row in seen.rows(table)}
        if seen.side == "owner":
            me = seen.truth["me"]["handle"]
            said = {pair: kind for pair, kind in said.items() if pair[0] == me}
        known = [(planted[pair], kind) for pair, kind in said.items() if pair in planted]
        for kind in KINDS:
            wanted, told = ([row[end] == kind for row in known] for end in (0, 1))
            right = sum(one and other for one, other in zip(wanted, told, strict=True))
            unsaid = sum(row == (kind, None) for row in known)
            words = (
                f"{sum(wanted):,} planted, {sum(told):,} told, {right:,} both; "
                f"cannot say {unsaid:,}"
            )
            shares = [f"{right / many:.2f}" if many else "-" for many in map(sum, (told, wanted))]
            yield f"{kind}{name}: precision, recall", words, ", ".join(shares)


def _continuum(seen: View) -> Finding:
    owner = seen.truth["me"]["handle"]
    machines = {*seen.truth["automata"]["machines"], *seen.truth["automata"]["lists"]}
    value = {row["person_id"]: row["value"] for row in seen.rows("address")}
    mine = [row for row in seen.rows("stage") if row["ego_id"] == seen.person_of[owner]]
    wrong = [row for row in mine if value.get(row["alter_id"]) in machines]
    held = Counter(row["stage"] for row in mine)
    words = ", ".join(f"{held[one]} {one}" for one in STAGES) + f"; {len(wrong)} automata"
    return "job 1: people on the continuum", words, _yes(bool(mine) and not wrong)


def _mirror(seen: View) -> Iterator[Finding]:
    shares = [
        row["one_on_one"] + row["grouped"] + row["broadcast"]
        for row in seen.rows("hours_share")
        if row["ego_id"] == seen.person_of[seen.truth["me"]["handle"]]
        and row["one_on_one"] is not None
    ]
    off = max((abs(one - 1) for one in shares), default=1.0)
    yield (
        "job 3: time shares add up",
        f"{len(shares)} months, {off:.6f} off at most",
        _yes(off < 1e-5),  # noqa: PLR2004  shares are rounded to six places
    )
    rows = seen.rows("mirror")
    bare = [row["place"] for row in rows if not row["missing"] and not row["basis"]]
    words = f"{len(rows)} sentences, {len(bare)} without what they rest on"
    yield "job 3: every sentence says what it rests on", words, _yes(bool(rows) and not bare)


def _week(seen: View) -> Iterator[Finding]:
    (clock,) = seen.rows("clock")
    me = seen.person_of[seen.truth["me"]["handle"]]
    last = {row["alter_id"]: row["last"] for row in seen.rows("tie") if row["ego_id"] == me}
    fading = [
        row["alter_id"] for row in seen.rows("weather") if row["ego_id"] == me and row["is_fading"]
    ]
    planted = seen.role("fading")
    found = planted in {seen.handle_of.get(one) for one in fading}
    words = f"{len(fading)} fading, the planted one {'among' if found else 'not among'} them"
    yield "job 7: two or three names", words, _yes(found and 1 <= len(fading) <= NAMES)
    late = [one for one in fading if clock["as_of"] - last[one] < WEEK]
    words = f"{len(late)} in contact within a week"
    yield "job 7: nobody of the last seven days", words, _yes(not late)


def _moved(seen: View) -> Finding:
    """Compare who of the lunch came closer after it, as planted and as said."""
    lunch = seen.truth["lunch"]
    before, after = (
        _planted(seen, one) for one in (lunch["first_month"], seen.truth["months"][-1])
    )
    wanted = {
        pair
        for pair, stage in after.items()
        if _is_asked(seen, pair) and STAGES.index(stage) > STAGES.index(before.get(pair, STAGES[0]))
    }
    said = {
        _pair(seen, row)
        for row in seen.rows("transition")
        if row["to_stage"] in STAGES[1:]
        and row["trigger"] != "contact again"
        and row["happened_at"].isoformat()[:7] >= lunch["first_month"]
        and _is_asked(seen, _pair(seen, row))
    }
    right = len(said & wanted)
    words = f"{right} of {len(wanted)} ties that were planted to; {len(said)} said"
    shares = f"{right / max(len(said), 1):.2f}, {right / max(len(wanted), 1):.2f}"
    return "job 8: who of the lunch moved a stage: precision, recall", words, shares


def _is_asked(seen: View, pair: tuple[str, str]) -> bool:
    """Tell whether both come to the lunch, and this side's files can show it."""
    is_seen = seen.side == "community" or pair[0] == seen.truth["me"]["handle"]
    return is_seen and set(seen.truth["lunch"]["members"]).issuperset(pair)


def _today(seen: View) -> dict[tuple[int, int], str]:
    person = {handle: who for who, handle in seen.handle_of.items()}
    owner = seen.truth["me"]["handle"]
    return {
        (person[ego], person[alter]): stage
        for (ego, alter), stage in _planted(seen, seen.truth["months"][-1]).items()
        if ego in person and alter in person and (seen.side == "community" or ego == owner)
    }


def _planted(seen: View, month: str) -> dict[tuple[str, str], str]:
    return {
        (ego, alter): stage for ego, alter, when, stage, _ in seen.truth["stages"] if when == month
    }


def _pair(seen: View, row: Row) -> tuple[str, str]:
    return seen.handle_of.get(row["ego_id"], ""), seen.handle_of.get(row["alter_id"], "")


def _yes(is_so: bool) -> str:  # noqa: FBT001  reads as a sentence
    return "yes" if is_so else "no"
