-- One row per tie whose stage the owner has put right; the owner's word wins.
-- ego_id: the owner.
-- alter_id: the other person.
-- stage: avatar, acquaintance, budding_friend or friend, as the owner says.
-- said: when the owner said so, epoch seconds.
--
-- Rule. The latest answer to the question stage counts, for any address of the person;
-- an answer that names no stage takes the ones before it back. Answers are records:
-- they outlive every rebuild.
WITH said AS (
    SELECT
        m.person_id,
        a.value,
        a.said_at,
        ROW_NUMBER() OVER (
            PARTITION BY m.person_id
            ORDER BY a.said_at DESC, a.answer_id ASC
        ) AS place
    FROM answer AS a
    INNER JOIN member AS m ON a.address_id = m.address_id
    WHERE a.question = 'stage'
)

SELECT
    p.person_id AS ego_id,
    s.person_id AS alter_id,
    s.value AS stage,
    CAST(FLOOR(EPOCH(s.said_at)) AS BIGINT) AS said
FROM said AS s
INNER JOIN person AS p ON s.person_id <> p.person_id
WHERE
    p.is_me AND s.place = 1
    AND s.value IN ('avatar', 'acquaintance', 'budding_friend', 'friend')
