-- One row per dyad: what passed between two persons, seen from one of them.
-- ego_id: the person whose view is taken.
-- alter_id: the other person.
-- sent: interactions ego started or took part in as in a meeting.
-- received: interactions alter did.
-- one_on_one: interactions with nobody else present or addressed.
-- group_share: share of the interactions that were not one-on-one, 0 to 1.
-- first_at: first contact.
-- last_at: last contact.
-- active_weeks: weeks with contact.
-- reciprocity: the smaller of sent and received over the larger, 0 to 1.
-- strength: sum of weight x 0.5 ^ (age in days / 180).
-- first: first contact, epoch seconds.
-- last: last contact, epoch seconds.
-- meetings: meetings in person of ten minutes and more.
-- interactions: all interactions.
-- channels: how many channels were used.
-- minutes: estimated minutes.
WITH whole AS (
    SELECT
        w.ego_id,
        w.alter_id,
        CAST(SUM(w.sent) AS BIGINT) AS sent,
        CAST(SUM(w.received) AS BIGINT) AS received,
        CAST(SUM(w.one_on_one) AS BIGINT) AS one_on_one,
        COUNT(*) AS active_weeks,
        CAST(SUM(w.strength) AS DOUBLE) AS strength,
        MIN(w.first) AS first,
        MAX(w.last) AS last,
        CAST(SUM(w.meetings) AS BIGINT) AS meetings,
        CAST(SUM(w.interactions) AS BIGINT) AS interactions,
        CAST(SUM(w.minutes) AS DOUBLE) AS minutes
    FROM dyad_week AS w
    GROUP BY
        w.ego_id,
        w.alter_id
),

used AS (
    SELECT DISTINCT
        c.ego_id,
        c.alter_id,
        c.channel
    FROM contact AS c
    WHERE c.ego_id < c.alter_id
),

channels AS (
    SELECT
        used.ego_id,
        used.alter_id,
        COUNT(*) AS channels
    FROM used
    GROUP BY
        used.ego_id,
        used.alter_id
)

SELECT
    w.ego_id,
    w.alter_id,
    w.sent,
    w.received,
    w.one_on_one,
    1e0 - w.one_on_one * 1e0 / w.interactions AS group_share,
    MAKE_TIMESTAMP(w.first * 1000000) AS first_at,
    MAKE_TIMESTAMP(w.last * 1000000) AS last_at,
    w.active_weeks,
    LEAST(w.sent, w.received) * 1e0 / GREATEST(w.sent, w.received) AS reciprocity,
    w.strength,
    w.first,
    w.last,
    w.meetings,
    w.interactions,
    channels.channels,
    w.minutes
FROM whole AS w
INNER JOIN channels
    ON
        LEAST(w.ego_id, w.alter_id) = channels.ego_id
        AND GREATEST(w.ego_id, w.alter_id) = channels.alter_id
