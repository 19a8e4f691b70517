-- One row per two persons who are compared: what their records have to do with each other.
-- person_id: somebody, the smaller id.
-- other_id: somebody else.
-- company: how many people the one was in conversations and gatherings with.
-- other_company: how many the other was with.
-- shared: how many of these are the same people.
-- rare: the same, where somebody who is with few counts more: one by their own number.
-- together: conversations and gatherings both were in.
-- beside: interactions both took part in at the same time.
WITH degree AS (
    SELECT
        c.person_id,
        COUNT(*) AS people
    FROM counterpart AS c
    GROUP BY c.person_id
),

in_common AS (
    SELECT
        p.person_id,
        p.other_id,
        COUNT(*) AS shared,
        SUM(1e0 / d.people) AS rare
    FROM match_pair AS p
    INNER JOIN counterpart AS a ON p.person_id = a.person_id
    INNER JOIN counterpart AS b ON p.other_id = b.person_id AND a.other_id = b.other_id
    INNER JOIN degree AS d ON a.other_id = d.person_id
    GROUP BY
        p.person_id,
        p.other_id
),

compared AS (
    SELECT match_pair.person_id FROM match_pair
    UNION
    SELECT match_pair.other_id AS person_id FROM match_pair
),

present AS (
    SELECT
        p.interaction_id,
        m.person_id
    FROM participation AS p
    INNER JOIN member AS m ON p.address_id = m.address_id
    INNER JOIN compared AS c ON m.person_id = c.person_id
    WHERE p.role IN ('to', 'cc', 'bcc', 'attendee', 'organizer', 'member')
    UNION
    SELECT
        i.interaction_id,
        m.person_id
    FROM interaction AS i
    INNER JOIN member AS m ON i.sender_id = m.address_id
    INNER JOIN compared AS c ON m.person_id = c.person_id
),

same_moment AS (
    SELECT
        p.person_id,
        p.other_id,
        COUNT(*) AS beside
    FROM match_pair AS p
    INNER JOIN present AS a ON p.person_id = a.person_id
    INNER JOIN present AS b
        ON p.other_id = b.person_id AND a.interaction_id = b.interaction_id
    GROUP BY
        p.person_id,
        p.other_id
)

SELECT
    p.person_id,
    p.other_id,
    COALESCE(one.people, 0) AS company,
    COALESCE(two.people, 0) AS other_company,
    COALESCE(s.shared, 0) AS shared,
    ROUND(COALESCE(s.rare, 0e0), 9) AS rare,
    COALESCE(c.settings, 0) AS together,
    COALESCE(m.beside, 0) AS beside
FROM match_pair AS p
LEFT JOIN degree AS one ON p.person_id = one.person_id
LEFT JOIN degree AS two ON p.other_id = two.person_id
LEFT JOIN in_common AS s ON p.person_id = s.person_id AND p.other_id = s.other_id
LEFT JOIN counterpart AS c ON p.person_id = c.person_id AND p.other_id = c.other_id
LEFT JOIN same_moment AS m ON p.person_id = m.person_id AND p.other_id = m.other_id
