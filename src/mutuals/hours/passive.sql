-- One row per person and month: what was taken in without a word to anybody.
-- person_id: the person.
-- month: the month in UTC, such as 2024-03.
-- reactions: likes, shares and endorsements given.
-- views: posts and clips the archive says were looked at.
-- minutes: estimated minutes.
-- lower: the least it can have been.
-- upper: the most.
--
-- Rule. A reaction stands for half a minute of looking, from a tenth to two. A view takes
-- its recorded duration (three quarters to five quarters of it, at most 480 minutes); where
-- none is recorded it lasts until the next one: five minutes at most, from half a minute to
-- thirty. Scrolling without a reaction leaves no record in most archives: this is the least
-- of it, and is not part of hours.
WITH viewed AS (
    SELECT
        i.sender_id AS address_id,
        i.started_at,
        LEAST(COALESCE(i.seconds, 0) / 60e0, 480e0) AS timed,
        COALESCE(
            LEAD(i.started) OVER (PARTITION BY i.sender_id ORDER BY i.started ASC) - i.started,
            1800
        ) / 60e0 AS until_next
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    WHERE i.kind = 'view' AND i.sender_id IS NOT NULL
),

looked AS (
    SELECT
        r.actor_id AS address_id,
        r.reacted_at AS at_time,
        1 AS is_reaction,
        5e-1 AS minutes,
        1e-1 AS lower,
        2e0 AS upper
    FROM reaction AS r
    INNER JOIN clock ON r.reacted <= clock.as_of
    UNION ALL
    SELECT
        v.address_id,
        v.started_at AS at_time,
        0 AS is_reaction,
        CASE WHEN v.timed > 0e0 THEN v.timed ELSE LEAST(v.until_next, 5e0) END AS minutes,
        CASE WHEN v.timed > 0e0 THEN 75e-2 * v.timed ELSE LEAST(v.until_next, 5e-1) END AS lower,
        CASE WHEN v.timed > 0e0 THEN 125e-2 * v.timed ELSE LEAST(v.until_next, 3e1) END AS upper
    FROM viewed AS v
),

monthly AS (
    SELECT
        m.person_id,
        EXTRACT(YEAR FROM d.at_time) AS year_number,
        EXTRACT(MONTH FROM d.at_time) AS month_number,
        CAST(SUM(d.is_reaction) AS BIGINT) AS reactions,
        CAST(SUM(1 - d.is_reaction) AS BIGINT) AS views,
        CAST(SUM(CAST(d.minutes AS DECIMAL(18, 9))) AS DOUBLE) AS minutes,
        CAST(SUM(CAST(d.lower AS DECIMAL(18, 9))) AS DOUBLE) AS lower,
        CAST(SUM(CAST(d.upper AS DECIMAL(18, 9))) AS DOUBLE) AS upper
    FROM looked AS d
    INNER JOIN member AS m ON d.address_id = m.address_id
    INNER JOIN person AS p ON m.person_id = p.person_id AND NOT p.is_automaton
    GROUP BY
        m.person_id,
        EXTRACT(YEAR FROM d.at_time),
        EXTRACT(MONTH FROM d.at_time)
)

SELECT
    m.person_id,
    LPAD(CAST(m.year_number AS VARCHAR), 4, '0') || '-'
    || LPAD(CAST(m.month_number AS VARCHAR), 2, '0') AS month,
    m.reactions,
    m.views,
    ROUND(m.minutes, 9) AS minutes,
    ROUND(m.lower, 9) AS lower,
    ROUND(m.upper, 9) AS upper
FROM monthly AS m
