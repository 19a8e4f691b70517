-- One row per pair of persons and day (UTC) on which they had contact.
-- low_id: the one of the two with the smaller person_id.
-- high_id: the other.
-- day: the day, counted from 1 January 1970.
-- first: the day's first contact, epoch seconds.
-- last: its last.
-- low_first: when low first started something that day or met high, null if not at all.
-- high_first: when high did.
-- contacts: how many contacts there were.
-- alone: 1 if one of them was one-on-one.
-- company: 1 if one was in person with at most six others, and none alone.
-- low_close: 1 if low started something one-on-one or met high in such company.
-- high_close: 1 if high did.
-- hours: hours one-on-one or in such company, discounted as in dyad_week.
-- at_work: share of the contacts at work, of those whose hour is known; null if none is.
--
-- At work: Monday to Friday from 9 to 18 on the clock there, but for meals from 12 to 14
-- and what went over a telephone's own channels.
WITH told AS (
    SELECT
        c.ego_id,
        c.alter_id,
        c.started // 86400 AS day,
        c.started,
        c.sent,
        c.received,
        c.is_one_on_one AS alone,
        CASE
            WHEN c.is_one_on_one = 1 THEN 1
            WHEN c.medium = 'in_person' AND c.audience_size <= 7 THEN 1
            ELSE 0
        END AS is_close,
        c.minutes * c.weight
        * CASE
            WHEN c.local_weekday <= 4 AND c.local_hour >= 9 AND c.local_hour < 18 THEN 3e-1
            ELSE 1e0
        END AS close_minutes,
        CASE WHEN c.local_hour IS NULL THEN 0 ELSE 1 END AS is_clocked,
        CASE
            WHEN c.channel IN ('whatsapp', 'signal', 'telegram', 'sms', 'instagram', 'facebook')
                THEN 0
            WHEN c.medium = 'in_person' AND c.local_hour IN (12, 13) THEN 0
            WHEN c.local_weekday <= 4 AND c.local_hour >= 9 AND c.local_hour < 18 THEN 1
            ELSE 0
        END AS is_at_work
    FROM contact AS c
    WHERE c.ego_id < c.alter_id
)

SELECT
    told.ego_id AS low_id,
    told.alter_id AS high_id,
    told.day,
    MIN(told.started) AS first,
    MAX(told.started) AS last,
    MIN(CASE WHEN told.sent = 1 THEN told.started END) AS low_first,
    MIN(CASE WHEN told.received = 1 THEN told.started END) AS high_first,
    COUNT(*) AS contacts,
    MAX(told.alone) AS alone,
    MAX(told.is_close) - MAX(told.alone) AS company,
    MAX(told.is_close * told.sent) AS low_close,
    MAX(told.is_close * told.received) AS high_close,
    CAST(SUM(CAST(told.close_minutes AS DECIMAL(18, 9))) AS DOUBLE) / 60e0 AS hours,
    ROUND(SUM(told.is_at_work) * 1e0 / NULLIF(SUM(told.is_clocked), 0), 9) AS at_work
FROM told
GROUP BY
    told.ego_id,
    told.alter_id,
    told.day
