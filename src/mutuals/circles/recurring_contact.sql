-- One row per recurring gathering and tie of somebody who came: contact before and after.
-- series_id: the recurring gathering.
-- ego_id: somebody who came at least twice.
-- alter_id: the other person.
-- is_shared: whether the other came at least twice as well.
-- before: contacts in the half year before the gathering ego first came to.
-- after: contacts in the half year from then on.
--
-- Rule. Gatherings themselves are not counted, nor contact among more than eleven people.
-- Only where the records hold half a year on either side.
WITH came AS (
    SELECT
        o.series_id,
        p.person_id,
        MIN(o.started) AS started
    FROM occasion AS o
    INNER JOIN presence AS p ON o.gathering_id = p.gathering_id
    GROUP BY o.series_id, p.person_id
    HAVING COUNT(*) >= 2
),

known AS (
    SELECT MIN(d.first) AS first
    FROM dyad AS d
),

guest AS (
    SELECT
        c.series_id,
        c.person_id,
        c.started
    FROM came AS c
    INNER JOIN known ON c.started - 15724800 >= known.first
    INNER JOIN clock ON c.started + 15724800 <= clock.as_of
),

spoken AS (
    SELECT
        g.series_id,
        g.person_id AS ego_id,
        c.alter_id,
        CASE WHEN c.started < g.started THEN 1 ELSE 0 END AS is_before
    FROM guest AS g
    INNER JOIN contact AS c ON g.person_id = c.ego_id
    LEFT JOIN gathering AS h ON c.interaction_id = h.gathering_id
    WHERE
        c.started >= g.started - 15724800
        AND c.started < g.started + 15724800
        AND c.audience_size <= 10
        AND h.gathering_id IS NULL
)

SELECT
    s.series_id,
    s.ego_id,
    s.alter_id,
    m.person_id IS NOT NULL AS is_shared,
    CAST(SUM(s.is_before) AS BIGINT) AS before,
    CAST(SUM(1 - s.is_before) AS BIGINT) AS after
FROM spoken AS s
LEFT JOIN came AS m ON s.series_id = m.series_id AND s.alter_id = m.person_id
GROUP BY s.series_id, s.ego_id, s.alter_id, m.person_id
