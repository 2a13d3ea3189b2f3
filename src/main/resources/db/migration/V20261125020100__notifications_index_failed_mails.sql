-- Mails that were given up are counted for the metrics.
CREATE INDEX notification_failed ON notification (id) WHERE status = 'FAILED';
