-- One row per dyad: the tie between two persons, seen from one of them.
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
-- overlap: share of the others either knows that both know, 0 to 1.
-- shared: how many persons both have contact with.
-- first: first contact, epoch seconds.
-- last: last contact, epoch seconds.
-- meetings: meetings in person of ten minutes and more.
-- interactions: all interactions.
-- channels: how many channels were used.
-- minutes: estimated minutes.
SELECT
    d.ego_id,
    d.alter_id,
    d.sent,
    d.received,
    d.one_on_one,
    d.group_share,
    d.first_at,
    d.last_at,
    d.active_weeks,
    d.reciprocity,
    d.strength,
    o.overlap,
    o.shared,
    d.first,
    d.last,
    d.meetings,
    d.interactions,
    d.channels,
    d.minutes
FROM dyad AS d
INNER JOIN overlap AS o ON d.ego_id = o.ego_id AND d.alter_id = o.alter_id
