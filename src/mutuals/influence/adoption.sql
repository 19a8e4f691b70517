-- One row per outcome by a person, dated to the day or better.
-- outcome_id: key of the outcome.
-- person_id: who took it up.
-- thing: what was taken up.
-- happened: when, in epoch seconds.
-- happened_at: when, in UTC.
-- sort: attention (a like, a view) or action (something was done).
-- attributed_id: whom the record names as having brought it; null for nobody or oneself.
SELECT
    o.outcome_id,
    who.person_id,
    o.thing,
    o.happened,
    o.happened_at,
    o.sort,
    NULLIF(named.person_id, who.person_id) AS attributed_id
FROM outcome AS o
INNER JOIN clock ON o.happened <= clock.as_of
INNER JOIN address AS who ON o.address_id = who.address_id
INNER JOIN person AS p ON who.person_id = p.person_id
LEFT JOIN address AS named ON o.attributed_id = named.address_id
WHERE
    NOT p.is_automaton
    AND o.happened IS NOT NULL
    -- a year or a month cannot be set before or after a talk
    AND COALESCE(o.precision, 'second') NOT IN ('year', 'month')
