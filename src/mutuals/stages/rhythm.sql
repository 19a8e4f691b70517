-- One row per dyad: its own rhythm, and how long it has been silent.
-- ego_id: the person whose view is taken.
-- alter_id: the other person.
-- median_gap_days: median gap between weeks with contact, null after only one.
-- allowed_days: the silence that is still its rhythm: 8 x the median gap, 90 at least.
-- silence_days: days since the last contact.
-- last_week: the last week with contact.
WITH spaced AS (
    SELECT
        w.ego_id,
        w.alter_id,
        w.week,
        w.last,
        w.week - LAG(w.week) OVER (
            PARTITION BY w.ego_id, w.alter_id
            ORDER BY w.week ASC
        ) AS gap
    FROM dyad_week AS w
),

summed AS (
    SELECT
        s.ego_id,
        s.alter_id,
        MEDIAN(s.gap) * 7e0 AS median_gap_days,
        MAX(s.last) AS last,
        MAX(s.week) AS last_week
    FROM spaced AS s
    GROUP BY
        s.ego_id,
        s.alter_id
)

SELECT
    s.ego_id,
    s.alter_id,
    s.median_gap_days,
    GREATEST(COALESCE(8e0 * s.median_gap_days, 0e0), 90e0) AS allowed_days,
    (clock.as_of - s.last) / 86400e0 AS silence_days,
    s.last_week
FROM summed AS s
CROSS JOIN clock
