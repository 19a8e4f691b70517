-- One row per person who told others of derived things (links, hashtags, topics, groups,
-- events, files): how much of it was begun afterwards. Apart from influence, which rests on
-- stated outcomes: this is weaker evidence, grade C at best.
-- person_id: who told.
-- told: pairs of a thing and a person told who had not begun it, sixty days old or more.
-- people: how many different people that were.
-- begun: of the pairs, how many began it within sixty days, in another conversation.
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
    MAX(e.grade) AS grade
FROM due AS d
INNER JOIN derived_effect AS e ON d.derivation = e.derivation
GROUP BY d.source_id
