-- One row per person drawn on the map of a whole community, at most four hundred.
-- person_id: the person.
-- circle_id: the steadiest circle they are in.
-- label: its name.
-- ties: how many people they have contact with.
-- place: 1 for whoever has most, then 2, 3, ...
WITH inside AS (
    SELECT
        c.person_id,
        c.circle_id,
        c.label,
        ROW_NUMBER() OVER (
            PARTITION BY c.person_id
            ORDER BY c.stability DESC, c.circle_id ASC
        ) AS place
    FROM circle AS c
),

tied AS (
    SELECT
        t.ego_id AS person_id,
        COUNT(*) AS ties
    FROM tie AS t
    GROUP BY t.ego_id
),

ranked AS (
    SELECT
        i.person_id,
        i.circle_id,
        i.label,
        COALESCE(t.ties, 0) AS ties,
        ROW_NUMBER() OVER (
            ORDER BY COALESCE(t.ties, 0) DESC, i.person_id ASC
        ) AS place
    FROM inside AS i
    LEFT JOIN tied AS t ON i.person_id = t.person_id
    WHERE i.place = 1
)

SELECT
    r.person_id,
    r.circle_id,
    r.label,
    r.ties,
    r.place
FROM ranked AS r
WHERE r.place <= 400
