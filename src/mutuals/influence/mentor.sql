-- One row per pair of people of whom one may have been a mentor to the other.
-- mentor_id: who was ahead.
-- person_id: whose doings changed.
-- active_weeks: weeks in which they were in contact.
-- one_on_one: share of their contacts that were theirs alone, 0 to 1.
-- ahead: things both did that the mentor did first.
-- shared: things both did.
-- things: things the person did that the mentor may have been behind.
-- credit: the mentor's part of these, by talks.
-- a_year_before: things the person did per year before they first met.
-- a_year_after: things the person did per year since.
-- grade: grade of the evidence that talks were behind it, A to D.
--
-- Rule. Sustained: contact in at least eight weeks, over half a year or more. Between two:
-- at least half of it was theirs alone. Uneven: of the things both did, the mentor did two
-- thirds first. And a change: at least two things, one whole thing's credit, and no fewer
-- things a year than before. A role model has none of the first two.
WITH done AS (
    SELECT
        a.person_id,
        a.thing,
        MIN(a.happened) AS started
    FROM adoption AS a
    WHERE a.sort = 'action'
    GROUP BY a.person_id, a.thing
),

moved AS (
    SELECT
        c.source_id,
        c.person_id,
        COUNT(*) AS things,
        SUM(c.personal) AS credit,
        MAX(c.grade) AS grade
    FROM credit AS c
    WHERE c.source_id IS NOT NULL AND c.sort = 'action' AND c.personal > 1e-3
    GROUP BY c.source_id, c.person_id
    HAVING COUNT(*) >= 2 AND SUM(c.personal) >= 1e0
),

sustained AS (
    SELECT
        m.source_id,
        m.person_id,
        m.things,
        m.credit,
        m.grade,
        t.first,
        t.active_weeks,
        t.one_on_one * 1e0 / t.interactions AS one_on_one
    FROM moved AS m
    INNER JOIN tie AS t ON m.source_id = t.ego_id AND m.person_id = t.alter_id
    WHERE
        t.active_weeks >= 8
        AND t.last - t.first >= 15552000
        AND t.one_on_one * 2 >= t.interactions
),

compared AS (
    SELECT
        s.source_id,
        s.person_id,
        COUNT(*) AS shared,
        CAST(SUM(CASE WHEN a.started < b.started THEN 1 ELSE 0 END) AS BIGINT) AS ahead
    FROM sustained AS s
    INNER JOIN done AS a ON s.source_id = a.person_id
    INNER JOIN done AS b ON s.person_id = b.person_id AND a.thing = b.thing
    GROUP BY s.source_id, s.person_id
),

pace AS (
    SELECT
        s.source_id,
        s.person_id,
        CAST(SUM(CASE WHEN d.started < s.first THEN 1 ELSE 0 END) AS BIGINT) AS things_before,
        CAST(SUM(CASE WHEN d.started >= s.first THEN 1 ELSE 0 END) AS BIGINT) AS things_after
    FROM sustained AS s
    INNER JOIN done AS d ON s.person_id = d.person_id
    GROUP BY s.source_id, s.person_id
),

begun AS (
    SELECT MIN(d.started) AS started
    FROM done AS d
),

measured AS (
    SELECT
        s.source_id,
        s.person_id,
        s.things,
        s.credit,
        s.grade,
        s.active_weeks,
        s.one_on_one,
        c.ahead,
        c.shared,
        CASE
            WHEN s.first - b.started >= 2592000
                THEN p.things_before * 31557600e0 / (s.first - b.started)
        END AS a_year_before,
        p.things_after * 31557600e0 / GREATEST(clock.as_of - s.first, 2592000) AS a_year_after
    FROM sustained AS s
    INNER JOIN compared AS c ON s.source_id = c.source_id AND s.person_id = c.person_id
    INNER JOIN pace AS p ON s.source_id = p.source_id AND s.person_id = p.person_id
    CROSS JOIN begun AS b
    CROSS JOIN clock
    WHERE c.ahead * 3 >= c.shared * 2
)

SELECT
    m.source_id AS mentor_id,
    m.person_id,
    m.active_weeks,
    m.one_on_one,
    m.ahead,
    m.shared,
    m.things,
    m.credit,
    m.a_year_before,
    m.a_year_after,
    m.grade
FROM measured AS m
WHERE COALESCE(m.a_year_before, 0e0) <= m.a_year_after
