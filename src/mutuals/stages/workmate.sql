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
        AND LOWER(SPLIT_PART(SPLIT_PART(a.value, '@', 2), '.', 1)) NOT IN (
            '', 'gmail', 'googlemail', 'yahoo', 'ymail', 'hotmail', 'outlook', 'live', 'msn',
            'aol', 'icloud', 'gmx', 'yandex', 'protonmail', 'tutanota', 'tutamail', 'fastmail'
        )
        AND LOWER(SPLIT_PART(a.value, '@', 2)) NOT IN (
            'me.com', 'mac.com', 'mail.com', 'proton.me', 'pm.me', 'tuta.io', 'tuta.com',
            'hey.com', 'zoho.com', 'mailbox.org', 'posteo.de', 'web.de', 't-online.de',
            'freenet.de', 'arcor.de', 'bluewin.ch', 'chello.at', 'a1.net',
            'orange.fr', 'wanadoo.fr', 'free.fr', 'laposte.net', 'sfr.fr', 'neuf.fr',
            'libero.it', 'virgilio.it', 'alice.it', 'tiscali.it', 'tin.it', 'telenet.be',
            'skynet.be', 'ziggo.nl', 'kpnmail.nl', 'planet.nl', 'xs4all.nl', 'home.nl',
            'btinternet.com', 'sky.com', 'talktalk.net', 'virginmedia.com', 'ntlworld.com',
            'comcast.net', 'verizon.net', 'att.net', 'sbcglobal.net', 'bellsouth.net', 'cox.net',
            'charter.net', 'earthlink.net', 'rogers.com', 'shaw.ca', 'sympatico.ca',
            'bigpond.com', 'optusnet.com.au', 'xtra.co.nz', 'terra.com.br', 'uol.com.br',
            'bol.com.br', 'sapo.pt', 'mail.ru', 'bk.ru', 'list.ru', 'inbox.ru', 'rambler.ru',
            'ukr.net', 'seznam.cz', 'centrum.cz', 'wp.pl', 'o2.pl', 'onet.pl', 'interia.pl',
            'abv.bg', 'freemail.hu', 'citromail.hu', 'qq.com', 'foxmail.com', '163.com',
            '126.com', 'yeah.net', 'sina.com', 'sohu.com', 'naver.com', 'hanmail.net',
            'daum.net', 'docomo.ne.jp', 'ezweb.ne.jp', 'softbank.ne.jp', 'rediffmail.com',
            'users.noreply.github.com'
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
