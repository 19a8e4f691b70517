-- One row per chain from a need over an introduction to what came of it.
-- introducer_id: who thought of somebody.
-- person_id: who had asked the introducer.
-- helper_id: who was brought in.
-- asked_at: when the asking was, UTC (the last within a fortnight before).
-- introduced_at: when the two were brought together, UTC.
-- outcome: what came of it, as in introduction.
-- contacts_after: contacts of the two since.
-- confidence: as in introduction.
-- thing: the thing taken up afterwards; null where there is none.
-- asked_id: the interaction in which the need was said.
-- interaction_id: the introduction.
WITH sides AS (
    SELECT
        introducer_id,
        person_a_id AS person_id,
        person_b_id AS helper_id,
        interaction_id,
        introduced
    FROM introduction
    UNION ALL
    SELECT
        introducer_id,
        person_b_id AS person_id,
        person_a_id AS helper_id,
        interaction_id,
        introduced
    FROM introduction
),

asked AS (
    SELECT
        c.ego_id,
        c.alter_id,
        c.started,
        c.started_at,
        c.interaction_id
    FROM contact AS c
    INNER JOIN interaction AS i ON c.interaction_id = i.interaction_id
    WHERE c.sent = 1 AND i.signals LIKE '% need %'
),

chained AS (
    SELECT
        s.introducer_id,
        s.person_id,
        s.helper_id,
        s.interaction_id,
        q.started_at AS asked_at,
        q.interaction_id AS asked_id,
        ROW_NUMBER() OVER (
            PARTITION BY s.introducer_id, s.person_id, s.helper_id
            ORDER BY q.started DESC, q.interaction_id ASC
        ) AS place
    FROM sides AS s
    INNER JOIN asked AS q ON s.person_id = q.ego_id AND s.introducer_id = q.alter_id
    WHERE q.started < s.introduced AND q.started >= s.introduced - 1209600
)

SELECT
    k.introducer_id,
    k.person_id,
    k.helper_id,
    k.asked_at,
    i.introduced_at,
    i.outcome,
    i.contacts_after,
    i.confidence,
    i.thing,
    k.asked_id,
    k.interaction_id
FROM chained AS k
INNER JOIN introduction AS i
    ON
        k.introducer_id = i.introducer_id
        AND LEAST(k.person_id, k.helper_id) = i.person_a_id
        AND GREATEST(k.person_id, k.helper_id) = i.person_b_id
WHERE k.place = 1
