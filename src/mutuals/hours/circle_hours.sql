-- One row per ego, circle and month: in which of the circles ego's time went.
-- ego_id: the person whose time it is.
-- circle_id: the circle of those it was spent with; null for people of no circle and
-- for what went out to an audience.
-- month: the month in UTC, such as 2024-03.
-- people: with how many of its people.
-- minutes: estimated minutes of ego's time, as in hours.
-- lower: the least it can have been.
-- upper: the most.
-- one_on_one: share of these minutes spent one-on-one, 0 to 1.
WITH summed AS (
    SELECT
        s.ego_id,
        c.circle_id,
        s.year_number,
        s.month_number,
        COUNT(DISTINCT s.alter_id) AS people,
        CAST(SUM(s.minutes) AS DOUBLE) AS minutes,
        CAST(SUM(s.timed) AS DOUBLE) AS timed,
        CAST(SUM(CASE WHEN s.mode = 'one_on_one' THEN s.minutes ELSE 0 END) AS DOUBLE) AS alone
    FROM spent AS s
    LEFT JOIN circle AS c ON s.alter_id = c.person_id
    GROUP BY
        s.ego_id,
        c.circle_id,
        s.year_number,
        s.month_number
)

SELECT
    s.ego_id,
    s.circle_id,
    LPAD(CAST(s.year_number AS VARCHAR), 4, '0') || '-'
    || LPAD(CAST(s.month_number AS VARCHAR), 2, '0') AS month,
    s.people,
    ROUND(s.minutes, 9) AS minutes,
    ROUND(5e-1 * (s.minutes - s.timed) + 75e-2 * s.timed, 9) AS lower,
    ROUND(2e0 * (s.minutes - s.timed) + 125e-2 * s.timed, 9) AS upper,
    ROUND(COALESCE(s.alone / NULLIF(s.minutes, 0e0), 0e0), 9) AS one_on_one
FROM summed AS s
