-- One row per key of match_key that more than 25 persons share, and so compares nobody.
-- match_key: the key.
-- sort: what it is made of.
-- people: how many persons share it.
SELECT
    k.match_key,
    MIN(k.sort) AS sort,
    COUNT(*) AS people
FROM match_key AS k
GROUP BY k.match_key
HAVING COUNT(*) > 25
