-- One row per dyad whose two have an address in one organisation's mail domain.
-- ego_id: the person whose view is taken.
-- alter_id: the other person.
--
-- Mail providers that anybody may have an address with are no organisation.
WITH whole AS (
    SELECT DISTINCT
        w.ego_id,
        w.alter_id
    FROM dyad_week AS w
),

employed AS (
    SELECT DISTINCT
        a.person_id,
        LOWER(SPLIT_PART(a.value, '@', 2)) AS domain
    FROM address AS a
    WHERE
        a.scheme = 'mail'
        AND LOWER(SPLIT_PART(a.value, '@', 2)) NOT IN (
            '', 'gmail.com', 'googlemail.com', 'yahoo.com', 'ymail.com', 'hotmail.com',
            'outlook.com', 'live.com', 'msn.com', 'aol.com', 'icloud.com', 'me.com', 'mac.com',
            'gmx.net', 'gmx.de', 'gmx.com', 'gmx.at', 'gmx.ch', 'web.de', 't-online.de',
            'freenet.de', 'mail.com', 'mail.ru', 'yandex.ru', 'proton.me', 'protonmail.com',
            'fastmail.com', 'fastmail.fm', 'posteo.de', 'mailbox.org', 'zoho.com', 'qq.com',
            '163.com', '126.com', 'hey.com', 'comcast.net', 'verizon.net', 'att.net',
            'orange.fr', 'wanadoo.fr', 'free.fr', 'laposte.net', 'libero.it', 'btinternet.com',
            'yahoo.co.uk', 'yahoo.fr', 'yahoo.de', 'hotmail.co.uk', 'hotmail.fr', 'live.fr',
            'bluewin.ch', 'naver.com', 'rediffmail.com', 'example.com', 'users.noreply.github.com'
        )
),

domains AS (
    -- Laid side by side: joining domain to domain pairs up everybody who shares one.
    SELECT
        w.ego_id,
        w.alter_id,
        e.domain
    FROM whole AS w
    INNER JOIN employed AS e ON w.ego_id = e.person_id
    UNION ALL
    SELECT
        w.ego_id,
        w.alter_id,
        a.domain
    FROM whole AS w
    INNER JOIN employed AS a ON w.alter_id = a.person_id
),

shared AS (
    SELECT
        ego_id,
        alter_id,
        domain
    FROM domains
    GROUP BY ego_id, alter_id, domain
    HAVING COUNT(*) = 2
)

SELECT DISTINCT
    ego_id,
    alter_id
FROM shared
