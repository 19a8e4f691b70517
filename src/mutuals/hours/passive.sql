-- One row per person and month: what was taken in without a word to anybody.
-- person_id: the person.
-- month: the month in UTC, such as 2024-03.
-- reactions: likes, shares and endorsements given.
-- views: posts and clips the archive says were looked at.
-- minutes: estimated minutes.
-- lower: the least it can have been.
-- upper: the most.
--
-- Rule. A reaction stands for half a minute of looking, from a tenth to two; a view takes
-- its recorded duration (three quarters to five quarters of it, at most 480 minutes), or
-- half a minute like a reaction. Scrolling without a reaction leaves no record in most
-- archives: this is the least of it, and is not part of hours.
WITH looked AS (
    SELECT
        r.actor_id AS address_id,
        r.reacted_at AS at_time,
        1 AS is_reaction,
        0e0 AS timed
    FROM reaction AS r
    INNER JOIN clock ON r.reacted <= clock.as_of
    UNION ALL
    SELECT
        i.sender_id AS address_id,
        i.started_at AS at_time,
        0 AS is_reaction,
        LEAST(COALESCE(i.seconds, 0) / 60e0, 480e0) AS timed
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    WHERE i.kind = 'view' AND i.sender_id IS NOT NULL
),

monthly AS (
    SELECT
        m.person_id,
        EXTRACT(YEAR FROM d.at_time) AS year_number,
        EXTRACT(MONTH FROM d.at_time) AS month_number,
        CAST(SUM(d.is_reaction) AS BIGINT) AS reactions,
        CAST(SUM(1 - d.is_reaction) AS BIGINT) AS views,
        CAST(SUM(CASE WHEN d.timed > 0e0 THEN 0 ELSE 1 END) AS BIGINT) AS untimed,
        CAST(SUM(CAST(d.timed AS DECIMAL(18, 9))) AS DOUBLE) AS timed
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
    ROUND(5e-1 * m.untimed + m.timed, 9) AS minutes,
    ROUND(1e-1 * m.untimed + 75e-2 * m.timed, 9) AS lower,
    ROUND(2e0 * m.untimed + 125e-2 * m.timed, 9) AS upper
FROM monthly AS m
