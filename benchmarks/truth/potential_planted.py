"""Potential on planted worlds: who will move whom later, told from the earlier part.

Real contacts with planted influence (``planting``): sources differ, and who caused what
is known. Six tenths of the time are looked at, as 900 days; who then moves others in
the rest is the truth. Nothing was chosen on the seeds reported.
"""

from dataclasses import replace

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from benchmarks.markdown import table
from benchmarks.truth.contact_graphs import READERS, Met, load
from benchmarks.truth.planted_influence import WAYS
from benchmarks.truth.planting import PERSONAL, Planted, plant

from mutuals.estimators.peer_effect import peer_effect
from mutuals.estimators.rank_correlation import rank_correlation
from mutuals.estimators.study import Adoptions, Contacts, Floats, Study, counted
from mutuals.graph.centrality import pagerank
from mutuals.graph.csr import Graph
from mutuals.influence.passing import passing
from mutuals.influence.potential import potential_of

SEEDS, SHARES, LOOKED_AT = range(100, 103), (0.5, 0.2), 0.6
DAY, UNTIL = 86_400, 900 * 86_400
NAMES = (
    *("potential (ours)", "potential, times what was begun in the 180 days before"),
    *("personal so far (ours)", "recency x frequency", "contacts", "PageRank", "followers"),
)
# As the program's steps of the same names; all contacts could be about anything.
EXPOSURE = """
    SELECT
        o.person_id AS source_id, o.thing, c.alter_id AS person_id, 'personal' AS way,
        MIN(c.started) AS exposed,
        CAST(MIN(d.started) <= MIN(c.started) + 5184000 AS INTEGER) AS took_up
    FROM contact AS c
    INNER JOIN origin AS o ON c.ego_id = o.person_id
        AND c.started >= o.started AND c.started < o.started + 5184000
    LEFT JOIN origin AS d ON c.alter_id = d.person_id AND o.thing = d.thing
    WHERE d.started IS NULL OR c.started < d.started
    GROUP BY ALL ORDER BY ALL"""
TIE = """
    WITH way AS (
        SELECT ego_id, alter_id, COUNT(*) AS sent, SUM(POW(0.5, ago / 180)) AS strength
        FROM contact GROUP BY ALL
    )
    SELECT
        w.ego_id, w.alter_id, w.sent, COALESCE(b.sent, 0) AS received,
        w.strength + COALESCE(b.strength, 0) AS strength,
        COALESCE(LEAST(w.sent, b.sent) / GREATEST(w.sent, b.sent), 0) AS reciprocity
    FROM way AS w
    LEFT JOIN way AS b ON w.ego_id = b.alter_id AND w.alter_id = b.ego_id
    ORDER BY ALL"""


def main() -> None:
    """Print every graph's ranks."""
    rows: list[list[object]] = []
    every: list[Floats] = []
    for name in sorted(READERS):
        met = load(name)
        for way, planned in WAYS.items():
            for share in SHARES:
                worlds = (plant(met, planned(share), np.random.default_rng(one)) for one in SEEDS)
                found = np.mean([_ranks(met, one) for one in worlds], axis=0)
                every.append(np.asarray(found, np.float64))
                rows.append([name, way, f"{share:.0%}", *every[-1].tolist()])
    rows.append(["mean", "", "", *np.mean(every, axis=0).tolist()])
    print(f"\n**Planted on real contacts**, seeds {SEEDS.start} to {SEEDS.stop - 1}: rank")
    print("correlation with how many adoptions each person's contact truly caused later:\n")
    print(table(["contacts", "way", "planted", *NAMES], rows))


def _ranks(met: Met, planted: Planted) -> list[float]:
    study, cut = planted.study, LOOKED_AT * met.end
    late = (planted.cause == PERSONAL) & (study.adoptions.at > cut)
    people = study.adoptions.people
    truth = np.bincount(planted.source[late], minlength=people).astype(np.float64)
    so_far = peer_effect(_before(study, cut), rng=np.random.default_rng(1)).person.total
    ways = [*_foretold(_tables(met, study.adoptions, cut), people), planted.followers]
    ways.insert(2, so_far)
    return [rank_correlation(one, truth, np.random.default_rng(1)).value for one in ways]


def _foretold(known: dict[str, pa.Table], people: int) -> list[Floats]:
    """Return potential, alone and times what was begun, and the plain ways."""
    contact, tie = known.pop("contact"), known["tie"]
    potential = potential_of(np.arange(people), passing(**known))[0]
    lately = known["origin"].filter(pc.greater(known["origin"]["started"], UNTIL - 180 * DAY))
    begun = np.bincount(lately["person_id"].to_numpy(), minlength=people)
    graph = Graph.from_edges(
        tie["ego_id"].to_numpy(), tie["alter_id"].to_numpy(), weight=tie["strength"].to_numpy()
    )
    rank = np.zeros(people)
    rank[graph.node] = pagerank(graph)
    recent = counted(contact["ego_id"].to_numpy(), 0.5 ** (contact["ago"].to_numpy() / 90), people)
    contacts = counted(tie["ego_id"].to_numpy(), np.ones(tie.num_rows), people)
    return [potential, potential * (1 + begun), recent, contacts, rank]


def _tables(met: Met, taken: Adoptions, cut: float) -> dict[str, pa.Table]:
    """Return the program's tables as of the day."""
    early, done, scale = met.at <= cut, taken.at <= cut, UNTIL / cut
    started = (met.at[early] * scale).astype(np.int64)
    ends = {"ego_id": met.source[early], "alter_id": met.target[early]}
    contact = pa.table({**ends, "started": started, "ago": (UNTIL - started) / DAY})
    rows = {"person_id": taken.person[done], "thing": taken.thing[done].astype(str)}
    origin = pa.table({**rows, "started": (taken.at[done] * scale).astype(np.int64)})
    with duckdb.connect() as engine:
        engine.execute("SET threads = 1")
        engine.register("contact", contact)
        engine.register("origin", origin)
        exposure, tie = (engine.sql(one).to_arrow_table() for one in (EXPOSURE, TIE))
    took_up = pc.fill_null(exposure["took_up"], 0)
    everybody = np.arange(taken.people)
    return {
        "contact": contact,
        "exposure": exposure.set_column(5, "took_up", took_up),
        "tie": tie,
        "person": pa.table({"person_id": everybody, "is_automaton": everybody < 0}),
        "origin": origin,
        "clock": pa.table({"as_of": [UNTIL]}),
    }


def _before(study: Study, cut: float) -> Study:
    """Return what is known of a study by a moment."""
    taken = study.adoptions
    done = taken.at <= cut
    rows, size = (taken.person[done], taken.thing[done]), (taken.people, taken.things)
    return replace(
        study,
        personal=_early(study.personal, cut),
        broadcast=_early(study.broadcast, cut),
        adoptions=Adoptions.of(rows, taken.at[done], size),
        end=cut,
    )


def _early(contacts: Contacts, cut: float) -> Contacts:
    kept = contacts.at <= cut
    return Contacts.of(
        (contacts.source[kept], contacts.target[kept]),
        contacts.at[kept],
        weight=contacts.weight[kept],
        about=contacts.about[kept],
    )


if __name__ == "__main__":
    main()
