-- One row per outcome and possible source, and one for nobody: whose doing it was, as far
-- as that can be told. Summed over an outcome, credit is one.
-- outcome_id: key of the outcome.
-- person_id: who took the thing up.
-- source_id: the possible source; null for nobody (it would have been done anyway).
-- sort: attention or action.
-- personal: the part of the source's credit that goes to talks.
-- broadcast: the part that goes to posts and mass messages.
-- credit: personal and broadcast together; nobody's part in nobody's row.
-- is_recorded: the record itself names this source. Where credit is fitted, that moves it
--     (fitted_credit has it without); equal parts stay as they are.
-- grade: grade of the evidence, A to D.
--
-- Rule. Actions that were studied have the credit of fitted_credit. All others (looks, a
-- thing taken up again, everything where the records are too few to fit) have that of
-- plain_credit: equal parts, which say who came before and no more.
WITH studied AS (
    SELECT DISTINCT f.outcome_id
    FROM fitted_credit AS f
)

SELECT
    p.outcome_id,
    p.person_id,
    p.source_id,
    p.sort,
    p.personal,
    p.broadcast,
    p.credit,
    p.is_recorded,
    'D' AS grade
FROM plain_credit AS p
LEFT JOIN studied AS s ON p.outcome_id = s.outcome_id
WHERE s.outcome_id IS NULL
UNION ALL
SELECT
    f.outcome_id,
    a.person_id,
    f.source_id,
    a.sort,
    f.personal,
    f.broadcast,
    f.credit,
    COALESCE(a.attributed_id = f.source_id, FALSE) AS is_recorded,
    f.grade
FROM fitted_credit AS f
INNER JOIN adoption AS a ON f.outcome_id = a.outcome_id
UNION ALL
-- named by the record, and not seen before the outcome by these files
SELECT
    a.outcome_id,
    a.person_id,
    a.attributed_id AS source_id,
    a.sort,
    0e0 AS personal,
    0e0 AS broadcast,
    0e0 AS credit,
    TRUE AS is_recorded,
    'D' AS grade
FROM adoption AS a
INNER JOIN studied AS s ON a.outcome_id = s.outcome_id
LEFT JOIN fitted_credit AS f ON a.outcome_id = f.outcome_id AND a.attributed_id = f.source_id
WHERE a.attributed_id IS NOT NULL AND f.source_id IS NULL
