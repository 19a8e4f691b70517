-- One row per address the user said is their own.
-- address_id: the address.
--
-- Rule. The latest answer to the question "me" counts, and of two at one moment the one
-- with the smaller id; an address is the user's own unless it says no.
WITH said AS (
    SELECT
        a.address_id,
        a.value,
        ROW_NUMBER() OVER (
            PARTITION BY a.address_id
            ORDER BY a.said_at DESC, a.answer_id ASC
        ) AS place
    FROM answer AS a
    WHERE a.question = 'me' AND a.address_id IS NOT NULL
)

SELECT said.address_id
FROM said
WHERE said.place = 1 AND COALESCE(said.value, '') <> 'no'
