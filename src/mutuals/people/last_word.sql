-- One row per question and person: the latest answer the owner gave about them.
-- question: what was asked, such as kind, stage or time.
-- person_id: the person.
-- value: the answer.
-- said_at: when it was given.
--
-- Rule. The latest answer about any of a person's addresses counts for all of them, and of
-- two at one moment the one with the smaller id. What an answer takes back, and what it may
-- be, is for those to say who ask. Answers are records: they outlive every rebuild.
WITH said AS (
    SELECT
        a.question,
        m.person_id,
        a.value,
        a.said_at,
        ROW_NUMBER() OVER (
            PARTITION BY a.question, m.person_id
            ORDER BY a.said_at DESC, a.answer_id ASC
        ) AS place
    FROM answer AS a
    INNER JOIN member AS m ON a.address_id = m.address_id
)

SELECT
    question,
    person_id,
    value,
    said_at
FROM said
WHERE place = 1
