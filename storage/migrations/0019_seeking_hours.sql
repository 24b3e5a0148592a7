-- Since when a conversation's student looks for another worker is kept openly to the hour; to the
-- second it is sealed with the row.
UPDATE cases SET seeking = seeking / 3600 * 3600 WHERE seeking IS NOT NULL;
