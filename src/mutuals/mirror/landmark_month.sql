-- One row per person on the map of a whole community and month they were in contact in.
-- person_id: the person.
-- month: the month in UTC, as its year times twelve and the months before it in that year.
SELECT DISTINCT
    l.person_id,
    EXTRACT(YEAR FROM c.started_at) * 12 + EXTRACT(MONTH FROM c.started_at) - 1 AS month
FROM landmark AS l
INNER JOIN contact AS c ON l.person_id = c.ego_id
