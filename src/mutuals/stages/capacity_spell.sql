-- One row per dyad and time in which its tie was open.
-- ego_id: the person whose view is taken.
-- alter_id: the other person.
-- number: 1 for the first time the tie was open, then 2, 3, ...
-- opened: when it opened, epoch seconds: its first contact, or the first after a silence.
-- closed: when the silence had become too long, epoch seconds; null while it is open.
-- opened_month: the month of that in UTC, counted from January of the year 0.
-- closed_month: the month it closed in; null while it is open.
--
-- Rule. Ties in which both ever wrote or met. One is open from its first contact until it
-- has been silent for longer than its own rhythm allows (see rhythm), and again from the
-- next contact on.
WITH lived AS (
    SELECT
        w.ego_id,
        w.alter_id,
        w.week,
        w.first,
        w.last,
        CAST(r.allowed_days * 86400e0 AS BIGINT) AS allowed,
        LAG(w.last) OVER a_tie AS last_before
    FROM dyad_week AS w
    INNER JOIN dyad AS d ON w.ego_id = d.ego_id AND w.alter_id = d.alter_id
    INNER JOIN rhythm AS r ON w.ego_id = r.ego_id AND w.alter_id = r.alter_id
    WHERE d.reciprocity > 0e0
    WINDOW a_tie AS (PARTITION BY w.ego_id, w.alter_id ORDER BY w.week ASC)
),

numbered AS (
    SELECT
        l.ego_id,
        l.alter_id,
        l.first,
        l.last,
        l.allowed,
        SUM(
            CASE
                WHEN l.last_before IS NULL OR l.first - l.last_before > l.allowed THEN 1
                ELSE 0
            END
        ) OVER (
            PARTITION BY l.ego_id, l.alter_id
            ORDER BY l.week ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS number
    FROM lived AS l
),

spell AS (
    SELECT
        n.ego_id,
        n.alter_id,
        CAST(n.number AS BIGINT) AS number,
        MIN(n.first) AS opened,
        MAX(n.last) + MAX(n.allowed) AS ends
    FROM numbered AS n
    GROUP BY
        n.ego_id,
        n.alter_id,
        n.number
),

dated AS (
    SELECT
        s.ego_id,
        s.alter_id,
        s.number,
        s.opened,
        CASE WHEN s.ends < clock.as_of THEN s.ends END AS closed
    FROM spell AS s
    CROSS JOIN clock
)

SELECT
    d.ego_id,
    d.alter_id,
    d.number,
    d.opened,
    d.closed,
    CAST(
        12 * EXTRACT(YEAR FROM MAKE_TIMESTAMP(d.opened * 1000000))
        + EXTRACT(MONTH FROM MAKE_TIMESTAMP(d.opened * 1000000)) - 1 AS BIGINT
    ) AS opened_month,
    CAST(
        12 * EXTRACT(YEAR FROM MAKE_TIMESTAMP(d.closed * 1000000))
        + EXTRACT(MONTH FROM MAKE_TIMESTAMP(d.closed * 1000000)) - 1 AS BIGINT
    ) AS closed_month
FROM dated AS d
