-- One row per dyad: how much the two persons' circles overlap.
-- ego_id: the person whose view is taken.
-- alter_id: the other person.
-- shared: how many persons both have contact with.
-- overlap: shared / ((ego's - 1) + (alter's - 1) - shared), 0 where nobody else is known.
--
-- Each pair is oriented from the person with fewer ties to the one with more, so that
-- even a person with very many ties starts few wedges; every triangle is found once.
WITH degree AS (
    SELECT
        d.ego_id AS person_id,
        COUNT(*) AS ties
    FROM dyad AS d
    GROUP BY d.ego_id
),

oriented AS (
    SELECT
        d.ego_id AS low_id,
        d.alter_id AS high_id,
        e.ties AS low_ties,
        a.ties AS high_ties
    FROM dyad AS d
    INNER JOIN degree AS e ON d.ego_id = e.person_id
    INNER JOIN degree AS a ON d.alter_id = a.person_id
    WHERE e.ties < a.ties OR (e.ties = a.ties AND d.ego_id < d.alter_id)
),

triangle AS (
    SELECT
        one.low_id,
        one.high_id AS middle_id,
        two.high_id
    FROM oriented AS one
    INNER JOIN oriented AS two
        ON
            one.low_id = two.low_id
            AND (
                one.high_ties < two.high_ties
                OR (one.high_ties = two.high_ties AND one.high_id < two.high_id)
            )
    INNER JOIN oriented AS closing
        ON one.high_id = closing.low_id AND two.high_id = closing.high_id
),

side AS (
    SELECT 1 AS number
    UNION ALL
    SELECT 2 AS number
    UNION ALL
    SELECT 3 AS number
),

counted AS (
    SELECT
        CASE WHEN side.number = 3 THEN t.middle_id ELSE t.low_id END AS low_id,
        CASE WHEN side.number = 1 THEN t.middle_id ELSE t.high_id END AS high_id,
        COUNT(*) AS shared
    FROM triangle AS t
    CROSS JOIN side
    GROUP BY
        CASE WHEN side.number = 3 THEN t.middle_id ELSE t.low_id END,
        CASE WHEN side.number = 1 THEN t.middle_id ELSE t.high_id END
),

facing AS (
    SELECT 0 AS is_second
    UNION ALL
    SELECT 1 AS is_second
)

SELECT
    CASE WHEN facing.is_second = 0 THEN o.low_id ELSE o.high_id END AS ego_id,
    CASE WHEN facing.is_second = 0 THEN o.high_id ELSE o.low_id END AS alter_id,
    COALESCE(c.shared, 0) AS shared,
    COALESCE(
        c.shared * 1e0 / NULLIF(o.low_ties + o.high_ties - 2 - c.shared, 0), 0e0
    ) AS overlap
FROM oriented AS o
LEFT JOIN counted AS c ON o.low_id = c.low_id AND o.high_id = c.high_id
CROSS JOIN facing
