-- One row per gathering and two people who turned to each other during it.
-- gathering_id: the gathering.
-- one_id: one of them, the smaller person_id.
-- other_id: the other.
-- seen: minutes in contact in person; in a chat, turns of one right after the other.
--
-- Rule. In person: spells of proximity and short talks while the gathering lasted, in
-- company of at most five. In a chat: a message by one within ten minutes after one by
-- the other, nobody else between them.
WITH spoken AS (
    SELECT
        g.gathering_id,
        i.started,
        i.interaction_id,
        a.person_id
    FROM gathering AS g
    INNER JOIN interaction AS i
        ON g.thread_id = i.thread_id AND g.started <= i.started AND g.ended >= i.started
    INNER JOIN address AS a ON i.sender_id = a.address_id
    INNER JOIN person AS p ON a.person_id = p.person_id AND NOT p.is_automaton
    WHERE i.kind = 'message' AND g.size <= 40
),

turns AS (
    SELECT
        s.gathering_id,
        s.person_id,
        s.started,
        LAG(s.person_id) OVER in_turn AS before_id,
        LAG(s.started) OVER in_turn AS before_at
    FROM spoken AS s
    WINDOW in_turn AS (PARTITION BY s.gathering_id ORDER BY s.started ASC, s.interaction_id ASC)
),

near AS (
    SELECT
        g.gathering_id,
        c.ego_id AS one_id,
        c.alter_id AS other_id,
        c.minutes
    FROM gathering AS g
    INNER JOIN presence AS p ON g.gathering_id = p.gathering_id
    INNER JOIN presence AS q ON g.gathering_id = q.gathering_id AND p.person_id < q.person_id
    INNER JOIN contact AS c ON p.person_id = c.ego_id AND q.person_id = c.alter_id
    WHERE
        g.thread_id IS NULL
        AND g.size <= 40
        AND c.medium = 'in_person'
        AND c.kind = 'proximity'
        AND c.audience_size <= 4
        AND c.started BETWEEN g.started AND g.ended
),

pair AS (
    SELECT
        t.gathering_id,
        LEAST(t.person_id, t.before_id) AS one_id,
        GREATEST(t.person_id, t.before_id) AS other_id,
        1e0 AS seen
    FROM turns AS t
    WHERE t.before_id IS NOT NULL AND t.before_id <> t.person_id AND t.started - t.before_at <= 600
    UNION ALL
    SELECT
        n.gathering_id,
        n.one_id,
        n.other_id,
        n.minutes AS seen
    FROM near AS n
)

SELECT
    p.gathering_id,
    p.one_id,
    p.other_id,
    ROUND(CAST(SUM(CAST(p.seen AS DECIMAL(18, 9))) AS DOUBLE), 6) AS seen
FROM pair AS p
GROUP BY p.gathering_id, p.one_id, p.other_id
