-- One row per person and thing that no file states and the records show them begin: a link
-- or hashtag first written, a topic first come back to, a group first spoken in, an event
-- first attended, a file first touched. Weaker evidence than a stated outcome: it is what
-- could be seen.
-- person_id: the person.
-- thing: what it was, named after its derivation: link:example.org.
-- derivation: link, hashtag, topic, group, event or file.
-- started: when first, in epoch seconds.
--
-- Rule. Every table of this folder whose name begins with first_ has such things.
SELECT
    person_id,
    thing,
    derivation,
    started
FROM first_
