-- One row per person and person they follow.
-- person_id: who follows.
-- followed_id: who is followed.
-- since: first known date in epoch seconds; 0 where the record has none.
SELECT
    a.person_id,
    b.person_id AS followed_id,
    MIN(COALESCE(CAST(EPOCH(f.since_at) AS BIGINT), 0)) AS since
FROM follow AS f
INNER JOIN address AS a ON f.follower_id = a.address_id
INNER JOIN address AS b ON f.followed_id = b.address_id
WHERE a.person_id <> b.person_id
GROUP BY a.person_id, b.person_id
