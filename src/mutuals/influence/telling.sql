-- One row per contact or post and person it reached: what somebody may have been told,
-- and what influence is estimated from.
-- source_id: who spoke, met or posted.
-- person_id: who was reached.
-- started: when, in epoch seconds.
-- thing: what it named; empty where it named nothing.
-- audience_size: how many people it reached or was addressed to, apart from the sender;
--     of a mass message, how many got one in the same hour.
-- is_open: 1 for a post or a mass message, of which nothing is personal; else 0.
--
-- Rule. Who writes to more than ten people within one hour of the clock writes a mass
-- message, alone with each of them or not; whoever is met in person is not written to.
-- Every contact its sender began or took part in is here. A post is only where its
-- sender had taken up or spoken of what it names; or, where it names nothing, of
-- something that no talk names.
WITH has AS (
    SELECT DISTINCT
        o.person_id,
        CASE WHEN o.is_named = 1 THEN o.thing ELSE '' END AS thing
    FROM origin AS o
    UNION
    SELECT
        o.person_id,
        o.thing
    FROM origin AS o
),

mass AS (
    SELECT
        c.ego_id,
        c.started // 3600 AS hour,
        COUNT(DISTINCT c.alter_id) AS people
    FROM contact AS c
    WHERE c.sent = 1 AND c.kind = 'message' AND COALESCE(c.medium, 'online') <> 'in_person'
    GROUP BY c.ego_id, c.started // 3600
    HAVING COUNT(DISTINCT c.alter_id) > 10
),

posted AS (
    SELECT
        b.person_id AS source_id,
        b.reached_id AS person_id,
        b.started,
        b.thing,
        size.audience_size
    FROM broadcast AS b
    INNER JOIN interaction AS i ON b.interaction_id = i.interaction_id
    INNER JOIN audience AS size ON b.interaction_id = size.interaction_id
    WHERE b.reached_id IS NOT NULL AND (i.kind = 'post' OR size.audience_size > 50)
    UNION
    SELECT
        b.person_id AS source_id,
        f.person_id,
        b.started,
        b.thing,
        size.audience_size
    FROM broadcast AS b
    INNER JOIN follower AS f ON b.person_id = f.followed_id AND b.started >= f.since
    INNER JOIN audience AS size ON b.interaction_id = size.interaction_id
    WHERE b.reached_id IS NULL
)

SELECT
    c.ego_id AS source_id,
    c.alter_id AS person_id,
    c.started,
    COALESCE(i.thing, '') AS thing,
    CAST(GREATEST(c.audience_size, COALESCE(m.people, 0)) AS INTEGER) AS audience_size,
    CASE
        WHEN c.kind <> 'message' OR COALESCE(c.medium, 'online') = 'in_person' THEN 0
        WHEN c.audience_size > 10 OR m.people IS NOT NULL THEN 1
        ELSE 0
    END AS is_open
FROM contact AS c
INNER JOIN interaction AS i ON c.interaction_id = i.interaction_id
LEFT JOIN mass AS m
    ON
        c.ego_id = m.ego_id
        AND c.started // 3600 = m.hour
        AND c.kind = 'message'
        AND COALESCE(c.medium, 'online') <> 'in_person'
WHERE c.sent = 1
UNION ALL
SELECT
    p.source_id,
    p.person_id,
    p.started,
    p.thing,
    p.audience_size,
    1 AS is_open
FROM posted AS p
INNER JOIN has AS h ON p.source_id = h.person_id AND p.thing = h.thing
INNER JOIN person AS who ON p.person_id = who.person_id
WHERE NOT who.is_automaton
