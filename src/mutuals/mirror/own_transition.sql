-- One row per change of stage of a tie of the owner.
-- ego_id: the owner.
-- alter_id: the other person.
-- to_stage: the stage after, or dormant.
-- happened_at: when the rule was first met.
-- number: 1 for the first change of the tie, then 2, 3, ...
SELECT
    t.ego_id,
    t.alter_id,
    t.to_stage,
    t.happened_at,
    t.number
FROM transition AS t
INNER JOIN person AS p ON t.ego_id = p.person_id
WHERE p.is_me
