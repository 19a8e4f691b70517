-- One row per message or post and link, hashtag or topic in it, by a person.
-- interaction_id: the message or post.
-- person_id: who wrote it.
-- thing: the mark as the signals have it: link:example.org, tag:choir, topic:rehearsal.
-- derivation: link, hashtag or topic.
-- started: when, in epoch seconds.
-- thread_id: the conversation it belongs to; null where the record has none.
WITH own AS (
    SELECT
        i.interaction_id,
        m.person_id,
        i.started,
        i.thread_id,
        i.signals
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    INNER JOIN member AS m ON i.sender_id = m.address_id
    INNER JOIN person AS p ON m.person_id = p.person_id
    WHERE
        NOT p.is_automaton
        AND i.kind IN ('message', 'post')
        AND (i.signals LIKE '%link:%' OR i.signals LIKE '%tag:%' OR i.signals LIKE '%topic:%')
),

said AS (
    SELECT
        o.interaction_id,
        o.person_id,
        o.started,
        o.thread_id,
        UNNEST(STRING_SPLIT(o.signals, ' ')) AS thing
    FROM own AS o
)

SELECT DISTINCT
    s.interaction_id,
    s.person_id,
    s.thing,
    CASE
        WHEN s.thing LIKE 'link:%' THEN 'link'
        WHEN s.thing LIKE 'tag:%' THEN 'hashtag'
        ELSE 'topic'
    END AS derivation,
    s.started,
    s.thread_id
FROM said AS s
WHERE s.thing LIKE 'link:%' OR s.thing LIKE 'tag:%' OR s.thing LIKE 'topic:%'
