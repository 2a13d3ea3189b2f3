-- How many orders have come to their end: there are ever more, too many to count them at each reading of the metrics. A
-- consumer of the journal counts each one once. What is settled in the journal by now is counted here, and the consumer
-- begins behind it.
CREATE TABLE finished_orders (
    status text   NOT NULL,
    orders bigint NOT NULL,
    CONSTRAINT finished_orders_pk PRIMARY KEY (status),
    CONSTRAINT finished_orders_status_is_an_end CHECK (status IN ('CONFIRMED', 'CANCELLED')),
    CONSTRAINT finished_orders_not_negative CHECK (orders >= 0)
);

WITH settled AS (
    SELECT tx, position FROM event_log WHERE tx < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY tx DESC, position DESC LIMIT 1),
registered AS (
    INSERT INTO event_consumer (name, tx, position) SELECT 'finished-orders', tx, position FROM settled)
INSERT INTO finished_orders (status, orders)
SELECT e.status, (SELECT count(*) FROM event_log l, settled s
                   WHERE l.type = e.type AND (l.tx, l.position) <= (s.tx, s.position))
  FROM (VALUES ('CONFIRMED', 'OrderConfirmed'), ('CANCELLED', 'OrderCancelled')) AS e (status, type);
