-- One row per introducer and pair they brought together.
-- introducer_id: who brought them together.
-- person_a_id: one of the two (the smaller person_id).
-- person_b_id: the other.
-- introduced_at: when, UTC.
-- evidence: what it rests on, in words.
-- confidence: 0.9 where the message says so and direct contact follows, 0.7 where it says
--   so, 0.5 where only direct contact follows, 0.4 if the introducer knew one of them.
-- outcome: a thing one of them alone took up afterwards which the record ascribes to
--   the introducer; else in touch, met once or quiet, as in afterwards.
-- stage_gain: stages from stranger (0) to acquaintance (1), budding friend (2) and friend
--   (3), the smaller of both views, today.
-- interaction_id: the message or event.
-- introduced: when, epoch seconds.
-- afterwards: in touch (three contacts over more than sixty days), met once, or quiet.
-- contacts_after: contacts of the two since.
-- first_contact: their first contact, epoch seconds; null where there was none.
-- first_contact_at: their first contact, UTC.
-- thing: the thing taken up afterwards; null where there is none.
--
-- Rule. Somebody in contact with two others writes to both (or sends the invitation), the
-- two had no contact before, and either the message introduces in words, or it was the
-- first to address both and direct contact follows within sixty days. Two are addressed,
-- up to four where the words say so; lists, mass mail and automata never count. Who had
-- contact with one of them only counts where the two then talk alone, and without words
-- not within the first ninety days of the introducer's records; who had contact with
-- neither, only with both. A thing that others took up too has nothing to do with an
-- introduction.
WITH human AS (
    SELECT
        a.address_id,
        a.person_id
    FROM address AS a
    INNER JOIN person AS p ON a.person_id = p.person_id
    WHERE NOT p.is_automaton
),

small AS (
    SELECT
        i.interaction_id,
        i.started,
        i.started_at,
        s.person_id AS introducer_id,
        CASE
            WHEN i.kind IN ('meeting', 'proximity') OR i.medium = 'in_person' THEN 1
            ELSE 0
        END AS is_meeting,
        CASE WHEN i.signals LIKE '% introduces %' THEN 1 ELSE 0 END AS says_so
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    INNER JOIN human AS s ON i.sender_id = s.address_id
    INNER JOIN audience ON i.interaction_id = audience.interaction_id
    WHERE
        -- that three people came close says nothing; that one asked two to meet does
        (i.kind IN ('message', 'meeting') OR (i.kind = 'proximity' AND i.channel = 'meeting'))
        AND audience.audience_size BETWEEN 2 AND 4
        AND COALESCE(i.signals, '') NOT LIKE '% list %'
        AND COALESCE(i.signals, '') NOT LIKE '% bulk %'
        AND COALESCE(i.signals, '') NOT LIKE '% auto %'
        AND COALESCE(i.signals, '') NOT LIKE '% planned %'
),

addressed AS (
    SELECT DISTINCT
        s.interaction_id,
        h.person_id
    FROM small AS s
    INNER JOIN participation AS p ON s.interaction_id = p.interaction_id
    INNER JOIN human AS h ON p.address_id = h.address_id
    LEFT JOIN absence AS x
        ON p.interaction_id = x.interaction_id AND p.address_id = x.address_id
    WHERE
        h.person_id <> s.introducer_id
        AND x.address_id IS NULL
        AND p.role IN ('to', 'cc', 'bcc', 'attendee', 'organizer', 'member')
),

counted AS (
    SELECT
        interaction_id,
        COUNT(*) AS addressees
    FROM addressed
    GROUP BY interaction_id
),

pairs AS (
    SELECT
        s.interaction_id,
        s.introducer_id,
        s.started,
        s.started_at,
        s.is_meeting,
        s.says_so,
        c.addressees,
        x.person_id AS person_a_id,
        y.person_id AS person_b_id,
        MIN(s.started) OVER (PARTITION BY x.person_id, y.person_id) AS first_together
    FROM small AS s
    INNER JOIN counted AS c ON s.interaction_id = c.interaction_id
    INNER JOIN addressed AS x ON s.interaction_id = x.interaction_id
    INNER JOIN addressed AS y
        ON s.interaction_id = y.interaction_id AND x.person_id < y.person_id
),

known AS (
    SELECT
        ego_id,
        alter_id,
        MIN(started) AS first_contact,
        MIN(started_at) AS first_contact_at
    FROM contact
    GROUP BY ego_id, alter_id
),

begun AS (
    SELECT
        ego_id,
        MIN(first_contact) AS first_contact
    FROM known
    GROUP BY ego_id
),

strangers AS (
    SELECT
        p.interaction_id,
        p.introducer_id,
        p.person_a_id,
        p.person_b_id,
        p.started,
        p.started_at,
        p.is_meeting,
        p.says_so,
        CASE WHEN ka.first_contact < p.started THEN 1 ELSE 0 END
        + CASE WHEN kb.first_contact < p.started THEN 1 ELSE 0 END AS knew,
        -- early on, who knew whom before is not in the records yet
        CASE WHEN b.first_contact < p.started - 7776000 THEN 1 ELSE 0 END AS is_settled,
        ROW_NUMBER() OVER (
            PARTITION BY p.introducer_id, p.person_a_id, p.person_b_id
            ORDER BY p.says_so DESC, p.started ASC, p.interaction_id ASC
        ) AS place
    FROM pairs AS p
    INNER JOIN known AS ka ON p.introducer_id = ka.ego_id AND p.person_a_id = ka.alter_id
    INNER JOIN known AS kb ON p.introducer_id = kb.ego_id AND p.person_b_id = kb.alter_id
    INNER JOIN begun AS b ON p.introducer_id = b.ego_id
    LEFT JOIN known AS k ON p.person_a_id = k.ego_id AND p.person_b_id = k.alter_id
    WHERE
        (p.addressees = 2 OR p.says_so = 1)
        AND (p.started = p.first_together OR p.says_so = 1)
        AND (
            k.first_contact IS NULL
            OR k.first_contact > p.started
            -- a meeting is itself their first contact
            OR (p.is_meeting = 1 AND k.first_contact = p.started)
        )
),

