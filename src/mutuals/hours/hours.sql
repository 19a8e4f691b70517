-- One row per ego, alter, month and mode: where ego's time went.
-- ego_id: the person whose time it is.
-- alter_id: with whom; null for what went out to an audience.
-- month: the month in UTC, such as 2024-03.
-- mode: one_on_one, group or broadcast.
-- minutes: estimated minutes of ego's time.
-- lower: the least it can have been.
-- upper: the most.
-- one_on_one: share of ego's minutes with alter that month spent one-on-one, 0 to 1.
-- sort: meaningful, mindless or unsaid; unsaid until the user says.
--
-- Rule. Minutes are those of contact. What ego said or did in company is shared out
-- equally among the others, so that the minutes of one ego add up to the time it took;
-- reading what somebody sent counts in full for that sender. Bounds: half and twice for
-- messages, three quarters and five quarters for meetings and calls. Broadcast is contact
-- among more than ten others, and ego's own posts and mails to more than fifty, at one
-- minute and another for each 1000 characters, thirty at most.
WITH spent AS (
    SELECT
        c.ego_id,
        c.alter_id,
        c.started_at,
        CASE
            WHEN c.is_one_on_one = 1 THEN 'one_on_one'
            WHEN c.audience_size <= 10 THEN 'group'
            ELSE 'broadcast'
        END AS mode,
        CASE WHEN c.sent = 1 THEN c.minutes / c.audience_size ELSE c.minutes END AS minutes,
        CASE
            WHEN c.kind IN ('meeting', 'proximity', 'call') OR c.medium IN ('voice', 'in_person')
                THEN 1
            ELSE 0
        END AS is_timed
    FROM contact AS c
    UNION ALL
    SELECT
        m.person_id AS ego_id,
        CAST(NULL AS BIGINT) AS alter_id,
        i.started_at,
        'broadcast' AS mode,
        LEAST(1e0 + COALESCE(i.length, 0) / 1000e0, 30e0) AS minutes,
        0 AS is_timed
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    INNER JOIN member AS m ON i.sender_id = m.address_id
    INNER JOIN person AS p ON m.person_id = p.person_id AND NOT p.is_automaton
    INNER JOIN audience AS a ON i.interaction_id = a.interaction_id
    WHERE i.kind = 'post' OR (i.kind = 'message' AND a.audience_size > 50)
),

monthly AS (
    SELECT
        s.ego_id,
        s.alter_id,
        EXTRACT(YEAR FROM s.started_at) AS year_number,
        EXTRACT(MONTH FROM s.started_at) AS month_number,
        s.mode,
        SUM(CAST(s.minutes AS DECIMAL(18, 9))) AS minutes,
        SUM(CAST(s.minutes * s.is_timed AS DECIMAL(18, 9))) AS timed
    FROM spent AS s
    GROUP BY
        s.ego_id,
        s.alter_id,
        EXTRACT(YEAR FROM s.started_at),
        EXTRACT(MONTH FROM s.started_at),
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
    'unsaid' AS sort
FROM summed AS s
