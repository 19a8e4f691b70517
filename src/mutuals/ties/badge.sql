-- One row per channel that records who was near whom: by badges, or by their own account.
-- channel: the channel.
-- spells: spells of two people.
-- short: how many lasted five minutes at most.
-- on_beat: how many began at the channel's commonest second of ten.
-- is_badge: 1 where badges sampled it.
--
-- Rule. Badges look every so many seconds: nearly all spells (99 %) begin on one beat,
-- and most (90 %) are short. Meetings that people write down begin on full minutes, too,
-- and last; what a phone notes begins at any second. Fewer than 20 spells tell neither.
WITH spell AS (
    SELECT
        COALESCE(c.channel, '') AS channel,
        c.started % 10 AS beat,
        COUNT(*) AS spells,
        SUM(CASE WHEN c.minutes <= 5e0 THEN 1 ELSE 0 END) AS short
    FROM contact AS c
    WHERE c.kind = 'proximity' AND c.ego_id < c.alter_id
    GROUP BY COALESCE(c.channel, ''), c.started % 10
)

SELECT
    s.channel,
    CAST(SUM(s.spells) AS BIGINT) AS spells,
    CAST(SUM(s.short) AS BIGINT) AS short,
    MAX(s.spells) AS on_beat,
    CASE
        WHEN
            SUM(s.spells) >= 20
            AND SUM(s.short) * 10 >= SUM(s.spells) * 9
            AND MAX(s.spells) * 100 >= SUM(s.spells) * 99
            THEN 1
        ELSE 0
    END AS is_badge
FROM spell AS s
GROUP BY s.channel
