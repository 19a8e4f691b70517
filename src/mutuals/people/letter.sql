-- One row per mail: what its own headers and sender say of it.
-- interaction_id: the mail.
-- sender_id: the address it came from.
-- thread_id: the conversation it belongs to, null where unknown.
-- audience_size: how many people it was addressed to.
-- is_list: 1 if it came through a mailing list.
-- is_auto: 1 if a program sent it.
-- is_noreply: 1 if it says it takes no reply.
-- is_bulk: 1 if it is bulk or list mail.
-- is_plain: 1 if it is none of these.
SELECT
    i.interaction_id,
    i.sender_id,
    i.thread_id,
    a.audience_size,
    CASE WHEN i.signals LIKE '% list %' THEN 1 ELSE 0 END AS is_list,
    CASE WHEN i.signals LIKE '% auto %' THEN 1 ELSE 0 END AS is_auto,
    CASE WHEN i.signals LIKE '% noreply %' THEN 1 ELSE 0 END AS is_noreply,
    CASE
        WHEN i.signals LIKE '% bulk %' OR i.signals LIKE '% list %' THEN 1
        ELSE 0
    END AS is_bulk,
    CASE
        WHEN
            i.signals LIKE '% list %' OR i.signals LIKE '% bulk %'
            OR i.signals LIKE '% auto %' OR i.signals LIKE '% noreply %'
            THEN 0
        ELSE 1
    END AS is_plain
FROM interaction AS i
INNER JOIN audience AS a ON i.interaction_id = a.interaction_id
WHERE i.kind = 'message' AND i.channel = 'mail'
