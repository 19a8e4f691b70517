"""What was planted once: found or not, in one line each."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from benchmarks.truth.views import Row, View

DRAWS = 2000
Finding = tuple[str, str, str]


def findings(seen: View) -> Iterator[Finding]:
    """Yield what was looked for, what came out, and yes, no or in between."""
    yield _me(seen)
    yield from _introductions(seen)
    yield _engagement(seen)
    yield from _sleeping(seen)
    if seen.side == "owner":
        yield from _automata(seen)
        yield _fading(seen)
    yield _namesakes(seen)
    yield _five(seen)
    yield _party(seen)
    yield from _lunch(seen)


def _me(seen: View) -> Finding:
    planted = seen.truth["me"]
    mine = {planted["handle"], planted["chat_name"], *planted["mails"]}
    said = {one.value for one in seen.proposed}
    if seen.side == "community":
        wanted: set[str] = set()
    else:
        wanted = {one for one in mine if one in seen.person_of}
    wrong = sorted(said - mine) if wanted else sorted(said)
    words = f"{len(said & wanted)} of {len(wanted)} addresses"
    return (
        "'me' proposed",
        words + (f", wrongly {', '.join(wrong)}" if wrong else ""),
        _yes(wanted <= said and not wrong),
    )


def _introductions(seen: View) -> Iterator[Finding]:
    owner = seen.truth["me"]["handle"]
    planted = {
        (one["introducer"], frozenset((one["a"], one["b"]))) for one in seen.truth["introductions"]
    }
    visible = {
        (by, pair)
        for by, pair in planted
        if seen.side == "community" or owner == by or owner in pair
    }
    found = {_triple(seen, row) for row in seen.rows("introduction")}
    right = len(found & planted)
    yield (
        "introductions, precision",
        f"{right} of {len(found)} found",
        _share(right, len(found)),
    )
    yield (
        "introductions, recall",
        f"{len(found & visible)} of {len(visible)} in view",
        _share(len(found & visible), len(visible)),
    )


def _triple(seen: View, row: Row) -> tuple[str, frozenset[str]]:
    names = [
        seen.handle_of.get(row[one], str(row[one]))
        for one in ("introducer_id", "person_a_id", "person_b_id")
    ]
    return names[0], frozenset(names[1:])


def _engagement(seen: View) -> Finding:
    told = seen.truth["engagement"]
    wanted = told["introducer"], frozenset((told["taken_by"], told["in_need"]))
    rows = [row for row in seen.rows("introduction") if _triple(seen, row) == wanted]
    outcome = rows[0]["outcome"] if rows else "no such introduction"
    found = bool(rows) and rows[0]["thing"] == told["thing"]
    return "the engagement's introduction, with its outcome", outcome, _yes(found)


def _sleeping(seen: View) -> Iterator[Finding]:
    owner = seen.truth["me"]["handle"]
    for role in ("dormant", "fading"):
        pair = (seen.person_of[owner], seen.person_of[seen.role(role)])
        rows = [row for row in seen.rows("stage") if (row["ego_id"], row["alter_id"]) == pair]
        said = rows[0] if rows else {"stage": "no tie", "is_dormant": None}
        words = f"{said['stage']}, {'dormant' if said['is_dormant'] else 'awake'}"
        yield f"the {role} tie today", words, _yes(said["is_dormant"] == (role == "dormant"))


def _fading(seen: View) -> Finding:
    name = next(one["name"] for one in seen.truth["people"] if one["handle"] == seen.role("fading"))
    # Only the mirror's sentence about fading ties counts, not a name anywhere in it.
    said = [
        row["text"]
        for row in seen.rows("mirror")
        if row["place"] == "fading" and name in row["text"]
    ]
    return "the fading friend in the mirror", "named" if said else "not named", _yes(bool(said))


def _automata(seen: View) -> Iterator[Finding]:
    value = {row["address_id"]: row["value"] for row in seen.rows("address")}
    said = {value[row["address_id"]] for row in seen.rows("automaton")}
    planted = {*seen.truth["automata"]["machines"], *seen.truth["automata"]["lists"]}
    here = planted & set(value.values())
    strangers = set(seen.truth["automata"]["list_only_people"])
    people = strangers.union(*(one["mails"] for one in seen.truth["people"]))
    wrong = sorted(said & people)
    more = f"; people: {', '.join(wrong)}" if wrong else ""
    others = sorted(said - people - planted)
    more += f"; unplanted: {', '.join(others)}" if others else ""
    right = len(said - people)
    yield "automata, precision", f"{right} of {len(said)}{more}", _share(right, len(said))
    right = len(said & planted)
    missed = sorted(here - said)
    more = f"; missed {', '.join(missed)}" if missed else ""
    yield "automata, recall", f"{right} of {len(here)}{more}", _share(right, len(here))


def _namesakes(seen: View) -> Finding:
    persons = {seen.person_of.get(one) for one in seen.truth["roles"]["namesakes"]}
    return "two namesakes", f"{len(persons)} persons", _yes(len(persons) == 2)  # noqa: PLR2004


def _five(seen: View) -> Finding:
    told = seen.truth["five_addresses"]
    values = [told["handle"], *told["mails"], told["phone"], told["chat_name"]]
    present = [one for one in values if one in seen.person_of]
    persons = {seen.person_of[one] for one in present}
    words = f"{len(present)} addresses seen, {len(persons)} persons"
    return "the person with five addresses", words, _yes(len(persons) == 1)


def _party(seen: View) -> Finding:
    planted = seen.truth["party"]["circles"]
    guests = {seen.person_of.get(one) for circle in planted for one in circle}
    groups: dict[bytes, dict[int, int]] = {}
    for row in seen.rows("subgroup"):
        if row["started_at"].date().isoformat() == seen.truth["party"]["day"]:
            groups.setdefault(row["gathering_id"], {})[row["person_id"]] = row["subgroup"]
    best = max(groups.values(), key=lambda one: len(guests & one.keys()), default={})
    if not best:
        return "the party's circles, pair F1", "nothing said", "-"
    order = [one for circle in planted for one in circle]
    true = [number for number, circle in enumerate(planted) for _ in circle]
    alone = iter(range(-1, -1 - len(order), -1))
    said = [best.get(seen.person_of.get(one, -1), next(alone)) for one in order]
    rng = np.random.default_rng(1)
    chance = float(np.mean([pair_f1(true, rng.permutation(said).tolist()) for _ in range(DRAWS)]))
    found = pair_f1(true, said)
    words = f"{found:.2f}; random partitions of the same sizes {chance:.2f}"
    return "the party's circles, pair F1", words, f"{found:.2f}"


def _lunch(seen: View) -> Iterator[Finding]:
    planted = seen.truth["lunch"]
    members = {seen.person_of.get(one) for one in planted["members"]}
    members |= {who for who, handle in seen.handle_of.items() if handle in planted["members"]}
    there: dict[bytes, set[int]] = {}
    for row in seen.rows("presence"):
        there.setdefault(row["gathering_id"], set()).add(row["person_id"])
    held = [
        row
        for row in seen.rows("recurring")
        if 2 * len(members & there[row["series_id"]]) > len(there[row["series_id"]])
        and row["first_at"].isoformat()[:7] == planted["first_month"]
    ]
    best = max(held, key=lambda row: row["gatherings"], default=None)
    if best is None:
        yield "who called the lunch together", "no recurring lunch found", "no"
        return
    caller = seen.handle_of.get(best["convener_id"], "nobody")
    words = f"{caller}, {'in a message' if best['call_id'] else 'by inviting first'}"
    yield "who called the lunch together", words, _yes(caller == planted["convener"])
    moved = {row["series_id"]: row for row in seen.rows("recurring_moved")}[best["series_id"]]
    words = moved["verdict"]
    if moved["ratio"] is not None:
        words += f", {moved['ratio']:.1f} times [{moved['lower']:.1f}, {moved['upper']:.1f}]"
    yield "contact among the lunch's guests after", words, _yes(moved["verdict"] == "closer")


def pair_f1(true: Sequence[int], said: Sequence[int]) -> float:
    """Return the F1 of pairs put together.

    >>> pair_f1([0, 0, 1, 1], [0, 0, 0, 1])
    0.4
    """
    pairs = list(combinations(range(len(true)), 2))
    wanted = {pair for pair in pairs if true[pair[0]] == true[pair[1]]}
    found = {pair for pair in pairs if said[pair[0]] == said[pair[1]]}
    both = len(wanted & found)
    return 2 * both / (len(wanted) + len(found)) if both else 0.0


def _yes(is_so: bool) -> str:  # noqa: FBT001  reads as a sentence
    return "yes" if is_so else "no"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"
