-- One row per source, thing and person the source reached with it before the person had
-- taken it up. Where anybody's talks name the thing, only what names it counts. Where
-- none does, all talks and posts not about something else count, within sixty days of
-- the source's first taking it up or posting about it.
-- source_id: who reached the person.
-- thing: what it was about.
-- person_id: who was reached.
-- way: personal where there was a talk, else broadcast.
-- exposed: first time in that way, in epoch seconds.
-- took_up: 1 where the person did it within sixty days after that, else 0.
WITH talked AS (
    SELECT
        t.ego_id AS source_id,
        o.thing,
        t.alter_id AS person_id,
        t.started
    FROM talk AS t
    INNER JOIN origin AS o ON t.ego_id = o.person_id AND t.thing = o.thing
    WHERE t.started >= o.started
    UNION ALL
    SELECT
        t.ego_id AS source_id,
        o.thing,
        t.alter_id AS person_id,
        t.started
    FROM talk AS t
    INNER JOIN origin AS o ON t.ego_id = o.person_id
    WHERE
        t.thing = ''
        AND o.is_named = 0
        AND t.started >= o.started
        AND t.started < o.started + 5184000
),

posted AS (
    SELECT
        b.person_id AS source_id,
        o.thing,
        b.reached_id,
        b.started
    FROM broadcast AS b
    INNER JOIN origin AS o ON b.person_id = o.person_id AND b.thing = o.thing
    WHERE o.is_named = 1 AND b.started >= o.started
    UNION ALL
    SELECT
        b.person_id AS source_id,
        o.thing,
        b.reached_id,
        b.started
    FROM broadcast AS b
    INNER JOIN origin AS o ON b.person_id = o.person_id
    WHERE
        (b.thing = '' OR b.thing = o.thing)
        AND o.is_named = 0
        AND b.started >= o.started
        AND b.started < o.started + 5184000
),

reached AS (
    SELECT
        source_id,
        thing,
        person_id,
        0 AS rank_of_way,
        started
    FROM talked
    UNION ALL
    SELECT
        source_id,
        thing,
        reached_id AS person_id,
        1 AS rank_of_way,
        started
    FROM posted
    WHERE reached_id IS NOT NULL
    UNION ALL
    SELECT
        p.source_id,
        p.thing,
        f.person_id,
        1 AS rank_of_way,
        p.started
    FROM posted AS p
    INNER JOIN follower AS f ON p.source_id = f.followed_id
    WHERE p.reached_id IS NULL AND p.started >= f.since
),

done AS (
    SELECT
        person_id,
        thing,
        MIN(happened) AS happened
    FROM adoption
    WHERE sort = 'action'
    GROUP BY person_id, thing
),

firsts AS (
    SELECT
        r.source_id,
        r.thing,
        r.person_id,
        r.rank_of_way,
        MIN(r.started) AS exposed,
        MIN(d.happened) AS happened
    FROM reached AS r
    LEFT JOIN done AS d ON r.person_id = d.person_id AND r.thing = d.thing
    WHERE d.happened IS NULL OR r.started < d.happened
    GROUP BY r.source_id, r.thing, r.person_id, r.rank_of_way
),

ranked AS (
    SELECT
        source_id,
        thing,
        person_id,
        rank_of_way,
        exposed,
        happened,
        ROW_NUMBER() OVER (
            PARTITION BY source_id, thing, person_id
            ORDER BY rank_of_way
        ) AS place
    FROM firsts
)

SELECT
    r.source_id,
    r.thing,
    r.person_id,
    r.exposed,
    CASE WHEN r.rank_of_way = 0 THEN 'personal' ELSE 'broadcast' END AS way,
    CASE WHEN r.happened <= r.exposed + 5184000 THEN 1 ELSE 0 END AS took_up
FROM ranked AS r
INNER JOIN person AS p ON r.person_id = p.person_id
WHERE r.place = 1 AND r.source_id <> r.person_id AND NOT p.is_automaton
