-- One row per interaction: how many people it went to, the one audience of all tables.
-- interaction_id: the interaction.
-- audience_size: persons it was addressed to, apart from its sender.
--
-- Rule. Several addresses of one person count once, and the sender's other addresses not
-- at all. Who was only mentioned, declined or got it delivered was not addressed. Where
-- the record says more addresses than it names, each of those not named is one person.
WITH listed AS (
    SELECT
        p.interaction_id,
        p.address_id,
        MAX(
            CASE
                WHEN p.role IN ('to', 'cc', 'bcc', 'attendee', 'organizer', 'member') THEN 1
                ELSE 0
            END
        ) AS is_addressed
    FROM participation AS p
    WHERE p.role <> 'delivered'
    GROUP BY
        p.interaction_id,
        p.address_id
),

named AS (
    SELECT
        l.interaction_id,
        m.person_id,
        COUNT(*) AS addresses,
        MAX(CASE WHEN x.address_id IS NOT NULL THEN 0 ELSE l.is_addressed END) AS is_addressed
    FROM listed AS l
    INNER JOIN member AS m ON l.address_id = m.address_id
    INNER JOIN interaction AS i ON l.interaction_id = i.interaction_id
    LEFT JOIN absence AS x
        ON l.interaction_id = x.interaction_id AND l.address_id = x.address_id
    WHERE i.sender_id IS NULL OR l.address_id <> i.sender_id
    GROUP BY
        l.interaction_id,
        m.person_id
),

counted AS (
    SELECT
        i.interaction_id,
        MAX(COALESCE(i.audience_size, 0)) - COALESCE(SUM(n.addresses), 0) AS unnamed,
        COALESCE(SUM(CASE WHEN n.person_id = s.person_id THEN 0 ELSE n.is_addressed END), 0)
            AS others
    FROM interaction AS i
    LEFT JOIN member AS s ON i.sender_id = s.address_id
    LEFT JOIN named AS n ON i.interaction_id = n.interaction_id
    GROUP BY i.interaction_id
)

SELECT
    c.interaction_id,
    CAST(GREATEST(c.unnamed, 0) + c.others AS INTEGER) AS audience_size
FROM counted AS c
