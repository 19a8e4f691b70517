-- One row per change of a dyad's stage, oldest first by its number.
-- ego_id: the person whose view is taken.
-- alter_id: the other person.
-- from_stage: the stage before, dormant, or null before the first contact.
-- to_stage: avatar, acquaintance, budding_friend, friend, or dormant.
-- happened_at: when; a rise or fall has the last contact that tells.
-- trigger: first contact, first reply, met in person, met online, regular contact,
-- hours together, less contact, silence, contact again, you said so.
-- number: 1 for the dyad's first change, then 2, 3, ...
-- preceded_by: what came in the eight weeks before a rise: introduction, first meeting
-- in person, shared work; null when nothing of these.
--
-- Rule. The changes of course, and the owner's correction, after which only sleep and
-- waking are told. An introduction is a first message by somebody to just these two before
-- they had contact; shared work is two meetings in office hours.
WITH before_word AS (
    SELECT
        c.ego_id,
        c.alter_id,
        c.rank,
        x.said,
        ROW_NUMBER() OVER (
            PARTITION BY c.ego_id, c.alter_id
            ORDER BY c.number DESC
        ) AS place
    FROM course AS c
    INNER JOIN correction AS x ON c.ego_id = x.ego_id AND c.alter_id = x.alter_id
    WHERE c.happened <= x.said AND x.stage <> 'avatar'
),

told AS (
    SELECT
        c.ego_id,
        c.alter_id,
        c.happened,
        c.number AS turn,
        CASE
            WHEN c.rank = -1 THEN 'dormant'
            WHEN x.said < c.happened THEN x.stage
            WHEN c.rank = 0 THEN 'avatar'
            WHEN c.rank = 1 THEN 'acquaintance'
            WHEN c.rank = 2 THEN 'budding_friend'
            ELSE 'friend'
        END AS stage,
        c.cause,
        c.rank > COALESCE(c.rank_before, 0) AND c.rank >= 1 AND c.cause <> 'contact again'
            AS is_rise
    FROM course AS c
    LEFT JOIN correction AS x ON c.ego_id = x.ego_id AND c.alter_id = x.alter_id
    WHERE
        x.said IS NULL OR c.happened <= x.said
        OR c.cause = 'contact again' OR (c.cause = 'silence' AND x.stage <> 'avatar')
    UNION ALL
    SELECT
        x.ego_id,
        x.alter_id,
        x.said AS happened,
        0 AS turn,
        x.stage,
        'you said so' AS cause,
        FALSE AS is_rise
    FROM correction AS x
    INNER JOIN rhythm AS r ON x.ego_id = r.ego_id AND x.alter_id = r.alter_id
    UNION ALL
    -- Asleep when the owner spoke: the word says which stage, and does not wake it.
    SELECT
        b.ego_id,
        b.alter_id,
        b.said AS happened,
        1 AS turn,
        'dormant' AS stage,
        'silence' AS cause,
        FALSE AS is_rise
    FROM before_word AS b
    WHERE b.place = 1 AND b.rank = -1
),

spoken AS (
    SELECT
        w.ego_id,
        w.alter_id,
        MIN(w.first) AS first,
        MIN(w.first_in_person) AS first_in_person,
        MIN(s.reply) AS reply,
        MIN(CASE WHEN s.reply IS NOT NULL THEN s.reply_by END) AS reply_by
    FROM dyad_week AS w
    INNER JOIN stage_week AS s
        ON w.ego_id = s.ego_id AND w.alter_id = s.alter_id AND w.week = s.week
    GROUP BY w.ego_id, w.alter_id
),

named_together AS (
    -- A message by somebody to just two people.
    SELECT
        one.alter_id AS ego_id,
        two.alter_id,
        MIN(one.started) AS named
    FROM contact AS one
    INNER JOIN contact AS two
        ON one.interaction_id = two.interaction_id AND one.ego_id = two.ego_id
    WHERE
        one.sent = 1 AND one.received = 0 AND one.audience_size = 2
        AND two.sent = 1 AND two.received = 0 AND one.alter_id <> two.alter_id
    GROUP BY one.alter_id, two.alter_id
),

worked AS (
    SELECT
        t.ego_id,
        t.alter_id,
        t.happened,
        SUM(w.work_meetings) AS meetings
    FROM told AS t
    INNER JOIN dyad_week AS w
        ON t.ego_id = w.ego_id AND t.alter_id = w.alter_id
    WHERE
        t.is_rise AND w.work_meetings > 0
        AND w.first <= t.happened AND w.last > t.happened - 4838400
    GROUP BY t.ego_id, t.alter_id, t.happened
),

numbered AS (
    SELECT
        t.ego_id,
        t.alter_id,
        t.happened,
        t.stage,
        CASE t.cause WHEN 'both spoke' THEN s.reply_by ELSE t.cause END AS cause,
        CASE
            WHEN NOT t.is_rise THEN NULL
            WHEN g.named <= s.first AND g.named > t.happened - 4838400 THEN 'introduction'
            WHEN s.first_in_person BETWEEN t.happened - 4838400 AND t.happened
                THEN 'first meeting in person'
            WHEN k.meetings >= 2 THEN 'shared work'
        END AS preceded_by,
        ROW_NUMBER() OVER (
            PARTITION BY t.ego_id, t.alter_id
            ORDER BY t.happened ASC, t.turn ASC
        ) AS number
    FROM told AS t
    LEFT JOIN spoken AS s ON t.ego_id = s.ego_id AND t.alter_id = s.alter_id
    LEFT JOIN named_together AS g ON t.ego_id = g.ego_id AND t.alter_id = g.alter_id
    LEFT JOIN worked AS k
        ON t.ego_id = k.ego_id AND t.alter_id = k.alter_id AND t.happened = k.happened
)

SELECT
    n.ego_id,
    n.alter_id,
    LAG(n.stage) OVER (PARTITION BY n.ego_id, n.alter_id ORDER BY n.number ASC) AS from_stage,
    n.stage AS to_stage,
    MAKE_TIMESTAMP(n.happened * 1000000) AS happened_at,
    n.cause AS trigger,
    n.number,
    n.preceded_by
FROM numbered AS n
