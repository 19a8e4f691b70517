-- One row per gathering and person who was there (or, in a chat, wrote).
-- gathering_id: the gathering.
-- started: when it began, epoch seconds.
-- person_id: who was there.
WITH human AS (
    SELECT
        a.address_id,
        a.person_id
    FROM address AS a
    INNER JOIN person AS p ON a.person_id = p.person_id
    WHERE NOT p.is_automaton
)

SELECT
    g.gathering_id,
    g.started,
    h.person_id
FROM gathering AS g
INNER JOIN participation AS p ON g.gathering_id = p.interaction_id
INNER JOIN human AS h ON p.address_id = h.address_id
LEFT JOIN absence AS x ON p.interaction_id = x.interaction_id AND p.address_id = x.address_id
WHERE
    g.thread_id IS NULL
    AND p.role IN ('to', 'attendee', 'organizer', 'member')
    AND x.address_id IS NULL
UNION
SELECT
    g.gathering_id,
    g.started,
    h.person_id
FROM gathering AS g
INNER JOIN interaction AS i ON g.gathering_id = i.interaction_id
INNER JOIN human AS h ON i.sender_id = h.address_id
LEFT JOIN absence AS x ON i.interaction_id = x.interaction_id AND i.sender_id = x.address_id
WHERE x.address_id IS NULL
UNION
SELECT
    g.gathering_id,
    g.started,
    n.person_id
FROM gathering AS g
INNER JOIN huddle AS u ON g.gathering_id = u.gathering_id
INNER JOIN nearness AS n ON u.interaction_id = n.interaction_id
UNION
SELECT
    g.gathering_id,
    g.started,
    h.person_id
FROM gathering AS g
INNER JOIN interaction AS i
    ON g.thread_id = i.thread_id AND g.started <= i.started AND g.ended >= i.started
INNER JOIN human AS h ON i.sender_id = h.address_id
WHERE i.kind = 'message'
