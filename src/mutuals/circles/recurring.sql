-- One row per recurring gathering.
-- series_id: key of its first gathering.
-- title: what the calendar calls it.
-- gatherings: how often it took place.
-- people: how many different people came.
-- usual_people: how many come on average.
-- usual_gap_days: median of the days from one to the next.
-- first_at: when it took place first, UTC.
-- last_at: when it took place last.
-- convener_id: who called it together in a message (see first_word), else who invited first.
-- call_id: the message that called it together; null where there is none.
WITH came AS (
    SELECT
        o.series_id,
        COUNT(DISTINCT p.person_id) AS people,
        COUNT(*) AS seats
    FROM occasion AS o
    INNER JOIN presence AS p ON o.gathering_id = p.gathering_id
    GROUP BY o.series_id
),

spaced AS (
    SELECT
        o.series_id,
        o.gathering_id,
        o.started,
        o.title,
        o.convener_id,
        (
            o.started - LAG(o.started) OVER (
                PARTITION BY o.series_id
                ORDER BY o.started ASC, o.gathering_id ASC
            )
        ) / 86400e0 AS gap
    FROM occasion AS o
),

held AS (
    SELECT
        s.series_id,
        COUNT(*) AS gatherings,
        MIN(s.started) AS first,
        MAX(s.started) AS last,
        MAX(CASE WHEN s.gathering_id = s.series_id THEN s.title END) AS title,
        MAX(CASE WHEN s.gathering_id = s.series_id THEN s.convener_id END) AS convener_id,
        MEDIAN(s.gap) AS gap
    FROM spaced AS s
    GROUP BY s.series_id
)

SELECT
    h.series_id,
    h.title,
    h.gatherings,
    c.people,
    ROUND(c.seats * 1e0 / h.gatherings, 6) AS usual_people,
    ROUND(h.gap, 6) AS usual_gap_days,
    MAKE_TIMESTAMP(h.first * 1000000) AS first_at,
    MAKE_TIMESTAMP(h.last * 1000000) AS last_at,
    COALESCE(w.caller_id, h.convener_id) AS convener_id,
    w.interaction_id AS call_id
FROM held AS h
INNER JOIN came AS c ON h.series_id = c.series_id
LEFT JOIN first_word AS w ON h.series_id = w.series_id
