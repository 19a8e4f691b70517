-- One row per person whose name somebody else has, too: what tells them apart.
-- person_id: the person.
-- name: the name they share, whatever its case.
-- told_by: where the first of their addresses belongs, or all of it where that is shared.
--
-- Rule. Automata apart. The first address is a mail address if there is one, then the first
-- in the alphabet. Of a mail address the first part of its domain says enough, unless two
-- namesakes have the same.
WITH called AS (
    SELECT
        p.person_id,
        p.name,
        COUNT(*) OVER (PARTITION BY LOWER(p.name)) AS people
    FROM person AS p
    WHERE NOT p.is_automaton
),

ranked AS (
    SELECT
        c.person_id,
        c.name,
        a.value,
        CASE
            WHEN a.scheme = 'mail' THEN SPLIT_PART(SPLIT_PART(a.value, '@', 2), '.', 1)
            ELSE a.value
        END AS place_of,
        ROW_NUMBER() OVER (
            PARTITION BY c.person_id
            ORDER BY
                CASE WHEN a.scheme = 'mail' THEN 0 ELSE 1 END ASC,
                a.value ASC,
                a.address_id ASC
        ) AS place
    FROM called AS c
    INNER JOIN address AS a ON c.person_id = a.person_id
    WHERE c.people > 1
),

told AS (
    SELECT
        r.person_id,
        r.name,
        r.value,
        r.place_of,
        COUNT(*) OVER (PARTITION BY LOWER(r.name), r.place_of) AS there
    FROM ranked AS r
    WHERE r.place = 1
)

SELECT
    t.person_id,
    t.name,
    CASE WHEN t.there = 1 AND t.place_of <> '' THEN t.place_of ELSE t.value END AS told_by
FROM told AS t
