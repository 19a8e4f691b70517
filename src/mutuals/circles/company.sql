-- One row per contact in small company between two people at a gathering together.
-- ego_id: one of them.
-- alter_id: the other.
-- started: when, epoch seconds.
-- weight: what the contact counts, less in larger company.
--
-- Rule. Small company is up to five people, the most that stand together: what is said to
-- a whole room or chat says nothing about who there is close to whom.
WITH together AS (
    SELECT DISTINCT
        p.person_id AS ego_id,
        q.person_id AS alter_id
    FROM presence AS p
    INNER JOIN gathering AS g ON p.gathering_id = g.gathering_id
    INNER JOIN presence AS q ON p.gathering_id = q.gathering_id AND p.person_id <> q.person_id
    WHERE g.size <= 40
)

SELECT
    c.ego_id,
    c.alter_id,
    c.started,
    c.weight
FROM contact AS c
INNER JOIN together AS t ON c.ego_id = t.ego_id AND c.alter_id = t.alter_id
WHERE c.audience_size <= 4
