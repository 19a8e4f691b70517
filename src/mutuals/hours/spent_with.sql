-- One row per person the owner has been in contact with: how that time is spent.
-- ego_id: the owner.
-- alter_id: the other person.
-- minutes: estimated minutes in all.
-- active_weeks: weeks with contact.
-- interactions: all of them.
-- meetings: meetings in person of ten minutes and more.
-- one_on_one: share of the interactions with nobody else, 0 to 1.
-- reciprocity: the smaller of sent and received over the larger, 0 to 1.
SELECT
    d.ego_id,
    d.alter_id,
    ROUND(d.minutes, 6) AS minutes,
    d.active_weeks,
    d.interactions,
    d.meetings,
    ROUND(1e0 - d.group_share, 6) AS one_on_one,
    ROUND(d.reciprocity, 6) AS reciprocity
FROM dyad AS d
INNER JOIN person AS p ON d.ego_id = p.person_id
WHERE p.is_me
