-- One row per person and thing they did, said or joined, with the first time: what is
-- stated in a file of outcomes, and what is derived from the records.
-- person_id: the person.
-- thing: what it was, named after its derivation unless it is stated: link:example.org.
-- derivation: stated (an outcome), look (an outcome that is mere attention), link,
--     hashtag, group (first words in a group) or event (first time at a recurring one).
-- started: when first, in epoch seconds.
WITH place AS (
    SELECT 1 AS n
    UNION ALL
    SELECT 2 AS n
    UNION ALL
    SELECT 3 AS n
    UNION ALL
    SELECT 4 AS n
    UNION ALL
    SELECT 5 AS n
    UNION ALL
    SELECT 6 AS n
    UNION ALL
    SELECT 7 AS n
    UNION ALL
    SELECT 8 AS n
    UNION ALL
    SELECT 9 AS n
    UNION ALL
    SELECT 10 AS n
    UNION ALL
    SELECT 11 AS n
    UNION ALL
    SELECT 12 AS n
),

own AS (
    SELECT
        m.person_id,
        i.started,
        i.thread_id,
        i.kind,
        TRIM(COALESCE(i.signals, '')) AS signals,
        size.audience_size
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    INNER JOIN member AS m ON i.sender_id = m.address_id
    INNER JOIN person AS p ON m.person_id = p.person_id
    INNER JOIN audience AS size ON i.interaction_id = size.interaction_id
    WHERE NOT p.is_automaton AND i.kind IN ('message', 'post')
),

marked AS (
    SELECT
        o.person_id,
        o.started,
        SPLIT_PART(o.signals, ' ', place.n) AS word
    FROM own AS o
    CROSS JOIN place
    WHERE o.signals LIKE '%link:%' OR o.signals LIKE '%tag:%'
),

done AS (
    SELECT
        a.person_id,
        a.thing,
        CASE WHEN a.sort = 'action' THEN 'stated' ELSE 'look' END AS derivation,
        a.happened AS started
    FROM adoption AS a
    UNION ALL
    SELECT
        w.person_id,
        w.word AS thing,
        CASE WHEN w.word LIKE 'link:%' THEN 'link' ELSE 'hashtag' END AS derivation,
        w.started
    FROM marked AS w
    WHERE w.word LIKE 'link:%' OR w.word LIKE 'tag:%'
    UNION ALL
    SELECT
        o.person_id,
        'group:' || CAST(o.thread_id AS VARCHAR) AS thing,
        'group' AS derivation,
        o.started
    FROM own AS o
    WHERE o.thread_id IS NOT NULL AND o.audience_size > 1
    UNION ALL
    SELECT
        w.person_id,
        'event:' || LOWER(TRIM(o.title)) AS thing,
        'event' AS derivation,
        w.started
    FROM presence AS w
    INNER JOIN occasion AS o ON w.gathering_id = o.gathering_id
    WHERE TRIM(COALESCE(o.title, '')) <> ''
)

SELECT
    d.person_id,
    d.thing,
    d.derivation,
    MIN(d.started) AS started
FROM done AS d
GROUP BY d.person_id, d.thing, d.derivation
