-- One row per gathering of three to forty people: into how many groups it falls.
-- gathering_id: the gathering.
-- started_at: when it began, UTC.
-- title: what the calendar or the chat calls it.
-- sort: calendar, proximity or chat.
-- people: how many people were there (or wrote).
-- groups: into how many they were divided; null where the records do not tell.
-- expected: into how many so many people usually fall.
-- lower: the fewest usual.
-- upper: the most usual.
-- basis: seen together, turns taken, earlier contact or not enough records.
--
-- Rule. People in talk stand in groups of 2.3 on average; nine moments in ten of two
-- conferences, a hospital and a school have groups of 2 to 3.3 on average.
WITH divided AS (
    SELECT
        s.gathering_id,
        COUNT(DISTINCT s.subgroup) AS parts,
        MAX(s.basis) AS basis
    FROM subgroup AS s
    GROUP BY s.gathering_id
)

SELECT
    g.gathering_id,
    g.started_at,
    g.title,
    g.sort,
    g.size AS people,
    d.parts AS groups,
    GREATEST((20 * g.size + 23) // 46, 1) AS expected,
    GREATEST(10 * g.size // 33, 1) AS lower,
    GREATEST(g.size // 2, 1) AS upper,
    COALESCE(d.basis, 'not enough records') AS basis
FROM gathering AS g
LEFT JOIN divided AS d ON g.gathering_id = d.gathering_id
WHERE g.size BETWEEN 3 AND 40
