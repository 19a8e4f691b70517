-- One row per link, hashtag or topic somebody used in talk with somebody: the first time.
-- Only talks alone or among at most ten others.
-- source_id: who used it.
-- person_id: whom they talked with.
-- thing: the link, hashtag or topic.
-- derivation: which of these it is.
-- started: when first, in epoch seconds.
-- thread_id: the conversation; null where the record has none.
WITH ranked AS (
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
)

SELECT
    r.source_id,
    r.person_id,
    r.thing,
    r.derivation,
    r.started,
    r.thread_id
FROM ranked AS r
WHERE r.place = 1 AND r.source_id <> r.person_id
