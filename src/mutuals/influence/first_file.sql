-- One row per person and file they touched in a repository, with the first time: the
-- author of the commit, and who is named as having made it with them.
-- person_id: the person.
-- thing: the file in its repository, which is known by its first commit, so that clones and
--     forks are one: file:1f2e3d4c5b6a:src/a.py.
-- derivation: file.
-- started: when first, in epoch seconds.
WITH committed AS (
    SELECT
        i.interaction_id,
        i.sender_id,
        i.started,
        i.signals
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    WHERE i.kind = 'commit' AND i.signals LIKE '% file:%'
),

made AS (
    SELECT
        c.sender_id AS address_id,
        c.started,
        c.signals
    FROM committed AS c
    UNION ALL
    SELECT
        p.address_id,
        c.started,
        c.signals
    FROM committed AS c
    INNER JOIN participation AS p ON c.interaction_id = p.interaction_id AND p.role = 'to'
),

touched AS (
    SELECT
        m.person_id,
        w.started,
        UNNEST(STRING_SPLIT(w.signals, ' ')) AS thing
    FROM made AS w
    INNER JOIN member AS m ON w.address_id = m.address_id
    INNER JOIN person AS p ON m.person_id = p.person_id
    WHERE NOT p.is_automaton
)

SELECT
    t.person_id,
    t.thing,
    'file' AS derivation,
    MIN(t.started) AS started
FROM touched AS t
WHERE t.thing LIKE 'file:%'
GROUP BY t.person_id, t.thing
