-- One row per interaction seen from each end of a dyad of persons.
-- interaction_id: the interaction.
-- ego_id: the person whose view is taken.
-- alter_id: the other person.
-- started: when it began, epoch seconds.
-- started_at: when it began, UTC.
-- local_hour: the hour on the clock there, null when unknown.
-- local_weekday: the day of the week there, Monday 0.
-- sent: 1 if ego started it, or both took part as in a meeting.
-- received: 1 if alter did, or both.
-- audience_size: how many people it was addressed to, or were present, apart from one.
-- kind: message, call, meeting, proximity, ...
-- channel: the channel.
-- medium: online, voice or in_person.
-- weight: 1 / (1 + (audience_size - 1) / 2): 1 for one-on-one, 0.5 among three others.
-- minutes: estimate of the time it took each of them.
-- is_one_on_one: 1 if nobody else was addressed or present.
-- title: the subject or the meeting's title.
-- thread_id: the conversation it belongs to.
--
-- Rule. A message or call is contact of its sender with each person it names (to, cc,
-- bcc, attendee, organizer, member). Meetings, proximity and everything in person are
-- contact of every two people present, and who declined was not (see absence). Several
-- addresses of one person count once.
-- Left out: lists and other automata, oneself, what has not happened by now or is only
-- planned, system lines, diary entries, all-day entries, posts, what was only looked at
-- (views), and whatever reached more than fifty people: that is broadcast. A mailing-list
-- mail is never one-on-one.
-- Minutes: the duration of meetings (30 if unknown, at most 480), of proximity (1) and
-- calls (1); a message takes 1 minute and another for each 1000 characters, at most 30.
WITH human AS (
    SELECT
        m.address_id,
        m.person_id
    FROM member AS m
    INNER JOIN person AS p ON m.person_id = p.person_id
    WHERE NOT p.is_automaton
),

happened AS (
    SELECT
        i.interaction_id,
        i.started,
        i.started_at,
        i.local_hour,
        i.local_weekday,
        i.kind,
        i.channel,
        i.medium,
        i.title,
        i.thread_id,
        s.person_id AS sender_id,
        i.sender_id AS host_id,
        a.audience_size,
        CASE WHEN i.signals LIKE '% list %' THEN 1 ELSE 0 END AS is_list,
        CASE
            WHEN i.kind IN ('meeting', 'proximity') OR i.medium = 'in_person' THEN 1
            ELSE 0
        END AS is_together,
        CASE
            WHEN i.kind IN ('meeting', 'proximity', 'call') OR i.medium IN ('voice', 'in_person')
                THEN
                    LEAST(
                        COALESCE(
                            NULLIF(i.seconds, 0) / 60e0,
                            CASE WHEN i.kind = 'meeting' THEN 30e0 ELSE 1e0 END
                        ),
                        480e0
                    )
            ELSE LEAST(1e0 + COALESCE(i.length, 0) / 1000e0, 30e0)
        END AS minutes
    FROM interaction AS i
    INNER JOIN clock ON i.started <= clock.as_of
    INNER JOIN audience AS a ON i.interaction_id = a.interaction_id
    LEFT JOIN human AS s ON i.sender_id = s.address_id
    WHERE
        i.kind NOT IN ('system', 'entry', 'allday', 'post', 'view')
        AND COALESCE(i.signals, '') NOT LIKE '% planned %'
),

named AS (
    SELECT DISTINCT
        p.interaction_id,
        n.person_id
    FROM participation AS p
    INNER JOIN human AS n ON p.address_id = n.address_id
    LEFT JOIN absence AS x
        ON p.interaction_id = x.interaction_id AND p.address_id = x.address_id
    WHERE
        p.role IN ('to', 'cc', 'bcc', 'attendee', 'organizer', 'member')
        AND x.address_id IS NULL
),

there AS (
    SELECT
        n.interaction_id,
        n.person_id
    FROM named AS n
    INNER JOIN happened AS h ON n.interaction_id = h.interaction_id
    WHERE h.is_together = 1
    UNION
    SELECT
        h.interaction_id,
        h.sender_id AS person_id
    FROM happened AS h
    LEFT JOIN absence AS x
        ON h.interaction_id = x.interaction_id AND h.host_id = x.address_id
    WHERE h.is_together = 1 AND h.sender_id IS NOT NULL AND x.address_id IS NULL
),

company AS (
    SELECT
        there.interaction_id,
        COUNT(*) - 1 AS audience_size
    FROM there
    GROUP BY there.interaction_id
),

met AS (
    SELECT
        one.interaction_id,
        one.person_id AS first_id,
        two.person_id AS second_id,
        company.audience_size AS others
    FROM there AS one
    INNER JOIN there AS two
        ON one.interaction_id = two.interaction_id AND one.person_id < two.person_id
    INNER JOIN company
        ON one.interaction_id = company.interaction_id AND company.audience_size <= 50
),

pair AS (
    SELECT
        h.*,
        h.sender_id AS first_id,
        n.person_id AS second_id,
        h.audience_size AS others
    FROM happened AS h
    INNER JOIN named AS n ON h.interaction_id = n.interaction_id
    WHERE h.is_together = 0 AND n.person_id <> h.sender_id AND h.audience_size <= 50
    UNION ALL
    SELECT
        h.*,
        m.first_id,
        m.second_id,
        m.others
    FROM met AS m
    INNER JOIN happened AS h ON m.interaction_id = h.interaction_id
),

facing AS (
    SELECT 0 AS is_second
    UNION ALL
    SELECT 1 AS is_second
)

SELECT
    pair.interaction_id,
    CASE WHEN facing.is_second = 0 THEN pair.first_id ELSE pair.second_id END AS ego_id,
    CASE WHEN facing.is_second = 0 THEN pair.second_id ELSE pair.first_id END AS alter_id,
    pair.started,
    pair.started_at,
    pair.local_hour,
    pair.local_weekday,
    CASE WHEN pair.is_together = 1 OR facing.is_second = 0 THEN 1 ELSE 0 END AS sent,
    CASE WHEN pair.is_together = 1 OR facing.is_second = 1 THEN 1 ELSE 0 END AS received,
    CAST(pair.others AS INTEGER) AS audience_size,
    pair.kind,
    pair.channel,
    pair.medium,
    1e0 / (1e0 + (pair.others - 1) / 2e0) AS weight,
    pair.minutes,
    CASE WHEN pair.others = 1 AND pair.is_list = 0 THEN 1 ELSE 0 END AS is_one_on_one,
    pair.title,
    pair.thread_id
FROM pair
CROSS JOIN facing
