-- Few customers are blocked; their list does not look at the others.
CREATE INDEX customer_blocked_idx ON customer (id) WHERE status = 'BLOCKED';
