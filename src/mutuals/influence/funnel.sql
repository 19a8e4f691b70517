-- One row per person and way of reaching others: from being reached to doing it.
-- person_id: who reached them.
-- way: personal (talks) or broadcast (posts and mass messages).
-- people: how many people were reached.
-- exposed: pairs of a person and a thing they were reached with.
-- looked: likes for what was put out, one per person and thing; null for talks.
-- took_up: pairs in which the person did the thing within sixty days.
-- acted: things done because of it (grade D: after it), in parts.
-- per_person: acted for each person reached; null where nobody was.
-- likes_per_act: looked over acted; null for talks and where nothing was done.
-- grade: grade of the evidence of acted, A to D.
WITH way AS (
    SELECT 'personal' AS way
    UNION ALL
    SELECT 'broadcast' AS way
)

SELECT
    i.person_id,
    w.way,
    COALESCE(c.people, 0) AS people,
    COALESCE(c.exposed, 0) AS exposed,
    CASE WHEN w.way = 'broadcast' THEN COALESCE(s.likes, 0) END AS looked,
    COALESCE(c.took_up, 0) AS took_up,
    CASE WHEN w.way = 'personal' THEN i.personal ELSE i.broadcast END AS acted,
    CASE WHEN w.way = 'personal' THEN i.personal ELSE i.broadcast END
    / NULLIF(c.people, 0) AS per_person,
    CASE WHEN w.way = 'broadcast' THEN s.likes / NULLIF(i.broadcast, 0e0) END AS likes_per_act,
    CASE WHEN w.way = 'personal' THEN i.grade ELSE i.broadcast_grade END AS grade
FROM influence AS i
CROSS JOIN way AS w
LEFT JOIN conversion AS c ON i.person_id = c.source_id AND w.way = c.way
LEFT JOIN status AS s ON i.person_id = s.person_id
