-- One row per interaction and address that was asked to come and did not.
-- interaction_id: the meeting.
-- address_id: who did not come.
--
-- Rule. Copies of an event may disagree about a guest: the newest answer counts, by when
-- the calendar that holds it was last changed. An invitation nobody answered says nothing.
-- An answer without a date is older than any with one, and where two are as old as each
-- other the guest did not come: who is counted as met without having come does more harm.
WITH answered AS (
    SELECT
        p.interaction_id,
        p.address_id,
        p.role,
        0 AS stated
    FROM participation AS p
    WHERE p.role = 'declined'
    UNION ALL
    SELECT
        a.interaction_id,
        a.address_id,
        a.role,
        a.stated
    FROM attendance AS a
),

newest AS (
    SELECT
        interaction_id,
        address_id,
        MAX(CASE WHEN role = 'declined' THEN stated END) AS declined,
        MAX(CASE WHEN role <> 'declined' THEN stated END) AS accepted
    FROM answered
    GROUP BY interaction_id, address_id
)

SELECT
    interaction_id,
    address_id
FROM newest
WHERE declined >= COALESCE(accepted, 0)
