-- One row per mail address that is a mailing list.
-- address_id: the address.
--
-- Rules, one of which holds. Some mail's headers name it as their list. Or it is called
-- like a list (wording), keeps no mailbox and sends nothing but list mail; a list's mail
-- that passed through it to another mailbox makes it none. Or it receives list mail, at
-- least 80 % of what it receives is, it sends nothing else, and it is, in mails from at
-- least two senders, the busiest of the silent recipients and lies in a conversation (one
-- thread, two senders). People who write to lists stay people.
WITH announced AS (
    SELECT DISTINCT h.address_id
    FROM interaction AS i
    INNER JOIN handle AS h
        ON
            h.scheme = 'mail'
            AND h.value = SPLIT_PART(SPLIT_PART(i.signals, ' list:', 2), ' ', 1)
    WHERE i.signals LIKE '% list:%'
),

deliveries AS (
    SELECT
        p.interaction_id,
        COUNT(DISTINCT p.address_id) AS places
    FROM participation AS p
    WHERE p.role = 'delivered'
    GROUP BY p.interaction_id
),

passed AS (
    SELECT p.address_id
    FROM participation AS p
    INNER JOIN deliveries AS d ON p.interaction_id = d.interaction_id
    WHERE p.role = 'delivered'
    GROUP BY p.address_id
    HAVING MIN(d.places) >= 2
),

silent AS (
    SELECT
        f.address_id,
        f.received_list,
        CASE
            WHEN
                n.address_id IS NOT NULL OR w.rule = 'list'
                OR (
                    w.rule = 'list_like' AND f.received_list > 0
                    AND f.received_list * 5 >= f.received * 4
                )
                THEN 1
            ELSE 0
        END AS is_named_so
    FROM correspondent AS f
    LEFT JOIN announced AS n ON f.address_id = n.address_id
    LEFT JOIN wording AS w ON f.address_id = w.address_id
    LEFT JOIN passed AS p ON f.address_id = p.address_id
    WHERE
        f.scheme = 'mail'
        AND (f.is_kept = 0 OR (w.rule = 'list' AND p.address_id IS NOT NULL))
        AND (
            n.address_id IS NOT NULL
            OR (w.rule = 'list' AND f.sent = f.sent_list)
            OR (
                f.received_list > 0
                AND f.received_list * 5 >= f.received * 4
                AND f.sent = f.sent_list
            )
        )
),

busiest AS (
    SELECT
        l.sender_id,
        l.thread_id,
        s.address_id,
        ROW_NUMBER() OVER (
            PARTITION BY l.interaction_id
            ORDER BY s.is_named_so DESC, s.received_list DESC, s.address_id ASC
        ) AS place
    FROM addressed AS a
    INNER JOIN silent AS s ON a.address_id = s.address_id
    INNER JOIN correspondent AS f ON s.address_id = f.address_id AND f.sent = 0
    INNER JOIN letter AS l ON a.interaction_id = l.interaction_id AND l.is_list = 1
),

thread AS (
    SELECT
        l.thread_id,
        COUNT(DISTINCT l.sender_id) AS senders
    FROM letter AS l
    WHERE l.thread_id IS NOT NULL
    GROUP BY l.thread_id
),

covering AS (
    SELECT b.address_id
    FROM busiest AS b
    LEFT JOIN thread AS t ON b.thread_id = t.thread_id
    WHERE b.place = 1
    GROUP BY b.address_id
    HAVING COUNT(DISTINCT b.sender_id) >= 2 AND MAX(COALESCE(t.senders, 0)) >= 2
)

SELECT s.address_id
FROM silent AS s
LEFT JOIN covering AS c ON s.address_id = c.address_id
WHERE s.is_named_so = 1 OR c.address_id IS NOT NULL
