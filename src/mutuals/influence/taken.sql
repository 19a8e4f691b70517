-- One row per person and thing they took up, whatever the date is told to: to compare
-- within a survey, a year or a month will do.
-- person_id: who took it up.
-- thing: what was taken up.
-- happened: when first, in epoch seconds; null where no date is known of it.
-- is_year: 1 where a date of it is told to the year only.
-- is_month: 1 where one is told to the month only.
SELECT
    who.person_id,
    o.thing,
    MIN(o.happened) AS happened,
    MAX(CASE WHEN o.precision = 'year' THEN 1 ELSE 0 END) AS is_year,
    MAX(CASE WHEN o.precision = 'month' THEN 1 ELSE 0 END) AS is_month
FROM outcome AS o
INNER JOIN clock ON o.happened IS NULL OR o.happened <= clock.as_of
INNER JOIN address AS who ON o.address_id = who.address_id
INNER JOIN person AS p ON who.person_id = p.person_id
WHERE o.sort = 'action' AND NOT p.is_automaton
GROUP BY who.person_id, o.thing
