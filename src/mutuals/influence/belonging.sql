-- One row per person (automata apart): the group they belong to, and since when and
-- until when the records could have seen what they do.
-- person_id: the person.
-- group_name: as a people file has it, the first by the alphabet; empty where none does.
-- observed_from: first second in which they could be seen; null for always.
-- observed_to: last such second; null for always.
-- covariates: further columns of a people file as JSON; empty where there are none.
SELECT
    p.person_id,
    COALESCE(MIN(f.group_name), '') AS group_name,
    MIN(CAST(EPOCH(f.observed_from_at) AS BIGINT)) AS observed_from,
    MAX(CAST(EPOCH(f.observed_to_at) AS BIGINT)) AS observed_to,
    COALESCE(MIN(f.covariates), '') AS covariates
FROM person AS p
LEFT JOIN address AS a ON p.person_id = a.person_id
LEFT JOIN profile AS f ON a.address_id = f.address_id
WHERE NOT p.is_automaton
GROUP BY p.person_id
