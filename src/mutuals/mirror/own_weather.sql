-- One row per tie of the owner: how contact runs now against what was usual.
-- ego_id: the owner.
-- alter_id: the other person.
-- is_fading: whether a regular tie is down to half of its usual contact, or less.
-- recent: days with close contact among the last 90.
-- usual: days with close contact that 90 days of the year before had, on average.
SELECT
    w.ego_id,
    w.alter_id,
    w.is_fading,
    w.recent,
    w.usual
FROM weather AS w
INNER JOIN person AS p ON w.ego_id = p.person_id
WHERE p.is_me
