-- One row per interaction and person the owner had contact with.
-- ego_id: the owner.
-- alter_id: the other person.
-- started: when, epoch seconds.
SELECT
    c.ego_id,
    c.alter_id,
    c.started
FROM contact AS c
INNER JOIN person AS p ON c.ego_id = p.person_id
WHERE p.is_me
