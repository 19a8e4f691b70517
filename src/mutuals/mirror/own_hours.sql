-- One row per month, person and mode of the owner's own time.
-- ego_id: the owner.
-- alter_id: with whom; null for what went out to an audience.
-- month: the month in UTC, such as 2024-03.
-- mode: one_on_one, group or broadcast.
-- minutes: estimated minutes.
-- lower: the least it can have been.
-- upper: the most.
SELECT
    h.ego_id,
    h.alter_id,
    h.month,
    h.mode,
    h.minutes,
    h.lower,
    h.upper
FROM hours AS h
INNER JOIN person AS p ON h.ego_id = p.person_id
WHERE p.is_me
