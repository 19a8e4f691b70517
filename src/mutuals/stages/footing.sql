-- One row per dyad: friends, colleagues or both, as the context of their contact has it.
-- ego_id: the person whose view is taken.
-- alter_id: the other person.
-- kind: friend, colleague or both; null where the records cannot say.
-- friend_chance: how likely the two are friends alone, 0 to 1.
-- colleague_chance: how likely they are colleagues alone.
-- both_chance: how likely they are both.
-- days: days with contact whose hour is known.
-- work_days: how many of them went by as colleagues' days do (at_work of contact_day).
-- is_workmate: whether both have an address in one organisation's mail domain.
--
-- Rule. Of the days of colleagues 88 % are spent at work, of friends 33 %, of those who
-- are both 60 %; before anything is seen 65 % are friends, 20 % colleagues, 15 % both, and
-- a mail domain in common makes the last two four times as likely. Days beyond twenty add
-- nothing: they are not as independent as coins. A kind is said from three days and a
-- chance of 70 % on. The numbers were written down before they were tried on made-up
-- villages, and left as they were; nobody has published labels for real archives.
WITH counted AS (
    SELECT
        c.low_id,
        c.high_id,
        COUNT(c.at_work) AS days,
        CAST(SUM(CAST(c.at_work AS DECIMAL(18, 9))) AS DOUBLE) AS work_days
    FROM contact_day AS c
    GROUP BY
        c.low_id,
        c.high_id
),

seen AS (
    SELECT
        c.low_id AS ego_id,
        c.high_id AS alter_id,
        c.days,
        COALESCE(c.work_days, 0e0) AS work_days
    FROM counted AS c
    UNION ALL
    SELECT
        c.high_id AS ego_id,
        c.low_id AS alter_id,
        c.days,
        COALESCE(c.work_days, 0e0) AS work_days
    FROM counted AS c
),

weighed AS (
    SELECT
        s.ego_id,
        s.alter_id,
        s.days,
        s.work_days,
        CASE WHEN w.ego_id IS NULL THEN 0 ELSE 1 END AS is_workmate,
        CASE WHEN w.ego_id IS NULL THEN 1e0 ELSE 4e0 END AS firm,
        s.work_days * LEAST(1e0, 20e0 / GREATEST(s.days, 1)) AS inside,
        (s.days - s.work_days) * LEAST(1e0, 20e0 / GREATEST(s.days, 1)) AS outside
    FROM seen AS s
    LEFT JOIN workmate AS w ON s.ego_id = w.ego_id AND s.alter_id = w.alter_id
),

likely AS (
    SELECT
        w.ego_id,
        w.alter_id,
        w.days,
        w.work_days,
        w.is_workmate,
        65e-2 * POWER(33e-2, w.inside) * POWER(67e-2, w.outside) AS friend_chance,
        20e-2 * w.firm * POWER(88e-2, w.inside) * POWER(12e-2, w.outside) AS colleague_chance,
        15e-2 * w.firm * POWER(6e-1, w.inside) * POWER(4e-1, w.outside) AS both_chance
    FROM weighed AS w
),

summed AS (
    SELECT
        l.*,
        l.friend_chance + l.colleague_chance + l.both_chance AS whole
    FROM likely AS l
),

shared_out AS (
    SELECT
        l.ego_id,
        l.alter_id,
        l.days,
        l.work_days,
        l.is_workmate,
        ROUND(l.friend_chance / l.whole, 6) AS friend_chance,
        ROUND(l.colleague_chance / l.whole, 6) AS colleague_chance,
        ROUND(l.both_chance / l.whole, 6) AS both_chance
    FROM summed AS l
)

SELECT
    s.ego_id,
    s.alter_id,
    CASE
        WHEN s.days < 3 THEN NULL
        WHEN s.friend_chance >= 7e-1 THEN 'friend'
        WHEN s.colleague_chance >= 7e-1 THEN 'colleague'
        WHEN s.both_chance >= 7e-1 THEN 'both'
    END AS kind,
    s.friend_chance,
    s.colleague_chance,
    s.both_chance,
    s.days,
    ROUND(s.work_days, 6) AS work_days,
    s.is_workmate = 1 AS is_workmate
FROM shared_out AS s
