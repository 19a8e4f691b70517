-- One row per dyad: the stage the tie stands in, and whether it is asleep.
-- ego_id: the person whose view is taken.
-- alter_id: the other person.
-- stage: avatar, acquaintance, budding_friend or friend; asleep, the stage it had.
-- is_dormant: whether it is silent beyond its rhythm and contact is unlikely.
-- probability: how likely it is in this stage, as the model says; 1 if you said so.
-- since: when the stage was reached.
-- kind: friend, colleague or both (see footing); null where the records cannot say.
-- alive: probability of contact within the next 90 days, null when not enough records.
-- evidence: what the stage rests on, in words.
-- close_weeks: weeks with close contact.
-- small_meetings: meetings in person in company of at most eight.
-- hours: hours of close contact, discounted by company and office hours.
-- silence_days: days since the last contact.
-- allowed_days: the silence its own rhythm allows.
-- office_share: share of the contact in office hours, null when no hour is known.
-- is_corrected: whether you have said so.
--
-- Rule. The stage is where the course of the dyad stands (course, an ordinal model), or
-- what the owner said (correction). An avatar is a rule and its probability a plain
-- confidence. The rest is as in plain_stage, the baseline it was measured against.
WITH latest AS (
    SELECT
        c.ego_id,
        c.alter_id,
        c.rank,
        c.chance,
        ROW_NUMBER() OVER (
            PARTITION BY c.ego_id, c.alter_id
            ORDER BY c.number DESC
        ) AS place
    FROM course AS c
),

held AS (
    SELECT
        c.ego_id,
        c.alter_id,
        c.rank,
        c.happened,
        ROW_NUMBER() OVER (
            PARTITION BY c.ego_id, c.alter_id
            ORDER BY c.number DESC
        ) AS place
    FROM course AS c
    WHERE c.cause NOT IN ('silence', 'contact again')
),

found AS (
    SELECT
        l.ego_id,
        l.alter_id,
        CASE h.rank
            WHEN 0 THEN 'avatar'
            WHEN 1 THEN 'acquaintance'
            WHEN 2 THEN 'budding_friend'
            ELSE 'friend'
        END AS stage,
        l.rank = -1 AS is_dormant,
        l.chance,
        h.happened
    FROM latest AS l
    INNER JOIN held AS h ON l.ego_id = h.ego_id AND l.alter_id = h.alter_id AND h.place = 1
    WHERE l.place = 1
)

SELECT
    f.ego_id,
    f.alter_id,
    COALESCE(c.stage, f.stage) AS stage,
    f.is_dormant AND COALESCE(c.stage, f.stage) <> 'avatar' AS is_dormant,
    CASE
        WHEN c.stage IS NOT NULL THEN 1e0
        WHEN f.stage = 'avatar' THEN p.probability
        ELSE f.chance
    END AS probability,
    MAKE_TIMESTAMP(
        CASE
            WHEN c.stage IS NULL OR c.stage = f.stage THEN f.happened
            ELSE c.said
        END * 1000000
    ) AS since,
    k.kind,
    a.alive,
    p.evidence,
    p.close_weeks,
    p.small_meetings,
    p.hours,
    p.silence_days,
    p.allowed_days,
    p.office_share,
    c.stage IS NOT NULL AS is_corrected
FROM found AS f
INNER JOIN plain_stage AS p ON f.ego_id = p.ego_id AND f.alter_id = p.alter_id
INNER JOIN alive AS a ON f.ego_id = a.ego_id AND f.alter_id = a.alter_id
LEFT JOIN footing AS k ON f.ego_id = k.ego_id AND f.alter_id = k.alter_id
LEFT JOIN correction AS c ON f.ego_id = c.ego_id AND f.alter_id = c.alter_id
