-- One row per person and link to a site they wrote, with the first time.
-- person_id: the person.
-- thing: the link as the signals have it.
-- derivation: link.
-- started: when first, in epoch seconds.
SELECT
    m.person_id,
    m.thing,
    'link' AS derivation,
    MIN(m.started) AS started
FROM mark AS m
WHERE m.derivation = 'link'
GROUP BY m.person_id, m.thing
