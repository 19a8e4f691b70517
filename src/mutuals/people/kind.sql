-- One row per person: what they are, as far as the records tell.
-- person_id: the person.
-- kind: person, list, robot, room or unknown; only persons have ties, stages and pages.
-- rule: what says so, see automaton; empty for persons, and said where the user says so.
-- evidence: how many interactions stand behind it; of a person, 0.
--
-- Rule. Whoever has one address that is a person's is a person. Of others the rule with the
-- most evidence counts, and of two with the same the first in the alphabet. unknown is who
-- may be anybody: what archives write for those they do not know, names without a letter,
-- and addresses without a name that never wrote.
WITH ruled AS (
    SELECT
        m.person_id,
        au.rule,
        au.evidence,
        ROW_NUMBER() OVER (
            PARTITION BY m.person_id
            ORDER BY au.evidence DESC, au.rule ASC, au.address_id ASC
        ) AS place
    FROM automaton AS au
    INNER JOIN member AS m ON au.address_id = m.address_id
),

word AS (
    SELECT DISTINCT m.person_id
    FROM deemed AS d
    INNER JOIN member AS m ON d.address_id = m.address_id
    WHERE d.kind = 'person'
)

SELECT
    p.person_id,
    CASE
        WHEN NOT p.is_automaton THEN 'person'
        WHEN r.rule IN ('list', 'gateway', 'channel', 'newsletter', 'said_list') THEN 'list'
        WHEN r.rule IN ('room', 'said_room') THEN 'room'
        WHEN r.rule IN ('placeholder', 'wordless', 'silent', 'said_unknown') THEN 'unknown'
        ELSE 'robot'
    END AS kind,
    CASE
        WHEN word.person_id IS NOT NULL THEN 'said'
        WHEN NOT p.is_automaton THEN ''
        WHEN r.rule LIKE 'said%' THEN 'said'
        ELSE r.rule
    END AS rule,
    CASE WHEN p.is_automaton THEN COALESCE(r.evidence, 0) ELSE 0 END AS evidence
FROM person AS p
LEFT JOIN ruled AS r ON p.person_id = r.person_id AND r.place = 1
LEFT JOIN word ON p.person_id = word.person_id
