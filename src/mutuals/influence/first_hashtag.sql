-- One row per person and hashtag they wrote, with the first time.
-- person_id: the person.
-- thing: the hashtag as the signals have it.
-- derivation: hashtag.
-- started: when first, in epoch seconds.
SELECT
    m.person_id,
    m.thing,
    'hashtag' AS derivation,
    MIN(m.started) AS started
FROM mark AS m
WHERE m.derivation = 'hashtag'
GROUP BY m.person_id, m.thing
