-- One row per person (automata apart): the status game.
-- person_id: the person.
-- followers: how many persons follow them.
-- likes: how many likes their interactions got from others, one per person and thing.
-- reach: how many persons could have seen what they put out.
-- percentile: share of the other persons who have fewer followers, 0 to 1.
--
-- Rule. Reach = followers and everybody their posts, messages to more than ten and
-- speeches before more than fifty were addressed to, each counted once; at least the
-- largest audience one of these had. What anybody did because of them enters nowhere here.
WITH counted AS (
    SELECT p.person_id
    FROM person AS p
    WHERE NOT p.is_automaton
),

following AS (
    SELECT DISTINCT
        e.person_id AS followed_id,
        r.person_id AS follower_id
    FROM follow AS f
    INNER JOIN member AS e ON f.followed_id = e.address_id
    INNER JOIN member AS r ON f.follower_id = r.address_id
    CROSS JOIN clock
    WHERE
        e.person_id <> r.person_id
        AND (f.since_at IS NULL OR f.since_at <= clock.as_of_at)
),

followed AS (
    SELECT
        f.followed_id AS person_id,
        COUNT(*) AS followers
    FROM following AS f
    GROUP BY f.followed_id
),

liking AS (
    SELECT DISTINCT
        a.person_id AS author_id,
        m.person_id AS actor_id,
        r.interaction_id
    FROM reaction AS r
    INNER JOIN clock ON r.reacted <= clock.as_of
    INNER JOIN interaction AS i ON r.interaction_id = i.interaction_id
    INNER JOIN member AS a ON i.sender_id = a.address_id
    INNER JOIN member AS m ON r.actor_id = m.address_id
    WHERE r.sort = 'like' AND a.person_id <> m.person_id
),

liked AS (
    SELECT
        l.author_id AS person_id,
        COUNT(*) AS likes
    FROM liking AS l
    GROUP BY l.author_id
),

put_out AS (
    SELECT
        i.interaction_id,
        m.person_id,
        size.audience_size
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    INNER JOIN member AS m ON i.sender_id = m.address_id
    INNER JOIN audience AS size ON i.interaction_id = size.interaction_id
    WHERE
        i.kind = 'post'
        OR (
            i.kind = 'message'
            AND size.audience_size
            > CASE WHEN COALESCE(i.medium, 'online') = 'in_person' THEN 50 ELSE 10 END
        )
),

readership AS (
    SELECT
        o.person_id,
        m.person_id AS reader_id
    FROM put_out AS o
    INNER JOIN participation AS p ON o.interaction_id = p.interaction_id
    INNER JOIN member AS m ON p.address_id = m.address_id
    WHERE m.person_id <> o.person_id
    UNION
    SELECT
        f.followed_id AS person_id,
        f.follower_id AS reader_id
    FROM following AS f
),

reached AS (
    SELECT
        a.person_id,
        COUNT(*) AS readers
    FROM readership AS a
    INNER JOIN counted AS c ON a.reader_id = c.person_id
    GROUP BY a.person_id
),

largest AS (
    SELECT
        o.person_id,
        MAX(o.audience_size) AS audience_size
    FROM put_out AS o
    GROUP BY o.person_id
),

summed AS (
    SELECT
        c.person_id,
        COALESCE(f.followers, 0) AS followers,
        COALESCE(l.likes, 0) AS likes,
        GREATEST(COALESCE(r.readers, 0), COALESCE(g.audience_size, 0)) AS reach
    FROM counted AS c
    LEFT JOIN followed AS f ON c.person_id = f.person_id
    LEFT JOIN liked AS l ON c.person_id = l.person_id
    LEFT JOIN reached AS r ON c.person_id = r.person_id
    LEFT JOIN largest AS g ON c.person_id = g.person_id
)

SELECT
    s.person_id,
    s.followers,
    s.likes,
    s.reach,
    COALESCE(
        (RANK() OVER (ORDER BY s.followers ASC) - 1) * 1e0 / NULLIF(COUNT(*) OVER () - 1, 0), 0e0
    ) AS percentile
FROM summed AS s
