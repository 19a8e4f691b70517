-- One row per person and thing: when the person first took it up or brought it up.
-- person_id: the possible source.
-- thing: what it is about.
-- started: first own outcome, or first own interaction that names the thing.
-- is_named: 1 where anybody's talk (alone or in a small group) names the thing, else 0.
WITH brought AS (
    SELECT
        who.person_id,
        i.thing,
        i.started,
        CASE
            WHEN i.kind <> 'post' AND audience.audience_size BETWEEN 1 AND 10 THEN 1
            ELSE 0
        END AS is_named
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    INNER JOIN address AS who ON i.sender_id = who.address_id
    INNER JOIN person AS p ON who.person_id = p.person_id
    INNER JOIN audience ON i.interaction_id = audience.interaction_id
    WHERE i.thing <> '' AND NOT p.is_automaton
),

either AS (
    SELECT
        person_id,
        thing,
        started,
        is_named
    FROM brought
    UNION ALL
    SELECT
        person_id,
        thing,
        happened AS started,
        0 AS is_named
    FROM adoption
),

named AS (
    SELECT
        thing,
        MAX(is_named) AS is_named
    FROM either
    GROUP BY thing
)

SELECT
    e.person_id,
    e.thing,
    n.is_named,
    MIN(e.started) AS started
FROM either AS e
INNER JOIN named AS n ON e.thing = n.thing
GROUP BY e.person_id, e.thing, n.is_named
