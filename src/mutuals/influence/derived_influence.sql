-- One row per person who told others of derived things (links, hashtags, topics, groups,
-- events): how much of it was begun afterwards. Apart from influence, which rests on
-- stated outcomes: this is weaker evidence, grade C at best.
-- person_id: who told.
-- told: pairs of a thing and a person told who had not begun it, sixty days old or more.
-- people: how many different people that were.
-- begun: of the pairs, how many began it within sixty days, in another conversation.
-- expected: how many would have, were it as with those beside who were not told; groups
--     and events, beside which nobody stands, are left out of it.
-- compared: begun, without groups and events.
-- grade: C or D, the worst of the derivations it comes from.
WITH due AS (
    SELECT
        t.source_id,
        t.person_id,
        t.derivation,
        t.begun
    FROM told AS t
    INNER JOIN clock ON t.exposed <= clock.as_of - 5184000
)

SELECT
    d.source_id AS person_id,
    COUNT(*) AS told,
    COUNT(DISTINCT d.person_id) AS people,
    COUNT(d.begun) AS begun,
    ROUND(SUM(CASE WHEN e.beside > 0 THEN e.beside_begun * 1e0 / e.beside ELSE 0e0 END), 9)
        AS expected,
    COUNT(CASE WHEN e.beside > 0 THEN d.begun END) AS compared,
    MAX(e.grade) AS grade
FROM due AS d
INNER JOIN derived_effect AS e ON d.derivation = e.derivation
GROUP BY d.source_id
