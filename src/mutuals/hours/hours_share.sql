-- One row per ego and month: time one-on-one, in groups, broadcast, and passive beside it.
-- ego_id: the person whose time it is.
-- month: the month in UTC, such as 2024-03.
-- minutes: estimated minutes of ego's time, as in hours.
-- one_on_one: share of these minutes spent one-on-one, 0 to 1.
-- lower: the least that share can have been.
-- upper: the most.
-- grouped: share spent in groups of up to ten others.
-- broadcast: share spent on larger audiences.
-- meaningful: share the owner calls meaningful, or Mutuals does after the owner's labels.
-- mindless: share called mindless.
-- passive: estimated minutes of looking on without a word, never part of the above.
-- passive_lower: the least it can have been.
-- passive_upper: the most.
--
-- Rule. Shares are of the minutes with people, null in a month that holds none; passive
-- minutes are those of passive. The least share one-on-one has the least minutes
-- one-on-one and the most of all others; the most share the other way round.
WITH summed AS (
    SELECT
        h.ego_id,
        h.month,
        h.mode,
        h.sort,
        CAST(SUM(CAST(h.minutes AS DECIMAL(18, 9))) AS DOUBLE) AS minutes,
        CAST(SUM(CAST(h.lower AS DECIMAL(18, 9))) AS DOUBLE) AS lower,
        CAST(SUM(CAST(h.upper AS DECIMAL(18, 9))) AS DOUBLE) AS upper
    FROM hours AS h
    GROUP BY
        h.ego_id,
        h.month,
        h.mode,
        h.sort
    UNION ALL
    SELECT
        p.person_id AS ego_id,
        p.month,
        'passive' AS mode,
        'unsaid' AS sort,
        p.minutes,
        p.lower,
        p.upper
    FROM passive AS p
),

laid AS (
    SELECT
        s.ego_id,
        s.month,
        SUM(CASE WHEN s.mode = 'passive' THEN 0e0 ELSE s.minutes END) AS minutes,
        SUM(CASE WHEN s.mode = 'one_on_one' THEN s.minutes ELSE 0e0 END) AS alone,
        SUM(CASE WHEN s.mode = 'one_on_one' THEN s.lower ELSE 0e0 END) AS alone_lower,
        SUM(CASE WHEN s.mode = 'one_on_one' THEN s.upper ELSE 0e0 END) AS alone_upper,
        SUM(CASE WHEN s.mode IN ('one_on_one', 'passive') THEN 0e0 ELSE s.lower END) AS other_lower,
        SUM(CASE WHEN s.mode IN ('one_on_one', 'passive') THEN 0e0 ELSE s.upper END) AS other_upper,
        SUM(CASE WHEN s.mode = 'group' THEN s.minutes ELSE 0e0 END) AS grouped,
        SUM(CASE WHEN s.mode = 'broadcast' THEN s.minutes ELSE 0e0 END) AS broadcast,
        SUM(CASE WHEN s.sort = 'meaningful' THEN s.minutes ELSE 0e0 END) AS meaningful,
        SUM(CASE WHEN s.sort = 'mindless' THEN s.minutes ELSE 0e0 END) AS mindless,
        SUM(CASE WHEN s.mode = 'passive' THEN s.minutes ELSE 0e0 END) AS passive,
        SUM(CASE WHEN s.mode = 'passive' THEN s.lower ELSE 0e0 END) AS passive_lower,
        SUM(CASE WHEN s.mode = 'passive' THEN s.upper ELSE 0e0 END) AS passive_upper
    FROM summed AS s
    GROUP BY
        s.ego_id,
        s.month
)

SELECT
    d.ego_id,
    d.month,
    ROUND(d.minutes, 6) AS minutes,
    ROUND(d.alone / NULLIF(d.minutes, 0e0), 6) AS one_on_one,
    ROUND(d.alone_lower / NULLIF(d.alone_lower + d.other_upper, 0e0), 6) AS lower,
    ROUND(d.alone_upper / NULLIF(d.alone_upper + d.other_lower, 0e0), 6) AS upper,
    ROUND(d.grouped / NULLIF(d.minutes, 0e0), 6) AS grouped,
    ROUND(d.broadcast / NULLIF(d.minutes, 0e0), 6) AS broadcast,
    ROUND(d.meaningful / NULLIF(d.minutes, 0e0), 6) AS meaningful,
    ROUND(d.mindless / NULLIF(d.minutes, 0e0), 6) AS mindless,
    ROUND(d.passive, 6) AS passive,
    ROUND(d.passive_lower, 6) AS passive_lower,
    ROUND(d.passive_upper, 6) AS passive_upper
FROM laid AS d
WHERE d.minutes > 0e0 OR d.passive > 0e0
