-- One row per tie of the owner.
-- ego_id: the owner.
-- alter_id: the other person.
-- stage: avatar, acquaintance, budding_friend or friend.
-- is_dormant: whether the tie sleeps.
SELECT
    s.ego_id,
    s.alter_id,
    s.stage,
    s.is_dormant
FROM stage AS s
INNER JOIN person AS p ON s.ego_id = p.person_id
WHERE p.is_me
