-- One row per conversation or gathering of at most 20 people, and person who was in it.
-- setting_id: its first interaction.
-- person_id: somebody who wrote, was written to, or came.
--
-- Rule. A thread is one conversation; what has no thread stands alone. The owner, automata
-- and posts are left out, and so are people a community file names by an id of its own:
-- who is who is settled there. Larger crowds say little of who knows whom.
WITH known AS (
    SELECT DISTINCT
        m.address_id,
        m.person_id
    FROM member AS m
    INNER JOIN handle AS h ON m.address_id = h.address_id AND h.scheme <> 'id'
    INNER JOIN person AS p ON m.person_id = p.person_id
    WHERE NOT p.is_me AND NOT p.is_automaton
),

conversation AS (
    SELECT
        i.thread_id,
        MIN(i.interaction_id) AS setting_id
    FROM interaction AS i
    WHERE i.thread_id IS NOT NULL AND i.kind NOT IN ('post', 'proximity')
    GROUP BY i.thread_id
),

took_part AS (
    SELECT
        p.interaction_id,
        known.person_id
    FROM participation AS p
    INNER JOIN known ON p.address_id = known.address_id
    WHERE p.role IN ('to', 'cc', 'bcc', 'attendee', 'organizer', 'member')
    UNION ALL
    SELECT
        i.interaction_id,
        known.person_id
    FROM interaction AS i
    INNER JOIN known ON i.sender_id = known.address_id
),

placed AS (
    SELECT DISTINCT
        COALESCE(c.setting_id, t.interaction_id) AS setting_id,
        t.person_id
    FROM took_part AS t
    INNER JOIN interaction AS i ON t.interaction_id = i.interaction_id
    LEFT JOIN conversation AS c ON i.thread_id = c.thread_id
    WHERE i.kind NOT IN ('post', 'proximity')
),

sized AS (
    SELECT
        placed.setting_id,
        placed.person_id,
        COUNT(*) OVER (PARTITION BY placed.setting_id) AS people
    FROM placed
)

SELECT
    sized.setting_id,
    sized.person_id
FROM sized
WHERE sized.people <= 20
