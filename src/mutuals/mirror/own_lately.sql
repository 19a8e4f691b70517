-- One row per tie of the owner: what became of it in the last twelve months.
-- ego_id: the owner.
-- alter_id: the other person.
-- from_stage: the stage a year ago; null when not known then.
-- to_stage: the stage now; asleep, the stage it had.
-- is_dormant: whether it is asleep now.
-- move: closer, farther, silent, back, new, passed or stayed (see lately).
SELECT
    l.ego_id,
    l.alter_id,
    l.from_stage,
    l.to_stage,
    l.is_dormant,
    l.move
FROM lately AS l
INNER JOIN person AS p ON l.ego_id = p.person_id
WHERE p.is_me
