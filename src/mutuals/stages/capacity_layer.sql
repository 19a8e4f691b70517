-- One row per person and layer: how many people are in contact that often, as reference.
-- person_id: the person.
-- layer: weekly, monthly, half_yearly or yearly; each holds the ones before it.
-- people: how many, in the last year.
-- reference: how many the layer is often said to have.
-- reference_lower: lower end of the 95 % interval of the published estimates.
-- reference_upper: upper end; null where no interval is published.
--
-- Rule. Weeks with contact in the 52 before now: 40, 10, 2 or 1 at least, in ties where
-- both ever wrote or met. The layers of 5, 15, 50 and 150 are a reading of averages: their
-- estimates for the largest reach from 2 to 520 people, so they say nothing about anybody.
WITH counted AS (
    SELECT
        w.ego_id,
        w.alter_id,
        COUNT(*) AS weeks
    FROM dyad_week AS w
    INNER JOIN clock ON w.last > clock.as_of - 31449600
    INNER JOIN dyad AS d ON w.ego_id = d.ego_id AND w.alter_id = d.alter_id
    WHERE d.reciprocity > 0e0
    GROUP BY w.ego_id, w.alter_id
),

layer AS (
    SELECT
        'weekly' AS name,
        40 AS weeks,
        5 AS reference
    UNION ALL
    SELECT
        'monthly' AS name,
        10 AS weeks,
        15 AS reference
    UNION ALL
    SELECT
        'half_yearly' AS name,
        2 AS weeks,
        50 AS reference
    UNION ALL
    SELECT
        'yearly' AS name,
        1 AS weeks,
        150 AS reference
)

SELECT
    c.ego_id AS person_id,
    l.name AS layer,
    CAST(SUM(CASE WHEN c.weeks >= l.weeks THEN 1 ELSE 0 END) AS BIGINT) AS people,
    CAST(MAX(l.reference) AS BIGINT) AS reference,
    MAX(CASE WHEN l.reference = 150 THEN 2 END) AS reference_lower,
    MAX(CASE WHEN l.reference = 150 THEN 520 END) AS reference_upper
FROM counted AS c
CROSS JOIN layer AS l
GROUP BY c.ego_id, l.name
