-- One row per outcome and possible source, and one for nobody: the outcome's credit in
-- equal parts, the plain baseline that influence has to beat. It comes to one.
-- outcome_id: key of the outcome.
-- person_id: who took the thing up.
-- source_id: the possible source; null for nobody (it would have been done anyway).
-- sort: attention or action.
-- personal: the part of the source's credit that goes to talks.
-- broadcast: the part that goes to posts and mass messages.
-- credit: personal and broadcast together; nobody's part in nobody's row.
-- is_recorded: the record itself names this source. It does not change the parts.
WITH parts AS (
    SELECT
        outcome_id,
        COUNT(*) + 1 AS parts
    FROM uptake
    GROUP BY outcome_id
)

SELECT
    u.outcome_id,
    u.person_id,
    u.source_id,
    u.sort,
    u.personal / (u.personal + u.broadcast) / n.parts AS personal,
    u.broadcast / (u.personal + u.broadcast) / n.parts AS broadcast,
    1e0 / n.parts AS credit,
    COALESCE(a.attributed_id = u.source_id, FALSE) AS is_recorded
FROM uptake AS u
INNER JOIN parts AS n ON u.outcome_id = n.outcome_id
INNER JOIN adoption AS a ON u.outcome_id = a.outcome_id
UNION ALL
SELECT
    a.outcome_id,
    a.person_id,
    CAST(NULL AS BIGINT) AS source_id,
    a.sort,
    0e0 AS personal,
    0e0 AS broadcast,
    1e0 / COALESCE(n.parts, 1) AS credit,
    FALSE AS is_recorded
FROM adoption AS a
LEFT JOIN parts AS n ON a.outcome_id = n.outcome_id
UNION ALL
-- named by the record, and not seen before the outcome by these files
SELECT
    a.outcome_id,
    a.person_id,
    a.attributed_id AS source_id,
    a.sort,
    0e0 AS personal,
    0e0 AS broadcast,
    0e0 AS credit,
    TRUE AS is_recorded
FROM adoption AS a
LEFT JOIN uptake AS u ON a.outcome_id = u.outcome_id AND a.attributed_id = u.source_id
WHERE a.attributed_id IS NOT NULL AND u.source_id IS NULL
