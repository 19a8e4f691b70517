-- One row per person who brought people together.
-- person_id: the person.
-- gatherings: gatherings invited to.
-- calls: recurring gatherings that a message of theirs called together (see first_word).
-- series: recurring gatherings convened, by a call or the first invitation.
-- people: how many different people came to what they invited to or convened.
-- new_pairs: pairs of people who had no contact before they met there.
-- first_at: when the first of these took place, UTC.
-- last_at: when the last did.
WITH hosted AS (
    SELECT
        g.gathering_id,
        g.started,
        p.person_id,
        1 AS is_invited
    FROM gathering AS g
    INNER JOIN interaction AS i ON g.gathering_id = i.interaction_id
    INNER JOIN address AS a ON i.sender_id = a.address_id
    INNER JOIN person AS p ON a.person_id = p.person_id AND NOT p.is_automaton
    WHERE g.thread_id IS NULL AND g.sort = 'calendar'
    UNION ALL
    SELECT
        o.gathering_id,
        o.started,
        r.convener_id AS person_id,
        0 AS is_invited
    FROM recurring AS r
    INNER JOIN occasion AS o ON r.series_id = o.series_id
    WHERE r.convener_id IS NOT NULL
),

brought AS (
    SELECT
        h.person_id,
        h.gathering_id,
        MIN(h.started) AS started,
        MAX(h.is_invited) AS is_invited
    FROM hosted AS h
    GROUP BY h.person_id, h.gathering_id
),

summed AS (
    SELECT
        b.person_id,
        CAST(SUM(b.is_invited) AS BIGINT) AS gatherings,
        MIN(b.started) AS first,
        MAX(b.started) AS last
    FROM brought AS b
    GROUP BY b.person_id
),

guests AS (
    SELECT
        b.person_id,
        COUNT(DISTINCT p.person_id) AS people
    FROM brought AS b
    INNER JOIN presence AS p
        ON b.gathering_id = p.gathering_id AND b.person_id <> p.person_id
    GROUP BY b.person_id
),

pair AS (
    SELECT DISTINCT
        b.person_id,
        d.ego_id,
        d.alter_id
    FROM brought AS b
    INNER JOIN gathering AS g ON b.gathering_id = g.gathering_id AND g.size <= 40
    INNER JOIN presence AS p ON b.gathering_id = p.gathering_id AND b.person_id <> p.person_id
    INNER JOIN presence AS q ON b.gathering_id = q.gathering_id AND b.person_id <> q.person_id
    INNER JOIN dyad AS d ON p.person_id = d.ego_id AND q.person_id = d.alter_id
    WHERE p.person_id < q.person_id AND d.first >= g.started
),

pairs AS (
    SELECT
        p.person_id,
        COUNT(*) AS new_pairs
    FROM pair AS p
    GROUP BY p.person_id
),

series AS (
    SELECT
        r.convener_id AS person_id,
        COUNT(*) AS series,
        CAST(SUM(CASE WHEN r.call_id IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS calls
    FROM recurring AS r
    WHERE r.convener_id IS NOT NULL
    GROUP BY r.convener_id
)

SELECT
    s.person_id,
    s.gatherings,
    COALESCE(r.calls, 0) AS calls,
    COALESCE(r.series, 0) AS series,
    COALESCE(g.people, 0) AS people,
    COALESCE(n.new_pairs, 0) AS new_pairs,
    MAKE_TIMESTAMP(s.first * 1000000) AS first_at,
    MAKE_TIMESTAMP(s.last * 1000000) AS last_at
FROM summed AS s
LEFT JOIN series AS r ON s.person_id = r.person_id
LEFT JOIN guests AS g ON s.person_id = g.person_id
LEFT JOIN pairs AS n ON s.person_id = n.person_id
