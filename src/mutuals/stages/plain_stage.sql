-- One row per dyad: its stage by plain rules; the baseline that stage has to beat.
-- ego_id: the person whose view is taken.
-- alter_id: the other person.
-- stage: avatar, acquaintance, budding_friend or friend; the furthest ever reached.
-- is_dormant: whether it has been silent for longer than its own rhythm allows.
-- probability: how sure the rule is of the stage, 0.5 to 0.99.
-- since: when the stage was reached.
-- kind: friend, colleague or both.
-- alive: probability of contact within the next 90 days.
-- evidence: what the stage rests on, in words.
-- close_weeks: weeks with close contact.
-- small_meetings: meetings in person in company of at most eight.
-- hours: hours of close contact, discounted by company and office hours.
-- silence_days: days since the last contact.
-- allowed_days: the silence its own rhythm allows.
-- office_share: share of the contact in office hours, null when no hour is known.
--
-- Rule. The stage is the one of the last week in stage_week. Dormant: an acquaintance or
-- more, silent for longer than 8 x its median gap and than 90 days.
-- Probability = 0.5 + 0.49 x the smaller of: the part of the way to the next stage still
-- to go, and r / (1 + r), r = how many times over the stage's own rule is met (for an
-- avatar, its interactions). A plain confidence, not a calibrated one.
-- Kind: they work together when both have an address in one organisation's mail domain,
-- or met twice in office hours, lunch apart. Then colleague when at least 60 % of their
-- contact is in office hours, both when 30 to 60 %; friend otherwise.
-- Alive = 2 ^ (-silence / allowed silence) x (1 - e ^ (-90 x rate)), rate = (active weeks
-- - 3/4) / (days from first to last contact + 91).
WITH latest AS (
    SELECT
        w.ego_id,
        w.alter_id,
        w.rank,
        w.acquaintance,
        w.budding,
        w.friend,
        w.close_weeks,
        w.small_meetings,
        w.hours,
        r.silence_days,
        r.allowed_days
    FROM stage_week AS w
    INNER JOIN rhythm AS r
        ON w.ego_id = r.ego_id AND w.alter_id = r.alter_id AND w.week = r.last_week
),

whole AS (
    SELECT
        w.ego_id,
        w.alter_id,
        COUNT(*) AS active_weeks,
        MIN(w.first) AS first,
        MAX(w.last) AS last,
        SUM(w.interactions) AS interactions,
        SUM(w.sent) AS sent,
        SUM(w.received) AS received,
        SUM(w.office) * 1e0 / NULLIF(SUM(w.clocked), 0) AS office_share,
        SUM(w.work_meetings) AS work_meetings
    FROM dyad_week AS w
    GROUP BY
        w.ego_id,
        w.alter_id
),

reached AS (
    SELECT
        t.ego_id,
        t.alter_id,
        t.to_stage,
        MIN(t.happened_at) AS since
    FROM plain_transition AS t
    GROUP BY
        t.ego_id,
        t.alter_id,
        t.to_stage
),

judged AS (
    SELECT
        l.*,
        w.interactions,
        w.sent,
        w.received,
        w.office_share,
        CASE l.rank
            WHEN 0 THEN 'avatar'
            WHEN 1 THEN 'acquaintance'
            WHEN 2 THEN 'budding_friend'
            ELSE 'friend'
        END AS stage,
        CASE l.rank
            WHEN 0 THEN w.interactions * 1e0
            WHEN 1 THEN l.acquaintance
            WHEN 2 THEN l.budding
            ELSE l.friend
        END AS times,
        CASE l.rank
            WHEN 0 THEN 0e0
            WHEN 1 THEN l.budding
            WHEN 2 THEN l.friend
            ELSE 0e0
        END AS way_gone,
        (w.active_weeks - 75e-2) / ((w.last - w.first) / 86400e0 + 91e0) AS rate,
        CASE
            WHEN m.ego_id IS NULL AND w.work_meetings < 2 THEN 'friend'
            WHEN ROUND(COALESCE(w.office_share, 0e0), 9) >= 6e-1 THEN 'colleague'
            WHEN ROUND(COALESCE(w.office_share, 0e0), 9) >= 3e-1 THEN 'both'
            ELSE 'friend'
        END AS kind
    FROM latest AS l
    INNER JOIN whole AS w ON l.ego_id = w.ego_id AND l.alter_id = w.alter_id
    LEFT JOIN workmate AS m ON l.ego_id = m.ego_id AND l.alter_id = m.alter_id
)

SELECT
    j.ego_id,
    j.alter_id,
    j.stage,
    j.rank >= 1 AND j.silence_days > j.allowed_days AS is_dormant,
    ROUND(5e-1 + 49e-2 * LEAST(1e0 - j.way_gone, j.times / (1e0 + j.times)), 6) AS probability,
    r.since,
    j.kind,
    ROUND(
        POWER(2e0, -j.silence_days / j.allowed_days) * (1e0 - EXP(-90e0 * j.rate)), 6
    ) AS alive,
    'started ' || CAST(j.sent AS VARCHAR)
    || ', was addressed in ' || CAST(j.received AS VARCHAR)
    || ', close contact in ' || CAST(j.close_weeks AS VARCHAR)
    || ' weeks, met in small company ' || CAST(j.small_meetings AS VARCHAR)
    || ' times' AS evidence,
    j.close_weeks,
    j.small_meetings,
    j.hours,
    j.silence_days,
    j.allowed_days,
    j.office_share
FROM judged AS j
INNER JOIN reached AS r
    ON j.ego_id = r.ego_id AND j.alter_id = r.alter_id AND j.stage = r.to_stage
