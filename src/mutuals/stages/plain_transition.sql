-- One row per change of a dyad's stage by plain rules, oldest first by its number.
-- ego_id: the person whose view is taken.
-- alter_id: the other person.
-- from_stage: the stage before, dormant, or null before the first contact.
-- to_stage: avatar, acquaintance, budding_friend, friend, or dormant.
-- happened_at: when the rule was first met.
-- trigger: first contact, first reply, met in person, met online, regular contact,
-- hours together, silence, contact again.
-- number: 1 for the dyad's first change, then 2, 3, ...
--
-- Rule. Stages are those of stage_week, reached with the contact after which both sides
-- had spoken (acquaintance) or with the last contact of the week that met the rule. A tie of
-- acquaintances and more goes dormant when it has been silent for longer than its own
-- rhythm allows (see rhythm; measured on its whole history), and wakes up in the same
-- stage with the next contact.
WITH named AS (
    SELECT
        0 AS rank,
        'avatar' AS stage
    UNION ALL
    SELECT
        1 AS rank,
        'acquaintance' AS stage
    UNION ALL
    SELECT
        2 AS rank,
        'budding_friend' AS stage
    UNION ALL
    SELECT
        3 AS rank,
        'friend' AS stage
),

lived AS (
    SELECT
        w.ego_id,
        w.alter_id,
        w.week,
        w.first,
        w.last,
        w.last_before,
        w.reply,
        w.reply_by,
        w.rank,
        w.rank_before,
        w.budding_weeks,
        w.budding_meetings,
        w.friend_weeks,
        r.last_week,
        CAST(r.allowed_days * 86400e0 AS BIGINT) AS allowed,
        r.silence_days > r.allowed_days AS is_silent
    FROM stage_week AS w
    INNER JOIN rhythm AS r ON w.ego_id = r.ego_id AND w.alter_id = r.alter_id
),

change AS (
    SELECT
        l.ego_id,
        l.alter_id,
        l.first AS happened,
        0 AS turn,
        0 AS rank,
        'first contact' AS cause
    FROM lived AS l
    WHERE l.rank_before = -1 AND (l.rank = 0 OR l.first < l.reply)
    UNION ALL
    SELECT
        l.ego_id,
        l.alter_id,
        l.last_before + l.allowed AS happened,
        1 AS turn,
        -1 AS rank,
        'silence' AS cause
    FROM lived AS l
    WHERE l.rank_before >= 1 AND l.first > l.last_before + l.allowed
    UNION ALL
    SELECT
        l.ego_id,
        l.alter_id,
        l.first AS happened,
        2 AS turn,
        l.rank_before AS rank,
        'contact again' AS cause
    FROM lived AS l
    WHERE l.rank_before >= 1 AND l.first > l.last_before + l.allowed
    UNION ALL
    SELECT
        l.ego_id,
        l.alter_id,
        l.reply AS happened,
        3 AS turn,
        1 AS rank,
        l.reply_by AS cause
    FROM lived AS l
    WHERE l.rank >= 1 AND l.rank_before < 1
    UNION ALL
    SELECT
        l.ego_id,
        l.alter_id,
        l.last AS happened,
        4 AS turn,
        l.rank,
        CASE
            WHEN l.rank = 2 AND l.budding_weeks >= 1e0 THEN 'regular contact'
            WHEN l.rank = 2 AND l.budding_meetings >= 1e0 THEN 'met in person'
            WHEN l.rank = 3 AND l.friend_weeks >= 1e0 THEN 'regular contact'
            ELSE 'hours together'
        END AS cause
    FROM lived AS l
    WHERE l.rank >= 2 AND l.rank > l.rank_before
    UNION ALL
    SELECT
        l.ego_id,
        l.alter_id,
        l.last + l.allowed AS happened,
        1 AS turn,
        -1 AS rank,
        'silence' AS cause
    FROM lived AS l
    WHERE l.week = l.last_week AND l.rank >= 1 AND l.is_silent
),

numbered AS (
    SELECT
        c.ego_id,
        c.alter_id,
        c.happened,
        COALESCE(n.stage, 'dormant') AS stage,
        c.cause,
        ROW_NUMBER() OVER (
            PARTITION BY c.ego_id, c.alter_id
            ORDER BY c.happened ASC, c.turn ASC
        ) AS number
    FROM change AS c
    LEFT JOIN named AS n ON c.rank = n.rank
)

SELECT
    n.ego_id,
    n.alter_id,
    LAG(n.stage) OVER (PARTITION BY n.ego_id, n.alter_id ORDER BY n.number ASC) AS from_stage,
    n.stage AS to_stage,
    MAKE_TIMESTAMP(n.happened * 1000000) AS happened_at,
    n.cause AS trigger,
    n.number
FROM numbered AS n
