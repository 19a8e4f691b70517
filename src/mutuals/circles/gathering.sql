-- One row per gathering: a meeting of at least three people, a run of proximity spells
-- that hang together (see huddle), or a lively spell of a group chat (ten messages by
-- three people, no pause of more than three hours).
-- gathering_id: key of its (first) interaction.
-- started_at: when it began, UTC.
-- ended_at: when it ended; null where the record does not say.
-- title: what the calendar or the chat calls it.
-- size: how many people were there (or wrote).
-- sort: calendar, proximity or chat.
-- started: when it began, epoch seconds.
-- ended: when it ended, epoch seconds; its beginning where not known.
-- thread_id: the chat; null for others.
WITH human AS (
    SELECT
        a.address_id,
        a.person_id
    FROM address AS a
    INNER JOIN person AS p ON a.person_id = p.person_id
    WHERE NOT p.is_automaton
),

held AS (
    SELECT
        i.interaction_id,
        i.started_at,
        i.ended_at,
        i.started,
        i.title,
        i.sender_id,
        i.started + COALESCE(i.seconds, 0) AS ended
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    WHERE
        (
            i.kind = 'meeting'
            OR (i.kind IN ('message', 'call') AND i.medium = 'in_person')
        )
        AND COALESCE(i.signals, '') NOT LIKE '% planned %'
),

present AS (
    SELECT
        h.interaction_id,
        m.person_id
    FROM held AS h
    INNER JOIN participation AS p ON h.interaction_id = p.interaction_id
    INNER JOIN human AS m ON p.address_id = m.address_id
    LEFT JOIN absence AS x
        ON p.interaction_id = x.interaction_id AND p.address_id = x.address_id
    WHERE p.role IN ('to', 'attendee', 'organizer', 'member') AND x.address_id IS NULL
    UNION
    SELECT
        h.interaction_id,
        m.person_id
    FROM held AS h
    INNER JOIN human AS m ON h.sender_id = m.address_id
    LEFT JOIN absence AS x
        ON h.interaction_id = x.interaction_id AND h.sender_id = x.address_id
    WHERE x.address_id IS NULL
),

sizes AS (
    SELECT
        interaction_id,
        COUNT(*) AS size
    FROM present
    GROUP BY interaction_id
),

written AS (
    SELECT
        i.interaction_id,
        i.thread_id,
        i.started,
        i.started_at,
        i.title,
        m.person_id,
        LAG(i.started) OVER (
            PARTITION BY i.thread_id
            ORDER BY i.started, i.interaction_id
        ) AS previous
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    INNER JOIN human AS m ON i.sender_id = m.address_id
    INNER JOIN audience AS a ON i.interaction_id = a.interaction_id
    WHERE
        i.kind = 'message'
        AND COALESCE(i.medium, 'online') <> 'in_person'
        AND a.audience_size >= 2
        AND i.thread_id IS NOT NULL
),

numbered AS (
    SELECT
        interaction_id,
        thread_id,
        started,
        started_at,
        title,
        person_id,
        SUM(CASE WHEN previous IS NULL OR started - previous > 10800 THEN 1 ELSE 0 END) OVER (
            PARTITION BY thread_id
            ORDER BY started, interaction_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS spell
    FROM written
),

lively AS (
    SELECT
        thread_id,
        spell,
        MIN(started) AS started,
        MAX(started) AS ended,
        MIN(started_at) AS started_at,
        MAX(started_at) AS ended_at,
        MAX(title) AS title,
        COUNT(DISTINCT person_id) AS size
    FROM numbered
    GROUP BY thread_id, spell
    HAVING COUNT(*) >= 10 AND COUNT(DISTINCT person_id) >= 3
),

near AS (
    SELECT
        h.gathering_id,
        MIN(i.started_at) AS started_at,
        MAX(i.ended_at) AS ended_at,
        MIN(i.started) AS started,
        MAX(i.started + COALESCE(i.seconds, 0)) AS ended,
        MAX(i.title) AS title
    FROM huddle AS h
    INNER JOIN interaction AS i ON h.interaction_id = i.interaction_id
    GROUP BY h.gathering_id
),

crowds AS (
    SELECT
        h.gathering_id,
        COUNT(DISTINCT n.person_id) AS size
    FROM huddle AS h
    INNER JOIN nearness AS n ON h.interaction_id = n.interaction_id
    GROUP BY h.gathering_id
),

opened AS (
    SELECT
        n.thread_id,
        n.spell,
        MIN(n.interaction_id) AS interaction_id
    FROM numbered AS n
    INNER JOIN lively AS l
        ON n.thread_id = l.thread_id AND n.spell = l.spell AND n.started = l.started
    GROUP BY n.thread_id, n.spell
)

SELECT
    h.interaction_id AS gathering_id,
    h.started_at,
    h.ended_at,
    h.title,
    CAST(s.size AS BIGINT) AS size,
    'calendar' AS sort,
    h.started,
    h.ended,
    CAST(NULL AS BIGINT) AS thread_id
FROM held AS h
INNER JOIN sizes AS s ON h.interaction_id = s.interaction_id
WHERE s.size >= 3
UNION ALL
SELECT
    n.gathering_id,
    n.started_at,
    n.ended_at,
    n.title,
    CAST(c.size AS BIGINT) AS size,
    'proximity' AS sort,
    n.started,
    n.ended,
    CAST(NULL AS BIGINT) AS thread_id
FROM near AS n
INNER JOIN crowds AS c ON n.gathering_id = c.gathering_id
UNION ALL
SELECT
    o.interaction_id AS gathering_id,
    l.started_at,
    l.ended_at,
    l.title,
    CAST(l.size AS BIGINT) AS size,
    'chat' AS sort,
    l.started,
    l.ended,
    l.thread_id
FROM lively AS l
INNER JOIN opened AS o ON l.thread_id = o.thread_id AND l.spell = o.spell
