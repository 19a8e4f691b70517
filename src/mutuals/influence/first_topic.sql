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

used AS (
    SELECT
        m.person_id,
        m.thing,
        MIN(m.started) AS started
    FROM mark AS m
    WHERE m.derivation = 'topic'
    GROUP BY m.person_id, m.thing
),

counted AS (
    SELECT
        thing,
        COUNT(*) AS people
    FROM used
    GROUP BY thing
)

SELECT
    u.person_id,
    u.thing,
    'topic' AS derivation,
    u.started
FROM used AS u
INNER JOIN counted AS c ON u.thing = c.thing
INNER JOIN whole AS w ON c.people BETWEEN 2 AND GREATEST(20, w.people / 20e0)
