-- One row per link, hashtag or topic and person who used it where nobody had before: what
-- counts as beginning it, for those who were told and those who were not (see beside).
-- interaction_id: the message or post.
-- person_id: who wrote it.
-- thing: the link, hashtag or topic.
-- started: when, in epoch seconds.
--
-- Rule. An answer is no beginning: in a conversation, only whoever uses a thing first
-- begins it. Where no conversation is known, what goes to somebody who had used it in talk
-- with the writer is an answer, too.
WITH ranked AS (
    SELECT
        m.interaction_id,
        m.person_id,
        m.thing,
        m.started,
        m.thread_id,
        ROW_NUMBER() OVER (
            PARTITION BY m.thing, m.thread_id
            ORDER BY m.started, m.interaction_id
        ) AS place
    FROM mark AS m
),

free AS (
    SELECT
        r.interaction_id,
        r.person_id,
        r.thing,
        r.started,
        r.thread_id
    FROM ranked AS r
    WHERE r.place = 1 OR r.thread_id IS NULL
),

answer AS (
    SELECT DISTINCT
        f.interaction_id,
        f.thing
    FROM free AS f
    INNER JOIN contact AS c ON f.interaction_id = c.interaction_id AND f.person_id = c.ego_id
    INNER JOIN spoken AS s
        ON
            c.alter_id = s.source_id
            AND f.person_id = s.person_id
            AND f.thing = s.thing
            AND f.started > s.started
    WHERE f.thread_id IS NULL OR s.thread_id IS NULL
)

SELECT
    f.interaction_id,
    f.person_id,
    f.thing,
    f.started
FROM free AS f
LEFT JOIN answer AS a ON f.interaction_id = a.interaction_id AND f.thing = a.thing
WHERE a.interaction_id IS NULL
