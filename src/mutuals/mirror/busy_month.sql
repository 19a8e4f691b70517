-- One row per month in which anybody was in contact.
-- month: the month in UTC, as its year times twelve and the months before it in that year.
-- contacts: how many times two people were in contact.
SELECT
    EXTRACT(YEAR FROM c.started_at) * 12 + EXTRACT(MONTH FROM c.started_at) - 1 AS month,
    COUNT(*) AS contacts
FROM contact AS c
WHERE c.ego_id < c.alter_id
GROUP BY EXTRACT(YEAR FROM c.started_at) * 12 + EXTRACT(MONTH FROM c.started_at) - 1
