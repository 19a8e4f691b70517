-- One row per dyad and week with contact: how far the two had come after that week.
-- ego_id: the person whose view is taken.
-- alter_id: the other person.
-- week: the week.
-- first: first contact of the week, epoch seconds.
-- last: last contact of the week, epoch seconds.
-- last_before: last contact before this week, null in the first one.
-- reply: when both had started something for the first time, null before.
-- reply_by: how that came about: met in person, met online or first reply.
-- rank: 0 avatar, 1 acquaintance, 2 budding friend, 3 friend; it never falls.
-- rank_before: the rank before this week, -1 in the first one.
-- acquaintance: how many times over the acquaintance's rule is met.
-- budding: the budding friend's, the highest so far.
-- friend: the friend's, the highest so far.
-- budding_weeks: how many times over its rule of regular weeks is met this week.
-- budding_meetings: its rule of meetings.
-- friend_weeks: the friend's rule of regular weeks.
-- close_weeks: weeks with close contact so far.
-- small_meetings: meetings in person in company of at most eight, so far.
-- hours: hours of close contact so far.
--
-- Rule. Close contact is one-on-one, or in person in company of at most eight.
-- Avatar: only one of them ever wrote.
-- Acquaintance: both wrote, or they met, at least once.
-- Budding friend: within 52 weeks, 8 weeks with close contact (or a third of the pace of
--   ego's five closest ties, if that is more), 3 of them from each side; or 6 meetings in
--   person in company of at most eight; or 20 hours of close contact.
-- Friend: within 52 weeks, 12 weeks with close contact (or two thirds of that pace, if
--   that is more), 26 weeks or more from the first to the last of them, 4 of them from
--   each side; or 50 hours of close contact (after
--   Hall's 40 to 60 hours).
-- Hours are discounted by the company (a weight of 1 / (1 + (others - 1) / 2)) and, Monday
-- to Friday from 9 to 18, to three tenths.
WITH summed AS (
    SELECT
        w.ego_id,
        w.alter_id,
        w.week,
        w.first,
        w.last,
        LAG(w.last) OVER so_far AS last_before,
        SUM(w.sent) OVER so_far AS sent,
        SUM(w.received) OVER so_far AS received,
        MIN(w.first_sent) OVER so_far AS first_sent,
        MIN(w.first_received) OVER so_far AS first_received,
        MIN(w.first_together) OVER so_far AS first_together,
        MIN(w.first_in_person) OVER so_far AS first_in_person,
        SUM(LEAST(w.close, 1)) OVER so_far AS close_weeks,
        w.week + 1 - MIN(CASE WHEN w.close > 0 THEN w.week END) OVER past_year AS span_weeks,
        SUM(LEAST(w.close, 1)) OVER past_year AS year_weeks,
        SUM(LEAST(w.close_sent, 1)) OVER past_year AS year_sent_weeks,
        SUM(LEAST(w.close_received, 1)) OVER past_year AS year_received_weeks,
        SUM(w.small_meetings) OVER past_year AS year_meetings,
        SUM(w.small_meetings) OVER so_far AS small_meetings,
        CAST(SUM(w.close_minutes) OVER so_far AS DOUBLE) / 60e0 AS hours
    FROM dyad_week AS w
    WINDOW
        so_far AS (PARTITION BY w.ego_id, w.alter_id ORDER BY w.week ASC),
        past_year AS (
            PARTITION BY w.ego_id, w.alter_id
            ORDER BY w.week ASC
            RANGE BETWEEN 51 PRECEDING AND CURRENT ROW
        )
),

compared AS (
    SELECT
        s.ego_id,
        s.alter_id,
        s.week,
        s.first,
        s.last,
        s.last_before,
        CASE
            WHEN s.sent > 0 AND s.received > 0 THEN GREATEST(s.first_sent, s.first_received)
        END AS reply,
        CASE
            WHEN s.first_in_person = GREATEST(s.first_sent, s.first_received)
                THEN 'met in person'
            WHEN s.first_together = GREATEST(s.first_sent, s.first_received)
                THEN 'met online'
            ELSE 'first reply'
        END AS reply_by,
        CAST(LEAST(s.sent, s.received) AS DOUBLE) AS acquaintance,
        LEAST(
            s.year_weeks / GREATEST(8e0, COALESCE(p.pace, 0e0) / 3e0),
            s.year_sent_weeks / 3e0,
            s.year_received_weeks / 3e0
        ) AS budding_weeks,
        s.year_meetings / 6e0 AS budding_meetings,
        LEAST(
            s.year_weeks / GREATEST(12e0, COALESCE(p.pace, 0e0) * 2e0 / 3e0),
            s.year_sent_weeks / 4e0,
            s.year_received_weeks / 4e0,
            COALESCE(s.span_weeks, 0) / 26e0
        ) AS friend_weeks,
        CAST(s.close_weeks AS BIGINT) AS close_weeks,
        CAST(s.small_meetings AS BIGINT) AS small_meetings,
        ROUND(s.hours, 6) AS hours
    FROM summed AS s
    LEFT JOIN pace AS p ON s.ego_id = p.ego_id
),

reached AS (
    SELECT
        c.*,
        MAX(GREATEST(c.budding_weeks, c.budding_meetings, c.hours / 20e0)) OVER so_far
            AS budding,
        MAX(GREATEST(c.friend_weeks, c.hours / 50e0)) OVER so_far AS friend
    FROM compared AS c
    WINDOW so_far AS (PARTITION BY c.ego_id, c.alter_id ORDER BY c.week ASC)
),

ranked AS (
    SELECT
        r.*,
        CASE
            WHEN r.acquaintance < 1e0 THEN 0
            WHEN r.friend >= 1e0 THEN 3
            WHEN r.budding >= 1e0 THEN 2
            ELSE 1
        END AS rank
    FROM reached AS r
)

SELECT
    r.ego_id,
    r.alter_id,
    r.week,
    r.first,
    r.last,
    r.last_before,
    r.reply,
    r.reply_by,
    r.rank,
    COALESCE(
        LAG(r.rank) OVER (PARTITION BY r.ego_id, r.alter_id ORDER BY r.week ASC), -1
    ) AS rank_before,
    r.acquaintance,
    r.budding,
    r.friend,
    r.budding_weeks,
    r.budding_meetings,
    r.friend_weeks,
    r.close_weeks,
    r.small_meetings,
    r.hours
FROM ranked AS r
