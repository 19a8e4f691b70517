-- One row per outcome and possible source: somebody who had taken the thing up, or named
-- it, before, and then reached the person within sixty days before the outcome.
-- outcome_id: key of the outcome.
-- person_id: who took the thing up.
-- source_id: the possible source.
-- thing: what was taken up.
-- happened: when, in epoch seconds.
-- sort: attention or action.
-- personal: summed weight of talks alone or in a small group.
-- broadcast: number of posts and mass messages that reached the person.
-- last_contact: the latest of all these, in epoch seconds.
WITH dyad AS (
    SELECT DISTINCT
        ego_id,
        alter_id
    FROM talk
),

talked_to AS (
    SELECT
        a.outcome_id,
        a.happened,
        a.thing,
        d.ego_id,
        d.alter_id,
        GREATEST(o.started, a.happened - 5184000) AS earliest
    FROM adoption AS a
    INNER JOIN dyad AS d ON a.person_id = d.alter_id
    INNER JOIN origin AS o ON d.ego_id = o.person_id AND a.thing = o.thing
    WHERE o.started < a.happened
),

posted_to AS (
    SELECT
        a.outcome_id,
        a.happened,
        a.thing,
        a.person_id,
        f.followed_id AS source_id,
        GREATEST(o.started, a.happened - 5184000, f.since) AS earliest
    FROM adoption AS a
    INNER JOIN follower AS f ON a.person_id = f.person_id
    INNER JOIN origin AS o ON f.followed_id = o.person_id AND a.thing = o.thing
    WHERE o.started < a.happened AND f.since < a.happened
),

sent_to AS (
    SELECT
        a.outcome_id,
        b.person_id AS source_id,
        b.interaction_id,
        b.started
    FROM adoption AS a
    INNER JOIN broadcast AS b ON a.person_id = b.reached_id
    INNER JOIN origin AS o ON b.person_id = o.person_id AND a.thing = o.thing
    WHERE
        b.started >= o.started
        AND b.started >= a.happened - 5184000
        AND b.started < a.happened
        AND (b.thing = '' OR b.thing = a.thing)
),

seen AS (
    SELECT
        p.outcome_id,
        p.source_id,
        b.interaction_id,
        b.started
    FROM posted_to AS p
    INNER JOIN broadcast AS b ON p.source_id = b.person_id
    WHERE
        b.reached_id IS NULL
        AND b.started >= p.earliest
        AND b.started < p.happened
        AND (b.thing = '' OR b.thing = p.thing)
    UNION
    SELECT
        outcome_id,
        source_id,
        interaction_id,
        started
    FROM sent_to
),

exposed AS (
    SELECT
        t.outcome_id,
        t.ego_id AS source_id,
        c.weight AS personal,
        0e0 AS broadcast,
        c.started
    FROM talked_to AS t
    INNER JOIN talk AS c ON t.ego_id = c.ego_id AND t.alter_id = c.alter_id
    WHERE
        c.started >= t.earliest
        AND c.started < t.happened
        AND (c.thing = '' OR c.thing = t.thing)
    UNION ALL
    SELECT
        outcome_id,
        source_id,
        0e0 AS personal,
        1e0 AS broadcast,
        started
    FROM seen
)

SELECT
    a.outcome_id,
    a.person_id,
    e.source_id,
    a.thing,
    a.happened,
    a.sort,
    ROUND(SUM(e.personal), 9) AS personal,
    ROUND(SUM(e.broadcast), 9) AS broadcast,
    MAX(e.started) AS last_contact
FROM exposed AS e
INNER JOIN adoption AS a ON e.outcome_id = a.outcome_id
WHERE e.source_id <> a.person_id
GROUP BY a.outcome_id, a.person_id, e.source_id, a.thing, a.happened, a.sort
