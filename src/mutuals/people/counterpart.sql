-- One row per person and somebody they were in a conversation or gathering with.
-- person_id: somebody.
-- other_id: somebody else.
-- settings: in how many, see setting.
SELECT
    a.person_id,
    b.person_id AS other_id,
    COUNT(*) AS settings
FROM setting AS a
INNER JOIN setting AS b ON a.setting_id = b.setting_id
WHERE a.person_id <> b.person_id
GROUP BY
    a.person_id,
    b.person_id
