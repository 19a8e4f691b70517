-- One row per contact that ego started with alter alone or among at most ten others.
-- ego_id: who talked.
-- alter_id: who was talked with.
-- started: when, in epoch seconds.
-- weight: 1 for a talk alone, less the more people were addressed.
-- thing: what the talk named; empty where it named nothing.
SELECT
    c.ego_id,
    c.alter_id,
    c.started,
    c.weight,
    COALESCE(i.thing, '') AS thing
FROM contact AS c
INNER JOIN interaction AS i ON c.interaction_id = i.interaction_id
WHERE c.sent = 1 AND c.audience_size <= 10 AND c.kind <> 'post'
