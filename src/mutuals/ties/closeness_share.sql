-- One row per dyad: what each gave in the last 52 weeks, and how steadily.
-- ego_id: the person whose view is taken.
-- alter_id: the other person.
-- contacts: how many contacts.
-- given: minutes x weight of what ego started or took part in, as in a meeting.
-- taken: the same of alter.
-- given_off: given, each hour's part x how far groups mix then; 0 where not known.
-- windows: days (records of up to five weeks) or weeks with contact.
-- together: sum over windows of the root of the smaller of both shares of the window.
-- alone: sum over windows of the root of ego's share of the window.
-- share: ego's share, given / all ego gave.
-- nearby: contacts recorded by badges (see badge).
-- lately: sum of weight x 0.5 ^ (age in days / 180).
WITH pace AS (
    SELECT
        clock.as_of - 31449600 AS since,
        CASE
            WHEN MAX(c.started) - MIN(c.started) <= 3024000 THEN 86400
            ELSE 604800
        END AS step
    FROM contact AS c
    INNER JOIN clock ON c.started > clock.as_of - 31449600
    GROUP BY clock.as_of
),

part AS (
    SELECT
        c.ego_id,
        c.alter_id,
        (c.started + 259200) // pace.step AS unit,
        COUNT(*) AS contacts,
        SUM(
            CAST(
                CASE WHEN c.sent = 1 THEN c.minutes * c.weight ELSE 0e0 END AS DECIMAL(18, 9)
            )
        ) AS given,
        SUM(
            CAST(
                CASE WHEN c.received = 1 THEN c.minutes * c.weight ELSE 0e0 END
                AS DECIMAL(18, 9)
            )
        ) AS taken,
        SUM(
            CAST(
                CASE
                    WHEN c.sent = 1 THEN c.minutes * c.weight * COALESCE(h.mixing, 0e0)
                    ELSE 0e0
                END AS DECIMAL(18, 9)
            )
        ) AS given_off,
        SUM(CASE WHEN c.kind = 'proximity' AND b.is_badge = 1 THEN 1 ELSE 0 END) AS nearby,
        SUM(
            CAST(
                c.weight * POWER(5e-1, (pace.since + 31449600 - c.started) / 15552000e0)
                AS DECIMAL(18, 9)
            )
        ) AS lately
    FROM contact AS c
    INNER JOIN pace ON c.started > pace.since
    LEFT JOIN badge AS b ON COALESCE(c.channel, '') = b.channel
    LEFT JOIN closeness_hour AS h ON COALESCE(c.local_hour, (c.started // 3600) % 24) = h.hour
    GROUP BY
        c.ego_id,
        c.alter_id,
        (c.started + 259200) // pace.step
),

whole AS (
    SELECT
        p.ego_id,
        p.unit,
        CAST(SUM(p.given) AS DOUBLE) AS given
    FROM part AS p
    GROUP BY p.ego_id, p.unit
),

shared AS (
    SELECT
        p.ego_id,
        p.alter_id,
        p.contacts,
        p.given,
        p.taken,
        p.given_off,
        p.nearby,
        p.lately,
        CASE WHEN e.given > 0 THEN p.given / e.given ELSE 0e0 END AS own_share,
        CASE WHEN a.given > 0 THEN p.taken / a.given ELSE 0e0 END AS other_share
    FROM part AS p
    INNER JOIN whole AS e ON p.ego_id = e.ego_id AND p.unit = e.unit
    INNER JOIN whole AS a ON p.alter_id = a.ego_id AND p.unit = a.unit
),

summed AS (
    SELECT
        s.ego_id,
        s.alter_id,
        CAST(SUM(s.contacts) AS BIGINT) AS contacts,
        CAST(SUM(s.given) AS DOUBLE) AS given,
        CAST(SUM(s.taken) AS DOUBLE) AS taken,
        CAST(SUM(s.given_off) AS DOUBLE) AS given_off,
        COUNT(*) AS windows,
        SUM(CAST(SQRT(LEAST(s.own_share, s.other_share)) AS DECIMAL(18, 9))) AS together,
        SUM(CAST(SQRT(s.own_share) AS DECIMAL(18, 9))) AS alone,
        CAST(SUM(s.nearby) AS BIGINT) AS nearby,
        CAST(SUM(s.lately) AS DOUBLE) AS lately
    FROM shared AS s
    GROUP BY s.ego_id, s.alter_id
)

SELECT
    d.ego_id,
    d.alter_id,
    COALESCE(s.contacts, 0) AS contacts,
    COALESCE(s.given, 0e0) AS given,
    COALESCE(s.taken, 0e0) AS taken,
    COALESCE(s.given_off, 0e0) AS given_off,
    COALESCE(s.windows, 0) AS windows,
    COALESCE(CAST(s.together AS DOUBLE), 0e0) AS together,
    COALESCE(CAST(s.alone AS DOUBLE), 0e0) AS alone,
    ROUND(CASE WHEN v.given > 0 THEN COALESCE(s.given, 0e0) / v.given ELSE 0e0 END, 9) AS share,
    COALESCE(s.nearby, 0) AS nearby,
    COALESCE(s.lately, 0e0) AS lately
FROM dyad AS d
INNER JOIN closeness_view AS v ON d.ego_id = v.person_id
LEFT JOIN summed AS s ON d.ego_id = s.ego_id AND d.alter_id = s.alter_id
