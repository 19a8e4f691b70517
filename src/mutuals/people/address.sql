-- One row per handle seen in the data.
-- address_id: the address.
-- person_id: whose it is.
-- scheme: mail, phone, whatsapp, id, ...
-- value: the handle itself.
-- name: the best name seen with it, else the handle.
-- named_by: where the name comes from: profile, alias, or value where there is none.
--
-- Rule. A profile's name wins. Among the names archives write, one without an @ comes
-- first, then one with a space (a full name), then the longest of at most 60 letters,
-- then the first in the alphabet.
WITH names AS (
    SELECT
        p.address_id,
        TRIM(p.name) AS name,
        'profile' AS named_by
    FROM profile AS p
    UNION ALL
    SELECT
        a.address_id,
        TRIM(a.name) AS name,
        'alias' AS named_by
    FROM alias AS a
),

ranked AS (
    SELECT
        names.address_id,
        names.name,
        names.named_by,
        ROW_NUMBER() OVER (
            PARTITION BY names.address_id
            ORDER BY
                CASE WHEN names.named_by = 'profile' THEN 0 ELSE 1 END ASC,
                CASE WHEN names.name LIKE '%@%' THEN 1 ELSE 0 END ASC,
                CASE WHEN names.name LIKE '% %' THEN 0 ELSE 1 END ASC,
                CASE WHEN LENGTH(names.name) > 60 THEN 0 ELSE LENGTH(names.name) END DESC,
                names.name ASC
        ) AS place
    FROM names
    WHERE names.name <> ''
)

SELECT
    h.address_id,
    m.person_id,
    h.scheme,
    h.value,
    COALESCE(r.name, h.value) AS name,
    COALESCE(r.named_by, 'value') AS named_by
FROM handle AS h
INNER JOIN member AS m ON h.address_id = m.address_id
LEFT JOIN ranked AS r ON h.address_id = r.address_id AND r.place = 1
