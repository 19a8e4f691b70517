-- One row per tie drawn on the map of a whole community, at most nine hundred.
-- ego_id: one end.
-- alter_id: the other; each tie is seen from its smaller id.
-- strength: how strong it is, as in the table of ties.
-- place: 1 for the strongest, then 2, 3, ...
WITH ranked AS (
    SELECT
        t.ego_id,
        t.alter_id,
        t.strength,
        ROW_NUMBER() OVER (
            ORDER BY t.strength DESC, t.ego_id ASC, t.alter_id ASC
        ) AS place
    FROM tie AS t
    INNER JOIN landmark AS e ON t.ego_id = e.person_id
    INNER JOIN landmark AS a ON t.alter_id = a.person_id
    WHERE t.ego_id < t.alter_id
)

SELECT
    r.ego_id,
    r.alter_id,
    r.strength,
    r.place
FROM ranked AS r
WHERE r.place <= 900
