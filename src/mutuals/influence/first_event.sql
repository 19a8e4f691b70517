-- One row per person and event of a name they were at, with the first time.
-- person_id: the person.
-- thing: the event: event: and its name in small letters.
-- derivation: event.
-- started: when first, in epoch seconds.
SELECT
    w.person_id,
    'event:' || LOWER(TRIM(o.title)) AS thing,
    'event' AS derivation,
    MIN(w.started) AS started
FROM presence AS w
INNER JOIN occasion AS o ON w.gathering_id = o.gathering_id
WHERE TRIM(COALESCE(o.title, '')) <> ''
GROUP BY w.person_id, LOWER(TRIM(o.title))
