-- One row per person and another they named when they were asked whom they know.
-- ego_id: who was asked.
-- alter_id: whom they named.
-- since: since when the tie is said to be, in epoch seconds; null where nobody said.
SELECT
    one.person_id AS ego_id,
    other.person_id AS alter_id,
    MIN(CAST(EPOCH(n.from_at) AS BIGINT)) AS since
FROM nomination AS n
INNER JOIN address AS one ON n.ego_address_id = one.address_id
INNER JOIN address AS other ON n.alter_address_id = other.address_id
INNER JOIN person AS p ON one.person_id = p.person_id AND NOT p.is_automaton
INNER JOIN person AS q ON other.person_id = q.person_id AND NOT q.is_automaton
WHERE one.person_id <> other.person_id
GROUP BY one.person_id, other.person_id
