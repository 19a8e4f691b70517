-- One row per address that may be the owner's own, at most twenty for each channel.
-- address_id: the address.
-- value: the handle as the archive writes it.
-- name: the name the archive gives with it, else the handle.
-- channel: the channel it was seen in; for lists of who follows whom, follows on a site.
-- share: share of the channel's interactions the address takes part in, 0 to 1.
-- evidence: what speaks for it, in words.
-- interactions: how many interactions of the channel it takes part in.
-- sent: how many of them it started.
-- received: how many of them were addressed to it.
-- delivered: how many were put into its mailbox.
-- place: 1 for the likeliest address of the channel, then 2, 3, ...
--
-- Rule. An archive is full of its owner: the address that takes part in most, to which
-- mail was delivered and which both sends and receives comes first. Weight = share x
-- (1 + share delivered), halved where the address only sends or only receives. Lists
-- and other automata are left out, but not who only reads, and so are posts: whoever
-- follows everybody is among the addressees of most of them. Lists of followers and of
-- the followed have their owner at one end of every line.
WITH took_part AS (
    SELECT
        p.interaction_id,
        p.address_id,
        0 AS is_sent,
        CASE WHEN p.role NOT IN ('delivered', 'mention') THEN 1 ELSE 0 END AS is_received,
        CASE WHEN p.role = 'delivered' THEN 1 ELSE 0 END AS is_delivered
    FROM participation AS p
    WHERE p.role NOT IN ('mention', 'room')
    UNION ALL
    SELECT
        i.interaction_id,
        i.sender_id AS address_id,
        1 AS is_sent,
        0 AS is_received,
        0 AS is_delivered
    FROM interaction AS i
    WHERE i.sender_id IS NOT NULL
),

part AS (
    SELECT
        interaction_id,
        address_id,
        MAX(is_sent) AS is_sent,
        MAX(is_received) AS is_received,
        MAX(is_delivered) AS is_delivered
    FROM took_part
    GROUP BY
        interaction_id,
        address_id
),

line AS (
    SELECT
        follower_id AS address_id,
        followed_id AS other_id,
        1 AS is_sent,
        0 AS is_received
    FROM follow
    UNION ALL
    SELECT
        followed_id AS address_id,
        follower_id AS other_id,
        0 AS is_sent,
        1 AS is_received
    FROM follow
),

-- whose list it is may be known by another scheme than those in it
listed AS (
    SELECT
        line.address_id,
        'follows on ' || h.scheme AS channel,
        COUNT(DISTINCT line.other_id) AS interactions,
        SUM(line.is_sent) AS sent,
        SUM(line.is_received) AS received
    FROM line
    INNER JOIN handle AS h ON line.other_id = h.address_id
    LEFT JOIN automaton AS a ON line.address_id = a.address_id AND a.rule <> 'silent'
    WHERE a.address_id IS NULL
    GROUP BY
        line.address_id,
        h.scheme
),

pair AS (
    SELECT DISTINCT
        h.scheme,
        LEAST(line.address_id, line.other_id) AS one_id,
        GREATEST(line.address_id, line.other_id) AS two_id
    FROM line
    INNER JOIN handle AS h ON line.other_id = h.address_id
),

volume AS (
    SELECT
        channel,
        COUNT(*) AS interactions
    FROM interaction
    WHERE kind <> 'post'
    GROUP BY channel
    UNION ALL
    SELECT
        'follows on ' || pair.scheme AS channel,
        COUNT(*) AS interactions
    FROM pair
    GROUP BY pair.scheme
),

counted AS (
    SELECT
        part.address_id,
        i.channel,
        COUNT(*) AS interactions,
        SUM(part.is_sent) AS sent,
        SUM(part.is_received) AS received,
        SUM(part.is_delivered) AS delivered
    FROM part
    INNER JOIN interaction AS i ON part.interaction_id = i.interaction_id
    LEFT JOIN automaton AS a ON part.address_id = a.address_id AND a.rule <> 'silent'
    WHERE a.address_id IS NULL AND i.kind <> 'post'
    GROUP BY
        part.address_id,
        i.channel
    UNION ALL
    SELECT
        listed.address_id,
        listed.channel,
        listed.interactions,
        listed.sent,
        listed.received,
        0 AS delivered
    FROM listed
),

weighed AS (
    SELECT
        c.address_id,
        c.channel,
        c.interactions,
        c.sent,
        c.received,
        c.delivered,
        v.interactions AS seen,
        ROUND(c.interactions * 1e0 / v.interactions, 9) AS share,
        ROUND(
            c.interactions
            * (1e0 + c.delivered * 1e0 / v.interactions)
            * CASE WHEN c.sent > 0 AND c.received + c.delivered > 0 THEN 1e0 ELSE 5e-1 END
            / v.interactions,
            9
        ) AS weight
    FROM counted AS c
    INNER JOIN volume AS v ON c.channel = v.channel
),

placed AS (
    SELECT
        w.address_id,
        w.channel,
        w.interactions,
        w.sent,
        w.received,
        w.delivered,
        w.seen,
        w.share,
        ROW_NUMBER() OVER (
            PARTITION BY w.channel
            ORDER BY w.weight DESC, w.address_id ASC
        ) AS place
    FROM weighed AS w
)

SELECT
    placed.address_id,
    address.value,
    address.name,
    placed.channel,
    placed.share,
    CASE
        WHEN placed.channel LIKE 'follows on %'
            THEN
                'stands at one end of ' || CAST(placed.interactions AS VARCHAR)
                || ' of ' || CAST(placed.seen AS VARCHAR) || ' follows'
        ELSE
            'takes part in ' || CAST(placed.interactions AS VARCHAR)
            || ' of ' || CAST(placed.seen AS VARCHAR)
            || ', sent ' || CAST(placed.sent AS VARCHAR)
            || ', received ' || CAST(placed.received AS VARCHAR)
            || CASE
                WHEN placed.delivered > 0
                    THEN ', ' || CAST(placed.delivered AS VARCHAR) || ' delivered to its mailbox'
                ELSE ''
            END
    END AS evidence,
    placed.interactions,
    CAST(placed.sent AS BIGINT) AS sent,
    CAST(placed.received AS BIGINT) AS received,
    CAST(placed.delivered AS BIGINT) AS delivered,
    placed.place
FROM placed
INNER JOIN address ON placed.address_id = address.address_id
WHERE placed.place <= 20
