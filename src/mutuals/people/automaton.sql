-- One row per address that is no person: lists, newsletters, bots, rooms, role accounts.
-- address_id: the address.
-- rule: which rule says so: room, list, no_reply, booking, role, newsletter, automatic
-- or system; the first that holds.
-- evidence: how many interactions stand behind it.
--
-- Rules, for handles of the scheme mail unless said otherwise. "Plain" mail carries none
-- of the signals list, bulk, auto and noreply; "written to" counts the mails others
-- addressed to it.
-- room: invited to a meeting as a room (any scheme), or a calendar's resource address.
-- list: receives list mail, and at least 80 % of what it receives is list mail, and it
--   never sends anything else; and either its address looks like a list's, or it is, in
--   mails from at least two senders, the busiest of the silent recipients and lies in a
--   conversation (one thread, two senders). People who write to lists stay people.
-- no_reply: called no-reply, bounce, mailer-daemon and the like, or all its mail says so.
-- booking: a booking tool's or calendar's own address that wrote no plain mail to one
--   person or was never written to.
-- role: called info, support, billing and the like, with the same exception.
-- newsletter: at least 80 % of its mail is bulk or list mail and goes to one reader each
--   (a mailbox's owner, or somebody who writes); none goes to a list or into a thread
--   where somebody else writes; and nobody ever wrote to it.
-- automatic: at least 80 % of its mail is sent by a program, and nobody ever wrote to it
--   or there are ten such mails and nothing plain.
-- system: a machine's account (cron, nobody, www-data), or a handle of scheme system.
-- What the user said is their own is never an automaton. Those to whose mailbox at least
-- half of what they got was delivered are none by the rules list, role, newsletter and
-- automatic.
WITH silent AS (
    SELECT
        f.address_id,
        f.received_list,
        CASE
            WHEN
                f.domain LIKE 'lists.%' OR f.domain LIKE 'list.%' OR f.domain LIKE '%.lists.%'
                OR f.domain LIKE 'vger.%' OR f.domain LIKE 'listserv.%'
                OR f.domain IN ('googlegroups.com', 'groups.io', 'freelists.org')
                OR f.domain LIKE 'yahoogroups.%'
                OR f.local_part LIKE '%-list' OR f.local_part LIKE '%-devel'
                OR f.local_part LIKE '%-dev' OR f.local_part LIKE '%-users'
                OR f.local_part LIKE '%-user' OR f.local_part LIKE '%-discuss'
                OR f.local_part LIKE '%-announce' OR f.local_part LIKE '%-commits'
                OR f.local_part LIKE '%-bugs' OR f.local_part LIKE '%-l'
                OR f.local_part LIKE 'list-%'
                THEN 1
            ELSE 0
        END AS is_named_so
    FROM correspondent AS f
    WHERE
        f.scheme = 'mail'
        AND f.is_kept = 0
        AND f.received_list > 0
        AND f.received_list * 5 >= f.received * 4
        AND f.sent = f.sent_list
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
),

mailing_list AS (
    SELECT s.address_id
    FROM silent AS s
    LEFT JOIN covering AS c ON s.address_id = c.address_id
    WHERE s.is_named_so = 1 OR c.address_id IS NOT NULL
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

judged AS (
    SELECT
        f.address_id,
        CASE
            WHEN
                (f.rooms > 0 AND f.sent = 0) OR f.domain = 'resource.calendar.google.com'
                THEN 'room'
            WHEN m.address_id IS NOT NULL THEN 'list'
            WHEN
                f.local_part LIKE 'no_reply%' OR f.local_part LIKE 'noreply%'
                OR f.local_part LIKE '%_noreply' OR f.local_part LIKE '%_no_reply'
                OR f.local_part LIKE 'do_not_reply%' OR f.local_part LIKE 'donotreply%'
                OR f.local_part LIKE '%_donotreply' OR f.local_part LIKE 'bounce%'
                OR f.local_part LIKE '%_bounces' OR f.local_part LIKE 'unsubscribe%'
                OR f.local_part IN (
                    'mailer-daemon', 'postmaster', 'notification', 'notifications', 'notify',
                    'autoreply', 'auto-reply', 'automailer', 'alerts', 'listserv', 'majordomo'
                )
                OR (f.domain LIKE 'reply.%' AND f.local_part = 'reply')
                OR (f.sent > 0 AND f.sent_noreply = f.sent)
                THEN 'no_reply'
            WHEN
                f.domain = 'group.calendar.google.com'
                OR (
                    f.domain IN (
                        'calendly.com', 'doodle.com', 'eventbrite.com', 'meetup.com', 'evite.com',
                        'savvycal.com', 'youcanbook.me', 'acuityscheduling.com', 'zoom.us',
                        'lu.ma', 'when2meet.com', 'paperlesspost.com', 'punchbowl.com'
                    )
                    OR f.domain LIKE '%.calendly.com' OR f.domain LIKE '%.doodle.com'
                    OR f.domain LIKE '%.eventbrite.com' OR f.domain LIKE '%.meetup.com'
                    OR f.local_part IN ('calendar-notification', 'calendar-server')
                )
                AND (f.sent_alone = 0 OR f.received = 0)
                THEN 'booking'
            WHEN
                f.local_part IN (
                    'info', 'support', 'sales', 'admin', 'hello', 'office', 'team', 'billing',
                    'contact', 'help', 'helpdesk', 'service', 'services', 'customerservice',
                    'accounts', 'accounting', 'marketing', 'news', 'newsletter', 'press', 'jobs',
                    'careers', 'hr', 'orders', 'order', 'shop', 'store', 'feedback', 'enquiries',
                    'inquiries', 'webmaster', 'hostmaster', 'security', 'privacy', 'abuse',
                    'membership', 'subscriptions', 'reservations', 'booking', 'bookings'
                )
                AND f.is_kept = 0
                AND (f.sent_alone = 0 OR f.received = 0)
                THEN 'role'
            WHEN
                f.is_kept = 0 AND f.sent > 0 AND f.received = 0
                AND mailing.letters * 5 >= f.sent * 4
                AND talker.address_id IS NULL
                THEN 'newsletter'
            WHEN
                f.is_kept = 0 AND f.sent > 0
                AND f.sent_auto * 5 >= f.sent * 4
                AND (f.received = 0 OR (f.sent_auto >= 10 AND f.sent_plain = 0))
                THEN 'automatic'
            WHEN
                f.scheme = 'system'
                OR f.local_part IN ('cron', 'daemon', 'nobody', 'www-data', 'syslog')
                THEN 'system'
            ELSE ''
        END AS rule,
        f.scheme,
        f.rooms,
        f.sent,
        f.received
    FROM correspondent AS f
    LEFT JOIN mailing_list AS m ON f.address_id = m.address_id
    LEFT JOIN talker ON f.address_id = talker.address_id
    LEFT JOIN mailing ON f.address_id = mailing.address_id
)

SELECT
    j.address_id,
    j.rule,
    CAST(CASE WHEN j.rule = 'room' THEN j.rooms ELSE j.sent + j.received END AS BIGINT)
        AS evidence
FROM judged AS j
LEFT JOIN mine ON j.address_id = mine.address_id
WHERE
    j.rule <> ''
    AND (j.scheme = 'mail' OR j.rule IN ('room', 'system'))
    AND mine.address_id IS NULL
