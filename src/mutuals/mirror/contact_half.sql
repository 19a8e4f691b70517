-- One row per person among the few who have half of all contact: the owner's, else everybody's.
-- person_id: the person.
-- contacts: their contacts with the owner; without an owner, with anybody.
-- place: 1 for the most contact; equal ones by their number.
-- total: all contacts that were counted.
-- people: all persons with any.
WITH owner_count AS (
    SELECT COUNT(*) AS owners
    FROM person AS p
    WHERE p.is_me
),

counted AS (
    SELECT
        t.alter_id AS person_id,
        SUM(t.interactions) AS contacts
    FROM tie AS t
    INNER JOIN person AS p ON t.ego_id = p.person_id
    WHERE p.is_me
    GROUP BY t.alter_id
    UNION ALL
    SELECT
        t.ego_id AS person_id,
        SUM(t.interactions) AS contacts
    FROM tie AS t
    CROSS JOIN owner_count AS o
    WHERE o.owners = 0
    GROUP BY t.ego_id
),

placed AS (
    SELECT
        c.person_id,
        c.contacts,
        ROW_NUMBER() OVER (ORDER BY c.contacts DESC, c.person_id ASC) AS place,
        SUM(c.contacts) OVER (
            ORDER BY c.contacts DESC, c.person_id ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS running,
        SUM(c.contacts) OVER () AS total,
        COUNT(*) OVER () AS people
    FROM counted AS c
    WHERE c.contacts > 0
)

SELECT
    person_id,
    CAST(contacts AS BIGINT) AS contacts,
    CAST(place AS BIGINT) AS place,
    CAST(total AS BIGINT) AS total,
    CAST(people AS BIGINT) AS people
FROM placed
WHERE 2 * (running - contacts) < total
