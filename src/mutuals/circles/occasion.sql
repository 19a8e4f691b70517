-- One row per gathering that belongs to a recurring one.
-- series_id: key of the first gathering of the series.
-- gathering_id: the gathering.
-- started: when it began, epoch seconds.
-- title: what the calendar calls it.
-- convener_id: who invited to it; null where nobody is named.
--
-- Rule. Gatherings of one calendar entry that repeats, or of one title, on at least three
-- days. Chats are not counted: they have no beginning.
WITH held AS (
    SELECT
        g.gathering_id,
        g.started,
        g.title,
        LOWER(TRIM(COALESCE(g.title, ''))) AS name,
        i.thread_id,
        p.person_id AS convener_id
    FROM gathering AS g
    INNER JOIN interaction AS i ON g.gathering_id = i.interaction_id
    LEFT JOIN address AS a ON i.sender_id = a.address_id
    LEFT JOIN person AS p ON a.person_id = p.person_id AND NOT p.is_automaton
    WHERE g.thread_id IS NULL
),

repeated AS (
    SELECT h.thread_id
    FROM held AS h
    WHERE h.thread_id IS NOT NULL
    GROUP BY h.thread_id
    HAVING COUNT(DISTINCT h.started // 86400) >= 3
),

keyed AS (
    SELECT
        h.gathering_id,
        h.started,
        h.title,
        h.convener_id,
        r.thread_id,
        CASE WHEN r.thread_id IS NULL THEN h.name ELSE '' END AS name
    FROM held AS h
    LEFT JOIN repeated AS r ON h.thread_id = r.thread_id
    WHERE r.thread_id IS NOT NULL OR h.name <> ''
),

series AS (
    SELECT
        k.thread_id,
        k.name,
        MIN(k.started) AS first
    FROM keyed AS k
    GROUP BY k.thread_id, k.name
    HAVING COUNT(DISTINCT k.started // 86400) >= 3
),

named AS (
    SELECT
        s.thread_id,
        s.name,
        MIN(k.gathering_id) AS series_id
    FROM series AS s
    INNER JOIN keyed AS k
        ON
            COALESCE(s.thread_id, 0) = COALESCE(k.thread_id, 0)
            AND s.name = k.name
            AND s.first = k.started
    GROUP BY s.thread_id, s.name
)

SELECT
    n.series_id,
    k.gathering_id,
    k.started,
    k.title,
    k.convener_id
FROM keyed AS k
INNER JOIN named AS n
    ON COALESCE(k.thread_id, 0) = COALESCE(n.thread_id, 0) AND k.name = n.name
