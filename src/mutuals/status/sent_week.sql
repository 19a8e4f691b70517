-- One row per person and week in which they started anything with other people.
-- person_id: the person.
-- week: the week, counted from Monday 29 December 1969.
-- sent: interactions they started or took part in as in a meeting, once per other one.
SELECT
    w.ego_id AS person_id,
    w.week,
    CAST(SUM(w.sent) AS BIGINT) AS sent
FROM dyad_week AS w
INNER JOIN status AS e ON w.ego_id = e.person_id
INNER JOIN status AS a ON w.alter_id = a.person_id
WHERE w.sent > 0
GROUP BY w.ego_id, w.week
