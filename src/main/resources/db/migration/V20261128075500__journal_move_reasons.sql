-- Events are kept for ever, so they hold ids, codes and figures. Why somebody did something, in words, may tell of a
-- person: it lies beside the event and can be erased.

CREATE TABLE event_reason (
    event_id uuid CONSTRAINT event_reason_pk PRIMARY KEY
        CONSTRAINT event_reason_event_fk REFERENCES event_log (id),
    order_id uuid,
    reason   text NOT NULL
        CONSTRAINT event_reason_not_empty CHECK (reason <> '')
);
CREATE INDEX event_reason_by_order ON event_reason (order_id) WHERE order_id IS NOT NULL;
COMMENT ON TABLE event_reason IS 'What somebody gave as the reason of an event, until it is erased.';

INSERT INTO event_reason (event_id, order_id, reason)
SELECT id, order_id, payload ->> 'reason' FROM event_log WHERE payload ->> 'reason' <> '';

ALTER TABLE event_log DISABLE TRIGGER event_log_append_only;
UPDATE event_log SET payload = CAST(payload AS jsonb) - 'reason' WHERE payload ->> 'reason' <> '';
ALTER TABLE event_log ENABLE TRIGGER event_log_append_only;

ALTER TABLE event_log ADD CONSTRAINT event_log_reason_is_beside CHECK (coalesce(payload ->> 'reason', '') = '');
