-- One row per person with ties: whether as many ties open as close.
-- person_id: the person.
-- months: months in which both could be seen (see capacity).
-- usual: ties open at the end of a month, on average.
-- lowest: the fewest.
-- highest: the most.
-- opened: ties opened in these months, or opened again.
-- closed: ties closed.
-- change: ties a month by which the number open has grown (below 0: shrunk).
-- lower: lower end of its 90 % interval, were openings and closings by chance.
-- upper: upper end.
-- renewed: ties opened in a year for each tie open.
-- verdict: holds (no change beyond chance), grows, shrinks or not enough records.
--
-- Rule. Enough are six months with ten openings and closings. Opened and closed are
-- counts: their difference strays by the root of their sum.
WITH summed AS (
    SELECT
        c.person_id,
        CAST(SUM(CASE WHEN c.is_whole THEN 1 ELSE 0 END) AS BIGINT) AS months,
        MIN(CASE WHEN c.is_whole THEN c.open END) AS lowest,
        MAX(CASE WHEN c.is_whole THEN c.open END) AS highest,
        CAST(SUM(CASE WHEN c.is_whole THEN c.open ELSE 0 END) AS BIGINT) AS held,
        CAST(SUM(CASE WHEN c.is_whole THEN c.opened ELSE 0 END) AS BIGINT) AS opened,
        CAST(SUM(CASE WHEN c.is_whole THEN c.closed ELSE 0 END) AS BIGINT) AS closed
    FROM capacity AS c
    GROUP BY c.person_id
),

spread AS (
    SELECT
        s.person_id,
        s.months,
        s.lowest,
        s.highest,
        s.held,
        s.opened,
        s.closed,
        ROUND((s.opened - s.closed) * 1e0 / s.months, 6) AS change,
        ROUND(1645e-3 * POWER((s.opened + s.closed) * 1e0, 5e-1) / s.months, 6) AS wide
    FROM summed AS s
    WHERE s.months > 0
)

SELECT
    p.person_id,
    p.months,
    ROUND(p.held * 1e0 / p.months, 6) AS usual,
    p.lowest,
    p.highest,
    p.opened,
    p.closed,
    p.change,
    ROUND(p.change - p.wide, 6) AS lower,
    ROUND(p.change + p.wide, 6) AS upper,
    ROUND(COALESCE(12e0 * p.opened / NULLIF(p.held * 1e0, 0e0), 0e0), 6) AS renewed,
    CASE
        WHEN p.months < 6 OR p.opened + p.closed < 10 THEN 'not enough records'
        WHEN p.change > p.wide THEN 'grows'
        WHEN p.change < -p.wide THEN 'shrinks'
        ELSE 'holds'
    END AS verdict
FROM spread AS p
