-- The day on which a case ended (its first second), for holds of a period: under a policy that counts
-- from the end of a degree its due day does not say it. Empty in what ended before this.
ALTER TABLE cases ADD COLUMN ended INTEGER;
