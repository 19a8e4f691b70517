-- One row per thing that was shown by lot and person who had a part in the lot.
-- thing: what was given out or shown.
-- person_id: who had a part.
-- stratum: among whom lots were drawn: their group.
-- is_drawn: 1 where the lot fell on the person, else 0.
-- exposed: when the lot first fell on anybody, in epoch seconds.
-- took_up: 1 where the person did the thing from then on, else 0.
-- had_before: 1 where they had done it before; they are not looked at.
--
-- Rule. The lot fell on whoever has a randomised exposure to the thing that does not call
-- itself control, none or no. Where some do, those with a row had a part; else everybody
-- in a group in which the lot fell on somebody.
WITH given AS (
    SELECT
        e.thing,
        a.person_id,
        MIN(e.exposed) AS exposed,
        MAX(CASE WHEN LOWER(COALESCE(e.sort, '')) IN ('control', 'none', 'no') THEN 0 ELSE 1 END)
            AS is_drawn
    FROM exposure_given AS e
    INNER JOIN address AS a ON e.address_id = a.address_id
    WHERE e.is_randomised AND e.exposed IS NOT NULL
    GROUP BY e.thing, a.person_id
),

lot AS (
    SELECT
        g.thing,
        MIN(g.exposed) AS exposed,
        MIN(g.is_drawn) AS has_all
    FROM given AS g
    GROUP BY g.thing
),

listed AS (
    SELECT DISTINCT a.person_id
    FROM profile AS f
    INNER JOIN address AS a ON f.address_id = a.address_id
),

strata AS (
    SELECT DISTINCT
        g.thing,
        b.group_name
    FROM given AS g
    INNER JOIN belonging AS b ON g.person_id = b.person_id
),

part AS (
    SELECT
        l.thing,
        b.person_id,
        b.group_name AS stratum,
        COALESCE(g.is_drawn, 0) AS is_drawn,
        l.exposed
    FROM lot AS l
    INNER JOIN strata AS s ON l.thing = s.thing
    INNER JOIN belonging AS b ON s.group_name = b.group_name
    LEFT JOIN given AS g ON l.thing = g.thing AND b.person_id = g.person_id
    LEFT JOIN listed AS f ON b.person_id = f.person_id
    WHERE
        (l.has_all = 1 AND f.person_id IS NOT NULL)
        OR (l.has_all = 0 AND g.person_id IS NOT NULL)
),

done AS (
    SELECT
        a.person_id,
        a.thing,
        MIN(a.happened) AS started
    FROM adoption AS a
    WHERE a.sort = 'action'
    GROUP BY a.person_id, a.thing
)

SELECT
    p.thing,
    p.person_id,
    p.stratum,
    p.is_drawn,
    p.exposed,
    CASE WHEN d.started >= p.exposed THEN 1 ELSE 0 END AS took_up,
    CASE WHEN d.started < p.exposed THEN 1 ELSE 0 END AS had_before
FROM part AS p
LEFT JOIN done AS d ON p.person_id = d.person_id AND p.thing = d.thing
