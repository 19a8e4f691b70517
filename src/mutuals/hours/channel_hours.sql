-- One row per ego, channel, month and mode: through what ego's time went.
-- ego_id: the person whose time it is.
-- channel: the channel, such as mail, whatsapp or calendar.
-- month: the month in UTC, such as 2024-03.
-- mode: one_on_one, group or broadcast.
-- minutes: estimated minutes of ego's time, as in hours.
-- lower: the least it can have been.
-- upper: the most.
WITH summed AS (
    SELECT
        s.ego_id,
        s.channel,
        s.year_number,
        s.month_number,
        s.mode,
        CAST(SUM(s.minutes) AS DOUBLE) AS minutes,
        CAST(SUM(s.timed) AS DOUBLE) AS timed
    FROM spent AS s
    GROUP BY
        s.ego_id,
        s.channel,
        s.year_number,
        s.month_number,
        s.mode
)

SELECT
    s.ego_id,
    s.channel,
    LPAD(CAST(s.year_number AS VARCHAR), 4, '0') || '-'
    || LPAD(CAST(s.month_number AS VARCHAR), 2, '0') AS month,
    s.mode,
    ROUND(s.minutes, 9) AS minutes,
    ROUND(5e-1 * (s.minutes - s.timed) + 75e-2 * s.timed, 9) AS lower,
    ROUND(2e0 * (s.minutes - s.timed) + 125e-2 * s.timed, 9) AS upper
FROM summed AS s
