-- One row per newcomer and person who got less time in the same half year.
-- person_id: whose time it is.
-- half: the half year the newcomer came in, counted back from now.
-- newcomer_id: who came among the five who got most time, and had none the half before.
-- newcomer_weekly: minutes a week the newcomer got.
-- alter_id: who got less.
-- change: minutes a week less (below 0).
-- lower: lower end of its 90 % interval.
-- upper: upper end; always below 0.
--
-- Rule. Both half years are whole, the person had five others before, and the newcomer got
-- a twentieth of the time at least. A sum of weekly minutes strays by the root of the sum of
-- their squares. That it came in the same half year does not say that it came of it.
WITH pair AS (
    SELECT
        s.person_id,
        s.half,
        s.alter_id,
        s.rank,
        s.minutes,
        s.share,
        s.noise
    FROM signature AS s
    WHERE s.is_whole
),

peopled AS (
    SELECT
        p.person_id,
        p.half
    FROM pair AS p
    GROUP BY p.person_id, p.half
    HAVING COUNT(*) >= 5
),

newcomer AS (
    SELECT
        p.person_id,
        p.half,
        p.alter_id,
        p.minutes
    FROM pair AS p
    INNER JOIN peopled AS q ON p.person_id = q.person_id AND p.half + 1 = q.half
    LEFT JOIN signature AS b
        ON p.person_id = b.person_id AND p.alter_id = b.alter_id AND p.half + 1 = b.half
    WHERE p.rank <= 5 AND p.share >= 5e-2 AND b.alter_id IS NULL
),

changed AS (
    SELECT
        n.person_id,
        n.half,
        n.alter_id AS newcomer_id,
        n.minutes / 26e0 AS newcomer_weekly,
        b.alter_id,
        (COALESCE(p.minutes, 0e0) - b.minutes) / 26e0 AS change,
        1645e-3 * POWER(COALESCE(p.noise, 0e0) + b.noise, 5e-1) / 26e0 AS wide
    FROM newcomer AS n
    INNER JOIN pair AS b ON n.person_id = b.person_id AND n.half + 1 = b.half
    LEFT JOIN pair AS p
        ON b.person_id = p.person_id AND b.alter_id = p.alter_id AND n.half = p.half
)

SELECT
    c.person_id,
    c.half,
    c.newcomer_id,
    ROUND(c.newcomer_weekly, 6) AS newcomer_weekly,
    c.alter_id,
    ROUND(c.change, 6) AS change,
    ROUND(c.change - c.wide, 6) AS lower,
    ROUND(c.change + c.wide, 6) AS upper
FROM changed AS c
WHERE ROUND(c.change + c.wide, 6) < 0e0
