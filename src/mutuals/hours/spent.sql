-- One row per ego, alter, month, mode and channel: minutes before they are bounded.
-- ego_id: the person whose time it is.
-- alter_id: with whom; null for what went out to an audience.
-- year_number: the year in UTC.
-- month_number: the month in it, from 1.
-- mode: one_on_one, group or broadcast.
-- channel: the channel.
-- minutes: estimated minutes of ego's time.
-- timed: those of them whose duration was recorded.
--
-- Rule. Minutes are those of contact. What ego said or did in company is shared out
-- equally among the others, so that the minutes of one ego add up to the time it took;
-- reading what somebody sent counts in full for that sender. Broadcast is contact among
-- more than ten others, and ego's own posts and mails to more than fifty, at one minute
-- and another for each 1000 characters, thirty at most.
WITH spent AS (
    SELECT
        c.ego_id,
        c.alter_id,
        c.started_at,
        c.channel,
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
        i.channel,
        'broadcast' AS mode,
        LEAST(1e0 + COALESCE(i.length, 0) / 1000e0, 30e0) AS minutes,
        0 AS is_timed
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    INNER JOIN member AS m ON i.sender_id = m.address_id
    INNER JOIN person AS p ON m.person_id = p.person_id AND NOT p.is_automaton
    INNER JOIN audience AS a ON i.interaction_id = a.interaction_id
    WHERE i.kind = 'post' OR (i.kind = 'message' AND a.audience_size > 50)
)

SELECT
    s.ego_id,
    s.alter_id,
    CAST(EXTRACT(YEAR FROM s.started_at) AS BIGINT) AS year_number,
    CAST(EXTRACT(MONTH FROM s.started_at) AS BIGINT) AS month_number,
    s.mode,
    s.channel,
    SUM(CAST(s.minutes AS DECIMAL(18, 9))) AS minutes,
    SUM(CAST(s.minutes * s.is_timed AS DECIMAL(18, 9))) AS timed
FROM spent AS s
GROUP BY
    s.ego_id,
    s.alter_id,
    EXTRACT(YEAR FROM s.started_at),
    EXTRACT(MONTH FROM s.started_at),
    s.mode,
    s.channel
