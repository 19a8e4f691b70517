-- One row per person, half year and alter: the share of time by rank.
-- person_id: the person.
-- half: the half year, counted back from now: 0 is the last one.
-- rank: 1 for whoever got most of the time, then 2, 3, ...
-- alter_id: the other person.
-- minutes: minutes of contact.
-- share: their share of the person's minutes of contact in that half year.
-- noise: sum of the squares of the weeks' minutes, from which intervals come.
-- is_whole: whether the person was seen for all of that half year.
--
-- Rule. Half years are 26 weeks. One is whole if the person's first contact lies before it
-- or in its first four weeks.
WITH halved AS (
    SELECT
        w.ego_id,
        w.alter_id,
        (clock.as_of - w.last) // 15724800 AS half,
        CAST(w.minutes AS DOUBLE) AS minutes
    FROM dyad_week AS w
    CROSS JOIN clock
),

summed AS (
    SELECT
        h.ego_id,
        h.alter_id,
        h.half,
        ROUND(CAST(SUM(CAST(h.minutes AS DECIMAL(18, 9))) AS DOUBLE), 6) AS minutes,
        ROUND(CAST(SUM(CAST(h.minutes * h.minutes AS DECIMAL(28, 6))) AS DOUBLE), 6) AS noise
    FROM halved AS h
    GROUP BY
        h.ego_id,
        h.alter_id,
        h.half
),

begun AS (
    SELECT
        w.ego_id,
        MIN(w.first) AS first
    FROM dyad_week AS w
    GROUP BY w.ego_id
),

whole AS (
    SELECT
        s.ego_id,
        s.half,
        SUM(CAST(s.minutes AS DECIMAL(18, 6))) AS minutes
    FROM summed AS s
    GROUP BY s.ego_id, s.half
)

SELECT
    s.ego_id AS person_id,
    s.half,
    ROW_NUMBER() OVER (
        PARTITION BY s.ego_id, s.half
        ORDER BY s.minutes DESC, s.alter_id ASC
    ) AS rank,
    s.alter_id,
    s.minutes,
    ROUND(COALESCE(s.minutes / NULLIF(CAST(a.minutes AS DOUBLE), 0e0), 0e0), 9) AS share,
    s.noise,
    b.first <= clock.as_of - (s.half + 1) * 15724800 + 2419200 AS is_whole
FROM summed AS s
INNER JOIN whole AS a ON s.ego_id = a.ego_id AND s.half = a.half
INNER JOIN begun AS b ON s.ego_id = b.ego_id
CROSS JOIN clock
