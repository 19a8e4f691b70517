-- One row per address of whose person the user said what it is.
-- address_id: the address.
-- kind: person, list, robot, room or unknown.
--
-- Rule. The latest answer to the question kind (see last_word); none takes it back.
SELECT
    m.address_id,
    w.value AS kind
FROM last_word AS w
INNER JOIN member AS m ON w.person_id = m.person_id
WHERE w.question = 'kind' AND w.value IN ('person', 'list', 'robot', 'room', 'unknown')
