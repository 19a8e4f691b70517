-- One row per person with close contact: how close the five closest ties ever were.
-- ego_id: the person.
-- ties: how many ties the pace was taken from, five at most.
-- pace: mean over these of the most weeks with close contact within any 52 weeks.
--
-- Archives differ in how much of a life they hold, and nobody is equally close to many:
-- what counts as often is measured against a person's own closest ties.
WITH year AS (
    SELECT
        w.ego_id,
        w.alter_id,
        SUM(LEAST(w.close, 1)) OVER (
            PARTITION BY w.ego_id, w.alter_id
            ORDER BY w.week ASC
            RANGE BETWEEN 51 PRECEDING AND CURRENT ROW
        ) AS weeks
    FROM dyad_week AS w
    WHERE w.close > 0
),

most AS (
    SELECT
        y.ego_id,
        y.alter_id,
        MAX(y.weeks) AS weeks
    FROM year AS y
    GROUP BY y.ego_id, y.alter_id
),

placed AS (
    SELECT
        m.ego_id,
        m.weeks,
        ROW_NUMBER() OVER (PARTITION BY m.ego_id ORDER BY m.weeks DESC, m.alter_id ASC) AS place
    FROM most AS m
)

SELECT
    p.ego_id,
    COUNT(*) AS ties,
    ROUND(CAST(SUM(p.weeks) AS DOUBLE) / COUNT(*), 6) AS pace
FROM placed AS p
WHERE p.place <= 5
GROUP BY p.ego_id
