-- One row per address of whose person the user said what it is.
-- address_id: the address.
-- kind: person, list, robot, room or unknown.
--
-- Rule. The latest answer about any of a person's addresses counts for all of them, and of
-- two at one moment the one with the smaller id; none takes it back.
WITH said AS (
    SELECT
        m.person_id,
        a.value AS kind,
        ROW_NUMBER() OVER (
            PARTITION BY m.person_id
            ORDER BY a.said_at DESC, a.answer_id ASC
        ) AS place
    FROM answer AS a
    INNER JOIN member AS m ON a.address_id = m.address_id
    WHERE a.question = 'kind'
)

SELECT
    m.address_id,
    said.kind
FROM said
INNER JOIN member AS m ON said.person_id = m.person_id
WHERE said.place = 1 AND said.kind IN ('person', 'list', 'robot', 'room', 'unknown')
