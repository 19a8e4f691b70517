-- One row per person.
-- person_id: the smallest address_id of the person's addresses.
-- name: the best name of the person's addresses; a profile's name wins.
-- is_me: whether this is the owner of the archive.
-- is_automaton: whether every address of it is an automaton's.
-- first_at: the first interaction the person takes part in; an invitation that was not
-- taken up (see absence), a room and a plan are none.
-- last_at: the last one, up to now.
WITH named AS (
    SELECT
        a.person_id,
        a.name,
        ROW_NUMBER() OVER (
            PARTITION BY a.person_id
            ORDER BY
                CASE a.named_by WHEN 'profile' THEN 0 WHEN 'alias' THEN 1 ELSE 2 END ASC,
                CASE WHEN a.name LIKE '%@%' THEN 1 ELSE 0 END ASC,
                CASE WHEN a.name LIKE '% %' THEN 0 ELSE 1 END ASC,
                CASE WHEN LENGTH(a.name) > 60 THEN 0 ELSE LENGTH(a.name) END DESC,
                a.name ASC,
                a.address_id ASC
        ) AS place
    FROM address AS a
),

machine AS (
    SELECT
        m.person_id,
        MIN(CASE WHEN au.address_id IS NULL THEN 0 ELSE 1 END) AS is_automaton
    FROM member AS m
    LEFT JOIN automaton AS au ON m.address_id = au.address_id
    GROUP BY m.person_id
),

myself AS (
    SELECT DISTINCT m.person_id
    FROM mine
    INNER JOIN member AS m ON mine.address_id = m.address_id
),

happened AS (
    SELECT
        i.interaction_id,
        i.sender_id,
        i.started_at
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    WHERE COALESCE(i.signals, '') NOT LIKE '% planned %'
),

present AS (
    SELECT
        p.address_id,
        h.started_at
    FROM participation AS p
    INNER JOIN happened AS h ON p.interaction_id = h.interaction_id
    LEFT JOIN absence AS x
        ON p.interaction_id = x.interaction_id AND p.address_id = x.address_id
    WHERE p.role NOT IN ('mention', 'declined', 'invited', 'room') AND x.address_id IS NULL
    UNION ALL
    SELECT
        h.sender_id AS address_id,
        h.started_at
    FROM happened AS h
),

seen AS (
    SELECT
        m.person_id,
        MIN(present.started_at) AS first_at,
        MAX(present.started_at) AS last_at
    FROM present
    INNER JOIN member AS m ON present.address_id = m.address_id
    GROUP BY m.person_id
)

SELECT
    named.person_id,
    named.name,
    myself.person_id IS NOT NULL AS is_me,
    COALESCE(machine.is_automaton, 0) = 1 AS is_automaton,
    seen.first_at,
    seen.last_at
FROM named
LEFT JOIN machine ON named.person_id = machine.person_id
LEFT JOIN myself ON named.person_id = myself.person_id
LEFT JOIN seen ON named.person_id = seen.person_id
WHERE named.place = 1
