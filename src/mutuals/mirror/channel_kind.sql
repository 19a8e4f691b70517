-- One row per channel and kind of interaction that was read.
-- channel: mail, whatsapp, calendar, ...
-- kind: message, call, meeting, ...
-- interactions: how many there are.
SELECT
    i.channel,
    i.kind,
    COUNT(*) AS interactions
FROM interaction AS i
GROUP BY
    i.channel,
    i.kind
