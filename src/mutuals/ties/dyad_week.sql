-- One row per dyad and week in which it had contact.
-- ego_id: the person whose view is taken.
-- alter_id: the other person.
-- week: the week, counted from Monday 29 December 1969.
-- first: first contact of the week, epoch seconds.
-- last: last contact of the week, epoch seconds.
-- first_sent: ego's first word or meeting of the week, null when there was none.
-- first_received: alter's.
-- first_together: first meeting of any kind, null when there was none.
-- first_in_person: first one in person, however short.
-- sent: interactions ego started or took part in as in a meeting.
-- received: interactions alter did.
-- interactions: all of them.
-- one_on_one: interactions with nobody else present or addressed.
-- close: interactions one-on-one, or in person in company of at most eight.
-- close_sent: those of them ego started or took part in.
-- close_received: those of them alter did.
-- meetings: meetings in person of ten minutes and more.
-- small_meetings: those in company of at most eight.
-- office: interactions Monday to Friday from 9 to 18 on the clock there.
-- clocked: interactions whose local hour is known.
-- work_meetings: meetings in office hours, lunch from 12 to 14 apart.
-- minutes: estimated minutes.
-- close_minutes: minutes x weight; in office hours three tenths of that.
-- strength: sum of weight x 0.5 ^ (age in days / 180).
WITH told AS (
    SELECT
        c.ego_id,
        c.alter_id,
        (c.started + 259200) // 604800 AS week,
        c.started,
        c.sent,
        c.received,
        c.is_one_on_one,
        CASE
            WHEN c.is_one_on_one = 1 THEN 1
            WHEN c.medium = 'in_person' AND c.audience_size <= 7 THEN 1
            ELSE 0
        END AS is_close,
        c.medium,
        CASE
            WHEN c.medium = 'in_person' AND c.minutes >= 10e0 THEN 1
            ELSE 0
        END AS is_meeting,
        CASE WHEN c.audience_size <= 7 THEN 1 ELSE 0 END AS is_small,
        CASE
            WHEN c.local_weekday <= 4 AND c.local_hour >= 9 AND c.local_hour < 18 THEN 1
            ELSE 0
        END AS is_office,
        CASE WHEN c.local_hour IS NULL THEN 0 ELSE 1 END AS is_clocked,
        CASE
            WHEN
                c.kind = 'meeting' AND c.local_weekday <= 4
                AND c.local_hour >= 9 AND c.local_hour < 18
                AND c.local_hour NOT IN (12, 13)
                THEN 1
            ELSE 0
        END AS is_work_meeting,
        c.minutes,
        c.weight,
        POWER(5e-1, (clock.as_of - c.started) / 15552000e0) AS freshness
    FROM contact AS c
    CROSS JOIN clock
)

SELECT
    told.ego_id,
    told.alter_id,
    told.week,
    MIN(told.started) AS first,
    MAX(told.started) AS last,
    MIN(CASE WHEN told.sent = 1 THEN told.started END) AS first_sent,
    MIN(CASE WHEN told.received = 1 THEN told.started END) AS first_received,
    MIN(CASE WHEN told.sent = 1 AND told.received = 1 THEN told.started END)
        AS first_together,
    MIN(CASE WHEN told.medium = 'in_person' THEN told.started END) AS first_in_person,
    CAST(SUM(told.sent) AS BIGINT) AS sent,
    CAST(SUM(told.received) AS BIGINT) AS received,
    COUNT(*) AS interactions,
    CAST(SUM(told.is_one_on_one) AS BIGINT) AS one_on_one,
    CAST(SUM(told.is_close) AS BIGINT) AS close,
    CAST(SUM(told.is_close * told.sent) AS BIGINT) AS close_sent,
    CAST(SUM(told.is_close * told.received) AS BIGINT) AS close_received,
    CAST(SUM(told.is_meeting) AS BIGINT) AS meetings,
    CAST(SUM(told.is_meeting * told.is_small) AS BIGINT) AS small_meetings,
    CAST(SUM(told.is_office) AS BIGINT) AS office,
    CAST(SUM(told.is_clocked) AS BIGINT) AS clocked,
    CAST(SUM(told.is_work_meeting) AS BIGINT) AS work_meetings,
    SUM(CAST(told.minutes AS DECIMAL(18, 9))) AS minutes,
    SUM(
        CAST(
            told.minutes * told.weight
            * CASE WHEN told.is_office = 1 THEN 3e-1 ELSE 1e0 END AS DECIMAL(18, 9)
        )
    ) AS close_minutes,
    SUM(CAST(told.weight * told.freshness AS DECIMAL(18, 9))) AS strength
FROM told
GROUP BY
    told.ego_id,
    told.alter_id,
    told.week
