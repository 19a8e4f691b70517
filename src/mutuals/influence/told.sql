-- One row per derived thing, person who had not begun it, and somebody who had and told
-- them, or (groups, events and files, which talks do not name) talked with them within sixty days
-- of beginning it. Only talks alone or among at most ten others.
-- source_id: who told.
-- person_id: who was told.
-- thing: the link, hashtag, topic, group, event or file.
-- derivation: which of these it is.
-- exposed: when first told, in epoch seconds.
-- thread_id: the conversation they were told in; null where the record has none.
-- begun: when the person began it within sixty days (see unprompted), in epoch seconds;
--     else null.
-- begun_id: the message or post in which it was; null for groups, events and files.
WITH named AS (
    SELECT
        s.source_id,
        s.person_id,
        s.thing,
        s.derivation,
        s.started AS exposed,
        s.thread_id
    FROM spoken AS s
    LEFT JOIN derived AS d ON s.person_id = d.person_id AND s.thing = d.thing
    WHERE d.started IS NULL OR d.started > s.started
),

used AS (
    SELECT
        n.source_id,
        n.person_id,
        n.thing,
        n.derivation,
        n.exposed,
        n.thread_id,
        u.started AS begun,
        u.interaction_id AS begun_id,
        ROW_NUMBER() OVER (
            PARTITION BY n.source_id, n.person_id, n.thing
            ORDER BY u.started, u.interaction_id
        ) AS place
    FROM named AS n
    LEFT JOIN unprompted AS u
        ON
            n.person_id = u.person_id
            AND n.thing = u.thing
            AND n.exposed < u.started
            AND n.exposed + 5184000 >= u.started
),

shared AS (
    SELECT
        d.thing,
        COUNT(*) AS people
    FROM derived AS d
    WHERE d.derivation IN ('group', 'event', 'file')
    GROUP BY d.thing
),

met AS (
    SELECT
        d.person_id AS source_id,
        t.alter_id AS person_id,
        d.thing,
        d.derivation,
        MIN(t.started) AS exposed,
        MIN(own.started) AS begun
    FROM derived AS d
    INNER JOIN shared AS s ON d.thing = s.thing AND s.people BETWEEN 3 AND 200
    INNER JOIN talk AS t
        ON
            d.person_id = t.ego_id
            AND d.started <= t.started
            AND d.started + 5184000 > t.started
    LEFT JOIN derived AS own ON d.thing = own.thing AND t.alter_id = own.person_id
    WHERE
        d.derivation IN ('group', 'event', 'file')
        AND (own.started IS NULL OR own.started > t.started)
    GROUP BY d.person_id, t.alter_id, d.thing, d.derivation
)

SELECT
    u.source_id,
    u.person_id,
    u.thing,
    u.derivation,
    u.exposed,
    u.thread_id,
    u.begun,
    u.begun_id
FROM used AS u
WHERE u.place = 1
UNION ALL
SELECT
    m.source_id,
    m.person_id,
    m.thing,
    m.derivation,
    m.exposed,
    CAST(NULL AS BIGINT) AS thread_id,
    CASE WHEN m.begun <= m.exposed + 5184000 THEN m.begun END AS begun,
    CAST(NULL AS BLOB) AS begun_id
FROM met AS m
INNER JOIN person AS p ON m.person_id = p.person_id
WHERE NOT p.is_automaton
