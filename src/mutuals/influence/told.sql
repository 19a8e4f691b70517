-- One row per derived thing, person who had not begun it, and somebody who had and told
-- them, or (groups, events and files, which talks do not name) talked with them within sixty days
-- of beginning it. Only talks alone or among at most ten others.
-- source_id: who told.
-- person_id: who was told.
-- thing: the link, hashtag, topic, group, event or file.
-- derivation: which of these it is.
-- exposed: when first told, in epoch seconds.
-- thread_id: the conversation they were told in; null where the record has none.
-- begun: when the person began it elsewhere within sixty days, in epoch seconds; else null.
-- begun_id: the message or post in which it was; null for groups, events and files.
--
-- Rule. An answer is no beginning: what is written in the same conversation, or where no
-- conversation is known, to the one who told, does not count.
WITH spoken AS (
    SELECT
        m.person_id AS source_id,
        c.alter_id AS person_id,
        m.thing,
        m.derivation,
        m.started,
        m.thread_id,
        ROW_NUMBER() OVER (
            PARTITION BY m.person_id, c.alter_id, m.thing
            ORDER BY m.started, m.interaction_id
        ) AS place
    FROM mark AS m
    INNER JOIN contact AS c ON m.interaction_id = c.interaction_id AND m.person_id = c.ego_id
    INNER JOIN derived AS d ON m.person_id = d.person_id AND m.thing = d.thing
    WHERE c.sent = 1 AND c.audience_size <= 10 AND c.kind <> 'post'
),

named AS (
    SELECT
        s.source_id,
        s.person_id,
        s.thing,
        s.derivation,
        s.started AS exposed,
        s.thread_id
    FROM spoken AS s
    LEFT JOIN derived AS d ON s.person_id = d.person_id AND s.thing = d.thing
    WHERE
        s.place = 1
        AND s.source_id <> s.person_id
        AND (d.started IS NULL OR d.started > s.started)
),

used AS (
    SELECT
        n.source_id,
        n.person_id,
        n.thing,
        u.interaction_id,
        u.started,
        ROW_NUMBER() OVER (
            PARTITION BY n.source_id, n.person_id, n.thing
            ORDER BY u.started, u.interaction_id
        ) AS place
    FROM named AS n
    INNER JOIN mark AS u ON n.person_id = u.person_id AND n.thing = u.thing
    LEFT JOIN contact AS back
        ON
            u.interaction_id = back.interaction_id
            AND n.person_id = back.ego_id
            AND n.source_id = back.alter_id
    WHERE
        u.started > n.exposed
        AND u.started <= n.exposed + 5184000
        AND (u.thread_id <> n.thread_id OR back.interaction_id IS NULL)
        AND (u.thread_id IS NULL OR n.thread_id IS NULL OR u.thread_id <> n.thread_id)
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
    n.source_id,
    n.person_id,
    n.thing,
    n.derivation,
    n.exposed,
    n.thread_id,
    u.started AS begun,
    u.interaction_id AS begun_id
FROM named AS n
LEFT JOIN used AS u
    ON
        n.source_id = u.source_id
        AND n.person_id = u.person_id
        AND n.thing = u.thing
        AND u.place = 1
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
