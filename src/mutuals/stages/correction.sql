-- One row per tie whose stage the owner has put right; the owner's word wins.
-- ego_id: the owner.
-- alter_id: the other person.
-- stage: avatar, acquaintance, budding_friend or friend, as the owner says.
-- said: when the owner said so, epoch seconds.
--
-- Rule. The latest answer to the question stage counts (see last_word); an answer that
-- names no stage takes the ones before it back.
SELECT
    p.person_id AS ego_id,
    w.person_id AS alter_id,
    w.value AS stage,
    CAST(FLOOR(EPOCH(w.said_at)) AS BIGINT) AS said
FROM last_word AS w
INNER JOIN person AS p ON w.person_id <> p.person_id
WHERE
    p.is_me AND w.question = 'stage'
    AND w.value IN ('avatar', 'acquaintance', 'budding_friend', 'friend')
