-- Who is told of a hold because of a concern: the roles that may read that ('+' between), so that
-- nobody learns from a hold that there is one about them. Empty: all three holders.
ALTER TABLE holds ADD COLUMN known_to TEXT NOT NULL DEFAULT '';

UPDATE holds SET known_to = coalesce(
    (SELECT f.holders FROM flags f WHERE f.id = holds.reference), asked_by)
WHERE kind = 'concern';
