-- One row per person with a tie: how much of the last 52 weeks is seen here.
-- person_id: the person.
-- given: minutes x weight of what the person started or took part in.
-- windows: days (records of up to five weeks) or weeks in which it did.
-- window_days: how long a window is, 1 or 7 days.
-- sees: share of its interactions in channels that show all of its contacts, 0 to 1.
-- is_whole: 1 where that is at least half.
-- group_name: the first of the groups that profiles name, null where none does.
--
-- Rule. Somebody who takes part in at least four fifths of a channel's interactions
-- owns that archive: only those who do are seen whole there, everybody else only
-- where they met an owner. A channel without such a person shows everybody whole.
WITH recent AS (
    SELECT
        c.interaction_id,
        c.ego_id,
        COALESCE(c.channel, '') AS channel,
        c.started,
        c.sent,
        c.minutes * c.weight AS attention
    FROM contact AS c
    INNER JOIN clock ON c.started > clock.as_of - 31449600
),

pace AS (
    SELECT
        CASE
            WHEN MAX(r.started) - MIN(r.started) <= 3024000 THEN 86400
            ELSE 604800
        END AS step
    FROM recent AS r
),

part AS (
    SELECT DISTINCT
        r.channel,
        r.interaction_id,
        r.ego_id
    FROM recent AS r
),

volume AS (
    SELECT
        each_one.channel,
        COUNT(*) AS interactions
    FROM (SELECT DISTINCT
        part.channel,
        part.interaction_id
    FROM part) AS each_one
    GROUP BY each_one.channel
),

taken AS (
    SELECT
        part.channel,
        part.ego_id,
        COUNT(*) AS interactions
    FROM part
    GROUP BY part.channel, part.ego_id
),

central AS (
    SELECT
        t.channel,
        t.ego_id,
        t.interactions,
        CASE WHEN t.interactions * 5 >= v.interactions * 4 THEN 1 ELSE 0 END AS is_owner
    FROM taken AS t
    INNER JOIN volume AS v ON t.channel = v.channel
),

owned AS (
    SELECT
        c.channel,
        MAX(c.is_owner) AS is_owned
    FROM central AS c
    GROUP BY c.channel
),

seen AS (
    SELECT
        c.ego_id,
        SUM(CASE WHEN o.is_owned = 0 OR c.is_owner = 1 THEN c.interactions ELSE 0 END) * 1e0
        / SUM(c.interactions) AS sees
    FROM central AS c
    INNER JOIN owned AS o ON c.channel = o.channel
    GROUP BY c.ego_id
),

gave AS (
    SELECT
        r.ego_id,
        CAST(
            SUM(CAST(CASE WHEN r.sent = 1 THEN r.attention ELSE 0e0 END AS DECIMAL(18, 9)))
            AS DOUBLE
        ) AS given,
        COUNT(DISTINCT CASE WHEN r.sent = 1 THEN (r.started + 259200) // pace.step END)
            AS windows
    FROM recent AS r
    CROSS JOIN pace
    GROUP BY r.ego_id
),

grouped AS (
    SELECT
        m.person_id,
        MIN(p.group_name) AS group_name
    FROM profile AS p
    INNER JOIN member AS m ON p.address_id = m.address_id
    WHERE p.group_name IS NOT NULL AND p.group_name <> ''
    GROUP BY m.person_id
),

known AS (
    SELECT DISTINCT d.ego_id AS person_id
    FROM dyad AS d
)

SELECT
    k.person_id,
    COALESCE(g.given, 0e0) AS given,
    COALESCE(g.windows, 0) AS windows,
    pace.step // 86400 AS window_days,
    COALESCE(ROUND(s.sees, 9), 0e0) AS sees,
    CASE WHEN ROUND(s.sees, 9) >= 5e-1 THEN 1 ELSE 0 END AS is_whole,
    grouped.group_name
FROM known AS k
LEFT JOIN gave AS g ON k.person_id = g.ego_id
LEFT JOIN seen AS s ON k.person_id = s.ego_id
LEFT JOIN grouped ON k.person_id = grouped.person_id
CROSS JOIN pace
