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
    CASE WHEN s.outcome_id IS NULL THEN p.personal ELSE 0e0 END AS personal,
    CASE WHEN s.outcome_id IS NULL THEN p.broadcast ELSE 0e0 END AS broadcast,
    CASE WHEN s.outcome_id IS NULL THEN p.credit ELSE 0e0 END AS credit,
    p.is_recorded,
    'D' AS grade
FROM plain_credit AS p
LEFT JOIN studied AS s ON p.outcome_id = s.outcome_id
LEFT JOIN fitted_credit AS f ON p.outcome_id = f.outcome_id AND p.source_id = f.source_id
-- of what was studied, only whom the record names and the fit has not seen before it
WHERE s.outcome_id IS NULL OR (p.is_recorded AND f.source_id IS NULL)
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
