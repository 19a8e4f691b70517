-- One row per person and group they said something in, with the first time.
-- person_id: the person.
-- thing: the group: group: and its conversation's number.
-- derivation: group.
-- started: first own words there, in epoch seconds.
WITH own AS (
    SELECT
        m.person_id,
        i.thread_id,
        i.started
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    INNER JOIN member AS m ON i.sender_id = m.address_id
    INNER JOIN person AS p ON m.person_id = p.person_id
    INNER JOIN audience AS size ON i.interaction_id = size.interaction_id
    WHERE
        NOT p.is_automaton
        AND i.kind IN ('message', 'post')
        AND i.thread_id IS NOT NULL
        AND size.audience_size > 1
)

SELECT
    o.person_id,
    'group:' || CAST(o.thread_id AS VARCHAR) AS thing,
    'group' AS derivation,
    MIN(o.started) AS started
FROM own AS o
GROUP BY o.person_id, o.thread_id
