-- One row per recurring gathering that a message called together: we should all meet.
-- series_id: the recurring gathering.
-- interaction_id: the message.
-- caller_id: who wrote it.
-- called_at: when, UTC.
-- asked: how many of those who then came it went to.
--
-- Rule. The message began a conversation, in the sixty days before the first gathering,
-- came from somebody who was there, and went to three and two thirds of the others who
-- came. Of several, the one to most of them, the first of these.
WITH began AS (
    SELECT
        o.series_id,
        MIN(o.started) AS started
    FROM occasion AS o
    GROUP BY o.series_id
),

guest AS (
    SELECT
        b.series_id,
        b.started,
        p.person_id
    FROM began AS b
    INNER JOIN presence AS p ON b.series_id = p.gathering_id
),

guests AS (
    SELECT
        g.series_id,
        COUNT(*) AS people
    FROM guest AS g
    GROUP BY g.series_id
),

word AS (
    SELECT
        s.series_id,
        c.interaction_id,
        c.ego_id AS caller_id,
        c.started,
        c.started_at,
        c.thread_id,
        COUNT(*) AS asked
    FROM guest AS s
    INNER JOIN guest AS t ON s.series_id = t.series_id AND s.person_id <> t.person_id
    INNER JOIN contact AS c ON s.person_id = c.ego_id AND t.person_id = c.alter_id
    WHERE
        c.sent = 1
        AND c.kind = 'message'
        AND c.medium = 'online'
        AND c.audience_size >= 3
        AND c.started < s.started
        AND c.started >= s.started - 5184000
    GROUP BY
        s.series_id,
        c.interaction_id,
        c.ego_id,
        c.started,
        c.started_at,
        c.thread_id
),

opened AS (
    SELECT
        i.thread_id,
        MIN(i.started) AS started
    FROM interaction AS i
    WHERE i.thread_id IS NOT NULL
    GROUP BY i.thread_id
),

placed AS (
    SELECT
        w.series_id,
        w.interaction_id,
        w.caller_id,
        w.started_at,
        w.asked,
        ROW_NUMBER() OVER (
            PARTITION BY w.series_id
            ORDER BY w.asked DESC, w.started ASC, w.interaction_id ASC
        ) AS place
    FROM word AS w
    INNER JOIN guests AS g ON w.series_id = g.series_id
    LEFT JOIN opened AS o ON w.thread_id = o.thread_id
    WHERE
        w.asked >= 3
        AND 3 * w.asked >= 2 * (g.people - 1)
        AND (w.thread_id IS NULL OR w.started = o.started)
)

SELECT
    p.series_id,
    p.interaction_id,
    p.caller_id,
    p.started_at AS called_at,
    p.asked
FROM placed AS p
WHERE p.place = 1