followed AS (
    SELECT
        s.interaction_id,
        s.person_a_id,
        s.person_b_id,
        COUNT(c.started) AS contacts_after,
        MIN(CASE WHEN c.is_one_on_one = 1 THEN c.started END) AS first_alone,
        MIN(c.started) AS first_contact,
        MIN(c.started_at) AS first_contact_at,
        MAX(c.started) AS last_contact
    FROM strangers AS s
    LEFT JOIN contact AS c
        ON
            s.person_a_id = c.ego_id
            AND s.person_b_id = c.alter_id
            AND s.started < c.started
    WHERE s.place = 1
    GROUP BY s.interaction_id, s.person_a_id, s.person_b_id
),

private AS (
    SELECT thing
    FROM adoption
    GROUP BY thing
    HAVING COUNT(DISTINCT person_id) = 1
),

taken_up AS (
    SELECT
        s.interaction_id,
        s.person_a_id,
        s.person_b_id,
        o.thing,
        ROW_NUMBER() OVER (
            PARTITION BY s.interaction_id, s.person_a_id, s.person_b_id
            ORDER BY o.happened, o.outcome_id
        ) AS place
    FROM strangers AS s
    INNER JOIN adoption AS o
        ON
            s.introducer_id = o.attributed_id
            AND s.started < o.happened
            AND (s.person_a_id = o.person_id OR s.person_b_id = o.person_id)
    INNER JOIN private AS v ON o.thing = v.thing
    WHERE s.place = 1
),

standing AS (
    SELECT
        ego_id,
        alter_id,
        CASE stage
            WHEN 'friend' THEN 3
            WHEN 'budding_friend' THEN 2
            WHEN 'acquaintance' THEN 1
            ELSE 0
        END AS gained
    FROM stage
),

judged AS (
    SELECT
        s.interaction_id,
        s.introducer_id,
        s.person_a_id,
        s.person_b_id,
        s.started,
        s.started_at,
        s.is_meeting,
        s.says_so,
        s.knew,
        s.is_settled,
        f.contacts_after,
        f.first_contact,
        f.first_contact_at,
        CASE
            WHEN s.knew = 2 AND f.first_contact <= s.started + 5184000 THEN 1
            WHEN f.first_alone <= s.started + 5184000 THEN 1
            ELSE 0
        END AS is_soon,
        CASE
            WHEN f.contacts_after >= 3 AND f.last_contact - f.first_contact > 5184000
                THEN 'in touch'
            WHEN f.contacts_after >= 1 THEN 'met once'
            ELSE 'quiet'
        END AS afterwards
    FROM strangers AS s
    INNER JOIN followed AS f
        ON
            s.interaction_id = f.interaction_id
            AND s.person_a_id = f.person_a_id
            AND s.person_b_id = f.person_b_id
    WHERE s.place = 1
)

SELECT
    j.introducer_id,
    j.person_a_id,
    j.person_b_id,
    j.started_at AS introduced_at,
    j.interaction_id,
    j.started AS introduced,
    j.afterwards,
    j.contacts_after,
    j.first_contact,
    j.first_contact_at,
    t.thing,
    CONCAT(
        CASE WHEN j.is_meeting = 1 THEN 'invited both' ELSE 'wrote to both' END,
        CASE WHEN j.says_so = 1 THEN ', introducing them' ELSE '' END,
        CASE WHEN j.is_soon = 1 THEN '; direct contact within sixty days' ELSE '' END,
        CASE j.knew
            WHEN 2 THEN ''
            WHEN 1 THEN '; had contact with one of them before'
            ELSE '; had contact with neither before'
        END
    ) AS evidence,
    CASE
        WHEN j.says_so = 1 AND j.is_soon = 1 THEN 0.9e0
        WHEN j.says_so = 1 THEN 0.7e0
        WHEN j.knew = 2 THEN 0.5e0
        ELSE 0.4e0
    END AS confidence,
    COALESCE(t.thing, j.afterwards) AS outcome,
    LEAST(COALESCE(ab.gained, 0), COALESCE(ba.gained, 0)) AS stage_gain
FROM judged AS j
LEFT JOIN taken_up AS t
    ON
        j.interaction_id = t.interaction_id
        AND j.person_a_id = t.person_a_id
        AND j.person_b_id = t.person_b_id
        AND t.place = 1
LEFT JOIN standing AS ab ON j.person_a_id = ab.ego_id AND j.person_b_id = ab.alter_id
LEFT JOIN standing AS ba ON j.person_b_id = ba.ego_id AND j.person_a_id = ba.alter_id
WHERE
    (j.says_so = 1 AND (j.knew >= 1 OR j.is_soon = 1))
    OR (j.is_soon = 1 AND (j.knew = 2 OR (j.knew = 1 AND j.is_settled = 1)))
