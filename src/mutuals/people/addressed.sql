-- One row per mail and address it was addressed to.
-- interaction_id: the mail.
-- address_id: the address, whether in to, cc or bcc.
SELECT DISTINCT
    p.interaction_id,
    p.address_id
FROM participation AS p
INNER JOIN letter AS l ON p.interaction_id = l.interaction_id
WHERE p.role IN ('to', 'cc', 'bcc')
