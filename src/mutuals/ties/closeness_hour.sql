-- One row per hour of the day in which people of known groups had contact.
-- hour: the hour on the clock there, 0 to 23; in UTC where that is not known.
-- contacts: contacts within the last 52 weeks between people whose groups are known.
-- mixing: share of them across groups, smoothed as if five more had mixed at 30 %.
--
-- In lessons and meetings people sit with their own; in breaks they choose. Whoever is
-- together when others mix is together by choice.
WITH grouped AS (
    SELECT
        m.person_id,
        MIN(p.group_name) AS group_name
    FROM profile AS p
    INNER JOIN member AS m ON p.address_id = m.address_id
    WHERE p.group_name IS NOT NULL AND p.group_name <> ''
    GROUP BY m.person_id
)

SELECT
    COALESCE(c.local_hour, (c.started // 3600) % 24) AS hour,
    COUNT(*) AS contacts,
    ROUND(
        (SUM(CASE WHEN e.group_name <> a.group_name THEN 1 ELSE 0 END) + 15e-1)
        / (COUNT(*) + 5e0),
        9
    ) AS mixing
FROM contact AS c
INNER JOIN clock ON c.started > clock.as_of - 31449600
INNER JOIN grouped AS e ON c.ego_id = e.person_id
INNER JOIN grouped AS a ON c.alter_id = a.person_id
WHERE c.ego_id < c.alter_id
GROUP BY COALESCE(c.local_hour, (c.started // 3600) % 24)
