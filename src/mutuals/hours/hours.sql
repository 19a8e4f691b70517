-- One row per ego, alter, month and mode: where ego's time went.
-- ego_id: the person whose time it is.
-- alter_id: with whom; null for what went out to an audience.
-- month: the month in UTC, such as 2024-03.
-- mode: one_on_one, group or broadcast.
-- minutes: estimated minutes of ego's time.
-- lower: the least it can have been.
-- upper: the most.
-- one_on_one: share of ego's minutes with alter that month spent one-on-one, 0 to 1.
-- sort: meaningful, mindless or unsaid: by the owner's own labels (see meaning).
--
-- Rule. Minutes are those of spent. Bounds: half and twice for messages, three quarters
-- and five quarters for meetings and calls.
WITH monthly AS (
    SELECT
        s.ego_id,
        s.alter_id,
        s.year_number,
        s.month_number,
        s.mode,
        SUM(s.minutes) AS minutes,
        SUM(s.timed) AS timed
    FROM spent AS s
    GROUP BY
        s.ego_id,
        s.alter_id,
        s.year_number,
        s.month_number,
        s.mode
),

summed AS (
    SELECT
        m.ego_id,
        m.alter_id,
        m.year_number,
        m.month_number,
        m.mode,
        CAST(m.minutes AS DOUBLE) AS minutes,
        CAST(m.timed AS DOUBLE) AS timed,
        CAST(
            SUM(CASE WHEN m.mode = 'one_on_one' THEN m.minutes ELSE 0 END) OVER a_month
            AS DOUBLE
        ) AS alone,
        CAST(SUM(m.minutes) OVER a_month AS DOUBLE) AS whole
    FROM monthly AS m
    WINDOW a_month AS (PARTITION BY m.ego_id, m.alter_id, m.year_number, m.month_number)
)

SELECT
    s.ego_id,
    s.alter_id,
    LPAD(CAST(s.year_number AS VARCHAR), 4, '0') || '-'
    || LPAD(CAST(s.month_number AS VARCHAR), 2, '0') AS month,
    s.mode,
    ROUND(s.minutes, 9) AS minutes,
    ROUND(5e-1 * (s.minutes - s.timed) + 75e-2 * s.timed, 9) AS lower,
    ROUND(2e0 * (s.minutes - s.timed) + 125e-2 * s.timed, 9) AS upper,
    ROUND(COALESCE(s.alone / NULLIF(s.whole, 0e0), 0e0), 9) AS one_on_one,
    COALESCE(n.sort, 'unsaid') AS sort
FROM summed AS s
LEFT JOIN meaning AS n ON s.ego_id = n.ego_id AND s.alter_id = n.alter_id
