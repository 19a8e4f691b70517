-- One row per post, message to more than ten people or speech before more than fifty, and
-- person it addressed.
-- interaction_id: the post.
-- person_id: who sent it.
-- reached_id: who was addressed; null in the one row for whoever follows the sender.
-- started: when, in epoch seconds.
-- thing: what it named; empty where it named nothing.
WITH sent AS (
    SELECT
        i.interaction_id,
        who.person_id,
        i.started,
        COALESCE(i.thing, '') AS thing,
        -- only what is open to anybody reaches those who follow
        CASE WHEN i.kind = 'post' THEN 1 ELSE 0 END AS is_open
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    INNER JOIN address AS who ON i.sender_id = who.address_id
    INNER JOIN person AS p ON who.person_id = p.person_id
    INNER JOIN audience ON i.interaction_id = audience.interaction_id
    WHERE
        NOT p.is_automaton
        AND (
            i.kind = 'post'
            OR (
                i.kind = 'message'
                AND audience.audience_size
                > CASE WHEN COALESCE(i.medium, 'online') = 'in_person' THEN 50 ELSE 10 END
            )
        )
        AND COALESCE(i.signals, '') NOT LIKE '% planned %'
)

SELECT DISTINCT
    s.interaction_id,
    s.person_id,
    a.person_id AS reached_id,
    s.started,
    s.thing
FROM sent AS s
INNER JOIN participation AS p ON s.interaction_id = p.interaction_id
INNER JOIN address AS a ON p.address_id = a.address_id
WHERE a.person_id <> s.person_id AND p.role <> 'delivered'
UNION ALL
SELECT
    interaction_id,
    person_id,
    CAST(NULL AS BIGINT) AS reached_id,
    started,
    thing
FROM sent
WHERE is_open = 1
