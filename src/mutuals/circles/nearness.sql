-- One row per spell of proximity and person in it.
-- interaction_id: the spell.
-- person_id: who was in it.
-- started: when it began, epoch seconds.
-- ended: when it ended, epoch seconds; its beginning where not known.
WITH human AS (
    SELECT
        a.address_id,
        a.person_id
    FROM address AS a
    INNER JOIN person AS p ON a.person_id = p.person_id
    WHERE NOT p.is_automaton
),

near AS (
    SELECT
        i.interaction_id,
        i.sender_id,
        i.started,
        i.started + COALESCE(i.seconds, 0) AS ended
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    WHERE i.kind = 'proximity' AND COALESCE(i.signals, '') NOT LIKE '% planned %'
)

SELECT
    n.interaction_id,
    h.person_id,
    n.started,
    n.ended
FROM near AS n
INNER JOIN participation AS p ON n.interaction_id = p.interaction_id
INNER JOIN human AS h ON p.address_id = h.address_id
WHERE p.role IN ('to', 'attendee', 'organizer', 'member')
UNION
SELECT
    n.interaction_id,
    h.person_id,
    n.started,
    n.ended
FROM near AS n
INNER JOIN human AS h ON n.sender_id = h.address_id
