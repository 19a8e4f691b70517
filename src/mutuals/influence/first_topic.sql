-- One row per person and word they came back to in a message, with the first time.
-- person_id: the person.
-- thing: the topic as the signals have it.
-- derivation: topic.
-- started: when first, in epoch seconds.
--
-- Rule. Words that more than one in twenty people (and more than twenty) use are everybody's
-- and tell of nobody; so does a word that one person alone ever used.
WITH whole AS (
    SELECT COUNT(*) AS people
    FROM person
    WHERE NOT is_automaton
),

counted AS (
    SELECT
        thing,
        COUNT(DISTINCT person_id) AS people
    FROM mark
    WHERE derivation = 'topic'
    GROUP BY thing
)

SELECT
    m.person_id,
    m.thing,
    'topic' AS derivation,
    MIN(m.started) AS started
FROM mark AS m
INNER JOIN counted AS c ON m.thing = c.thing
INNER JOIN whole AS w ON c.people BETWEEN 2 AND GREATEST(20, w.people / 20e0)
WHERE m.derivation = 'topic'
GROUP BY m.person_id, m.thing
