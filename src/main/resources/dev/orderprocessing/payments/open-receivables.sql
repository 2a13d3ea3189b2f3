-- Everything owed on an order's invoices in a currency and not paid yet, in the order of the invoices, and what is on its
-- way for each by captures that are not final. Takes up invoices that are new.
--
-- psql runs this file as it is and keeps nothing.
\set AUTOCOMMIT off
\set order '''01990000-0000-7000-8000-000000000001''::uuid'
\set currency '''EUR''::text'
-- the order's invoices, oldest first, side by side: id, number, currency, amount; all as texts
\set ids 'ARRAY[''01990000-0000-7000-8000-000000000003'']::text[]'
\set numbers 'ARRAY[''R-2026-000001'']::text[]'
\set currencies 'ARRAY[''EUR'']::text[]'
\set gross 'ARRAY[''25.80'']::text[]'

WITH known AS (
    SELECT * FROM receivable WHERE order_id = :order),
added AS (
    INSERT INTO receivable (invoice_id, invoice_number, order_id, currency, gross)
    SELECT CAST(id AS uuid), number, :order, currency, CAST(gross AS numeric)
    FROM unnest(:ids, :numbers, :currencies, :gross) AS invoice (id, number, currency, gross)
    ON CONFLICT (invoice_id) DO NOTHING
    RETURNING *)
SELECT r.invoice_id, r.invoice_number, r.gross - r.paid AS open, coalesce((
    SELECT sum(i.amount) FROM payment_intent i
    WHERE i.order_id = r.order_id AND i.invoice_id = r.invoice_id AND i.operation = 'CAPTURE'
        AND i.state IN ('PENDING', 'UNKNOWN')), 0) AS on_its_way
FROM (SELECT * FROM known UNION ALL SELECT * FROM added) r
WHERE r.currency = :currency AND r.gross > r.paid
ORDER BY array_position(:ids, CAST(r.invoice_id AS text));
