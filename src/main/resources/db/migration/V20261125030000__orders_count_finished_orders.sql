-- How many orders have come to their end: there are ever more, too many to count them at each reading of the metrics. A
-- consumer of the journal counts each one once. It starts with the first event, so orders of before are not counted here.
CREATE TABLE finished_orders (
    status text   NOT NULL,
    orders bigint NOT NULL,
    CONSTRAINT finished_orders_pk PRIMARY KEY (status),
    CONSTRAINT finished_orders_status_is_an_end CHECK (status IN ('CONFIRMED', 'CANCELLED')),
    CONSTRAINT finished_orders_not_negative CHECK (orders >= 0)
);

INSERT INTO finished_orders (status, orders) VALUES ('CONFIRMED', 0), ('CANCELLED', 0);
