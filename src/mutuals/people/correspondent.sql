-- One row per handle: how it writes and is written to by mail.
-- address_id: the address.
-- scheme: its scheme.
-- local_part: of a mail address, what stands before the @ and a plus sign, lower case.
-- domain: of a mail address, lower case.
-- sent: mails it sent.
-- sent_list: those of them through a list.
-- sent_auto: those a program sent.
-- sent_noreply: those that take no reply.
-- sent_plain: those that are nothing of the kind.
-- sent_alone: the plain ones to one person.
-- received: mails others addressed to it.
-- received_list: those of them through a list.
-- rooms: meetings it was invited to as a room.
-- is_kept: 1 for the owner's own, and where half of what it got was delivered to it.
WITH wrote AS (
    SELECT
        l.sender_id AS address_id,
        COUNT(*) AS sent,
        CAST(SUM(l.is_list) AS BIGINT) AS sent_list,
        CAST(SUM(l.is_auto) AS BIGINT) AS sent_auto,
        CAST(SUM(l.is_noreply) AS BIGINT) AS sent_noreply,
        CAST(SUM(l.is_plain) AS BIGINT) AS sent_plain,
        CAST(
            SUM(CASE WHEN l.is_plain = 1 AND l.audience_size <= 1 THEN 1 ELSE 0 END) AS BIGINT
        ) AS sent_alone
    FROM letter AS l
    WHERE l.sender_id IS NOT NULL
    GROUP BY l.sender_id
),

got AS (
    SELECT
        a.address_id,
        COUNT(*) AS received,
        CAST(SUM(l.is_list) AS BIGINT) AS received_list
    FROM addressed AS a
    INNER JOIN letter AS l ON a.interaction_id = l.interaction_id
    WHERE l.sender_id IS NULL OR l.sender_id <> a.address_id
    GROUP BY a.address_id
),

delivered AS (
    SELECT
        p.address_id,
        COUNT(*) AS delivered
    FROM participation AS p
    WHERE p.role = 'delivered'
    GROUP BY p.address_id
),

kept AS (
    SELECT d.address_id
    FROM delivered AS d
    LEFT JOIN got ON d.address_id = got.address_id
    WHERE d.delivered * 2 >= COALESCE(got.received, 0)
    UNION
    SELECT mine.address_id
    FROM mine
),

room AS (
    SELECT
        p.address_id,
        COUNT(*) AS evidence
    FROM participation AS p
    WHERE p.role = 'room'
    GROUP BY p.address_id
)

SELECT
    h.address_id,
    h.scheme,
    CASE
        WHEN h.scheme = 'mail' THEN LOWER(SPLIT_PART(SPLIT_PART(h.value, '@', 1), '+', 1))
        ELSE ''
    END AS local_part,
    CASE
        WHEN h.scheme = 'mail' THEN LOWER(SPLIT_PART(h.value, '@', 2))
        ELSE ''
    END AS domain,
    COALESCE(wrote.sent, 0) AS sent,
    COALESCE(wrote.sent_list, 0) AS sent_list,
    COALESCE(wrote.sent_auto, 0) AS sent_auto,
    COALESCE(wrote.sent_noreply, 0) AS sent_noreply,
    COALESCE(wrote.sent_plain, 0) AS sent_plain,
    COALESCE(wrote.sent_alone, 0) AS sent_alone,
    COALESCE(got.received, 0) AS received,
    COALESCE(got.received_list, 0) AS received_list,
    COALESCE(room.evidence, 0) AS rooms,
    CASE WHEN kept.address_id IS NULL THEN 0 ELSE 1 END AS is_kept
FROM handle AS h
LEFT JOIN wrote ON h.address_id = wrote.address_id
LEFT JOIN got ON h.address_id = got.address_id
LEFT JOIN room ON h.address_id = room.address_id
LEFT JOIN kept ON h.address_id = kept.address_id
