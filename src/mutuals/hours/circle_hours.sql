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
SELECT
    h.ego_id,
    c.circle_id,
    h.month,
    COUNT(DISTINCT h.alter_id) AS people,
    ROUND(CAST(SUM(CAST(h.minutes AS DECIMAL(18, 9))) AS DOUBLE), 9) AS minutes,
    ROUND(CAST(SUM(CAST(h.lower AS DECIMAL(18, 9))) AS DOUBLE), 9) AS lower,
    ROUND(CAST(SUM(CAST(h.upper AS DECIMAL(18, 9))) AS DOUBLE), 9) AS upper,
    ROUND(
        COALESCE(
            CAST(
                SUM(
                    CAST(
                        CASE WHEN h.mode = 'one_on_one' THEN h.minutes ELSE 0e0 END
                        AS DECIMAL(18, 9)
                    )
                ) AS DOUBLE
            ) / NULLIF(CAST(SUM(CAST(h.minutes AS DECIMAL(18, 9))) AS DOUBLE), 0e0),
            0e0
        ),
        9
    ) AS one_on_one
FROM hours AS h
LEFT JOIN circle AS c ON h.alter_id = c.person_id
GROUP BY h.ego_id, c.circle_id, h.month
