-- One row per address that is no person: lists, newsletters, bots, rooms, role accounts.
-- address_id: the address.
-- rule: which rule says so, the first that holds: room, list, no_reply, booking, system,
-- robot, short_code, wordless, program, gateway, channel, placeholder, role, relay,
-- newsletter, automatic or silent; or the user's word: said_list, said_robot, said_room
-- or said_unknown.
-- evidence: how many interactions stand behind it.
--
-- Rules, for mail addresses unless said otherwise; what a handle or name says is in
-- wording. "Plain" mail carries none of the signals list, bulk, auto and noreply; "written
-- to" counts the mails others addressed to it; "talks" means that it wrote to one person
-- alone and one person alone wrote to it.
-- room: invited to a meeting as a room (any scheme), or called so and never sends.
-- list: see mailing_list.
-- no_reply: called no-reply, bounce, mailer-daemon and the like, or all its mail says so.
-- booking: a booking tool's or calendar's own address that wrote no plain mail to one
--   person or was never written to.
-- system: a machine's account (cron, nobody, www-data), or a handle of scheme system.
-- robot: called a bot or a list's desk, and does not talk (any scheme). short_code:
--   so for numbers of up to five digits and senders' names in text messages. wordless: so
--   for names in chats without a letter or a number.
-- program: a bug's or ticket's address, a bot marked as one, what lists send out by.
-- gateway: by which a list's mail is passed on. channel: where Telegram's speak themselves.
-- role: called info, support, billing and the like, with booking's exception.
-- relay: it sends, and goes by many names that cannot be one person's.
-- placeholder: what archives write for whoever they do not know, and for deleted accounts.
-- newsletter: at least 80 % of its mail is bulk or list mail and goes to one reader each
--   (a mailbox's owner, or somebody who writes); none goes to a list or into a thread
--   where somebody else writes; and nobody ever wrote to it.
-- automatic: at least 80 % of its mail is sent by a program, and nobody ever wrote to it
--   or there are ten such mails and nothing plain. In a chat: all it says is.
-- silent: it never wrote, goes by no name, and only list mail to others as well was
--   addressed to it.
-- What the user said is their own, or a person, is never an automaton. Those to whose
-- mailbox at least half of what they got was delivered are none by the rules list, robot,
-- role, relay, newsletter, automatic and silent.
WITH thread AS (
    SELECT
        l.thread_id,
        COUNT(DISTINCT l.sender_id) AS senders
    FROM letter AS l
    WHERE l.thread_id IS NOT NULL
    GROUP BY l.thread_id
),

talker AS (
    SELECT DISTINCT l.sender_id AS address_id
    FROM letter AS l
    INNER JOIN thread AS t ON l.thread_id = t.thread_id AND t.senders >= 2
    UNION
    SELECT DISTINCT l.sender_id AS address_id
    FROM letter AS l
    INNER JOIN addressed AS a ON l.interaction_id = a.interaction_id
    INNER JOIN mailing_list AS m ON a.address_id = m.address_id
),

envelope AS (
    SELECT
        p.interaction_id,
        COUNT(DISTINCT CASE WHEN p.role <> 'delivered' THEN p.address_id END) AS named,
        MAX(CASE WHEN p.role <> 'delivered' AND (f.is_kept = 1 OR f.sent > 0) THEN 1 ELSE 0 END)
            AS is_read,
        MAX(CASE WHEN p.role = 'delivered' THEN 1 ELSE 0 END) AS is_delivered
    FROM participation AS p
    INNER JOIN correspondent AS f ON p.address_id = f.address_id
    WHERE p.role IN ('to', 'cc', 'bcc', 'delivered')
    GROUP BY p.interaction_id
),

mailing AS (
    SELECT
        l.sender_id AS address_id,
        COUNT(*) AS letters
    FROM letter AS l
    INNER JOIN envelope AS e ON l.interaction_id = e.interaction_id
    WHERE
        l.is_bulk = 1
        AND ((e.named = 1 AND e.is_read = 1) OR (e.named = 0 AND e.is_delivered = 1))
    GROUP BY l.sender_id
),

spoken AS (
    SELECT
        w.address_id,
        i.interaction_id,
        1 AS is_sent
    FROM wording AS w
    INNER JOIN interaction AS i ON w.address_id = i.sender_id
    WHERE
        w.rule IN ('robot', 'short_code', 'wordless')
        AND i.kind IN ('message', 'call')
        AND COALESCE(i.signals, '') NOT LIKE '% auto %'
    UNION ALL
    SELECT
        w.address_id,
        p.interaction_id,
        0 AS is_sent
    FROM wording AS w
    INNER JOIN participation AS p ON w.address_id = p.address_id
    INNER JOIN interaction AS i ON p.interaction_id = i.interaction_id
    WHERE
        w.rule IN ('robot', 'short_code', 'wordless')
        AND i.kind IN ('message', 'call')
        AND p.role <> 'mention'
),

talking AS (
    SELECT s.address_id
    FROM spoken AS s
    INNER JOIN audience AS a ON s.interaction_id = a.interaction_id
    WHERE a.audience_size <= 1
    GROUP BY s.address_id
    HAVING MIN(s.is_sent) = 0 AND MAX(s.is_sent) = 1
),

machine AS (
    SELECT i.sender_id AS address_id
    FROM interaction AS i
    WHERE i.sender_id IS NOT NULL AND i.channel <> 'mail' AND i.kind IN ('message', 'post')
    GROUP BY i.sender_id
    HAVING MIN(CASE WHEN i.signals LIKE '% auto %' THEN 1 ELSE 0 END) = 1
),

known AS (
    SELECT a.address_id
    FROM alias AS a
    WHERE a.name NOT LIKE '%@%' AND TRIM(a.name) <> ''
    UNION
    SELECT a.address_id
    FROM addressed AS a
    INNER JOIN letter AS l ON a.interaction_id = l.interaction_id
    WHERE l.audience_size <= 1
),

judged AS (
    SELECT
        f.address_id,
        CASE
            WHEN
                (f.sent = 0 AND (f.rooms > 0 OR w.rule = 'room'))
                OR f.domain = 'resource.calendar.google.com'
                THEN 'room'
            WHEN m.address_id IS NOT NULL THEN 'list'
            WHEN w.rule = 'no_reply' OR (f.sent > 0 AND f.sent_noreply = f.sent) THEN 'no_reply'
            WHEN
                f.domain = 'group.calendar.google.com'
                OR (w.rule = 'booking' AND (f.sent_alone = 0 OR f.received = 0))
                THEN 'booking'
            WHEN w.rule = 'system' THEN 'system'
            WHEN
                w.rule IN ('robot', 'short_code', 'wordless')
                AND f.is_kept = 0 AND t.address_id IS NULL
                THEN w.rule
            WHEN w.rule IN ('program', 'gateway', 'channel', 'placeholder') THEN w.rule
            WHEN
                w.rule = 'role' AND f.is_kept = 0 AND (f.sent_alone = 0 OR f.received = 0)
                THEN 'role'
            WHEN w.rule = 'relay' AND f.is_kept = 0 AND f.sent > 0 THEN 'relay'
            WHEN
                f.is_kept = 0 AND f.sent > 0 AND f.received = 0
                AND mailing.letters * 5 >= f.sent * 4
                AND talker.address_id IS NULL
                THEN 'newsletter'
            WHEN
                x.address_id IS NOT NULL
                OR (
                    f.is_kept = 0 AND f.sent > 0
                    AND f.sent_auto * 5 >= f.sent * 4
                    AND (f.received = 0 OR (f.sent_auto >= 10 AND f.sent_plain = 0))
                )
                THEN 'automatic'
            WHEN
                f.scheme = 'mail' AND f.is_kept = 0 AND f.sent = 0 AND f.received > 0
                AND f.received_list = f.received AND known.address_id IS NULL
                THEN 'silent'
            ELSE ''
        END AS rule,
        f.rooms,
        f.sent,
        f.received
    FROM correspondent AS f
    LEFT JOIN wording AS w ON f.address_id = w.address_id
    LEFT JOIN mailing_list AS m ON f.address_id = m.address_id
    LEFT JOIN talker ON f.address_id = talker.address_id
    LEFT JOIN talking AS t ON f.address_id = t.address_id
    LEFT JOIN mailing ON f.address_id = mailing.address_id
    LEFT JOIN machine AS x ON f.address_id = x.address_id
    LEFT JOIN known ON f.address_id = known.address_id
),

decided AS (
    SELECT
        j.address_id,
        CASE
            WHEN mine.address_id IS NOT NULL OR d.kind = 'person' THEN ''
            WHEN d.kind IS NOT NULL THEN 'said_' || d.kind
            ELSE j.rule
        END AS rule,
        j.rooms,
        j.sent,
        j.received
    FROM judged AS j
    LEFT JOIN deemed AS d ON j.address_id = d.address_id
    LEFT JOIN mine ON j.address_id = mine.address_id
)

SELECT
    c.address_id,
    c.rule,
    CAST(CASE WHEN c.rule = 'room' THEN c.rooms ELSE c.sent + c.received END AS BIGINT)
        AS evidence
FROM decided AS c
WHERE c.rule <> ''
