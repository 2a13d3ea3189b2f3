-- Readers find events by (tx, position); a second index on the position alone was written for nobody.
ALTER TABLE event_log DROP CONSTRAINT event_log_pk;
ALTER TABLE event_log ADD CONSTRAINT event_log_pk PRIMARY KEY (tx, position);
DROP INDEX event_log_by_commit;
