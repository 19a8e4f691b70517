-- One row per two persons whose names or handles are worth comparing.
-- person_id: somebody, the smaller id.
-- other_id: somebody else.
-- by_name: 1 where they share a first and a family name as they sound.
-- by_handle: 1 where the one's handle is the other's, or is made of the other's name.
-- by_company: 1 where they share a first name and a house or somebody both are often with.
-- by_first: 1 where all that is known of one is a first name the other has, too.
-- by_listed: 1 where somebody's address book or the like lists both together.
--
-- Rule. Two persons are compared where they share a key (match_key) that at most 25
-- persons have. What more of them share tells nobody apart, and comparing all with all
-- would take for ever; match_crowd lists it.
WITH rare AS (
    SELECT
        k.match_key,
        k.person_id,
        k.sort
    FROM match_key AS k
    LEFT JOIN match_crowd AS c ON k.match_key = c.match_key
    WHERE c.match_key IS NULL
)

SELECT
    a.person_id,
    b.person_id AS other_id,
    MAX(CASE WHEN a.sort IN ('name', 'whole') THEN 1 ELSE 0 END) AS by_name,
    MAX(CASE WHEN a.sort IN ('handle', 'local') THEN 1 ELSE 0 END) AS by_handle,
    MAX(CASE WHEN a.sort = 'around' THEN 1 ELSE 0 END) AS by_company,
    MAX(CASE WHEN a.sort IN ('first', 'first_of') THEN 1 ELSE 0 END) AS by_first,
    MAX(CASE WHEN a.sort = 'listed' THEN 1 ELSE 0 END) AS by_listed
FROM rare AS a
INNER JOIN rare AS b ON a.match_key = b.match_key AND a.person_id < b.person_id
WHERE a.sort <> 'first_of' OR b.sort <> 'first_of'
GROUP BY
    a.person_id,
    b.person_id
