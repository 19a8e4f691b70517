-- One row per person and thing they did, said or joined, with the first time: what is
-- stated in a file of outcomes, and what is derived from the records (topics apart: words
-- are too many to tell of taste).
-- person_id: the person.
-- thing: what it was, named after its derivation unless it is stated: link:example.org.
-- derivation: stated (an outcome), look (an outcome that is mere attention), link,
--     hashtag, group (first words in a group), event (first time at a recurring one) or
--     file (first touched)
-- started: when first, in epoch seconds.
SELECT
    a.person_id,
    a.thing,
    CASE WHEN a.sort = 'action' THEN 'stated' ELSE 'look' END AS derivation,
    MIN(a.happened) AS started
FROM adoption AS a
GROUP BY a.person_id, a.thing, CASE WHEN a.sort = 'action' THEN 'stated' ELSE 'look' END
UNION ALL
SELECT
    d.person_id,
    d.thing,
    d.derivation,
    d.started
FROM derived AS d
WHERE d.derivation <> 'topic'
