-- Takes reserved units of an order out of stock, all or none, and writes the ledger. Gives how many lines, movements and
-- reservations it has handled, or the first line for which less is reserved than asked for.
--
-- Two statements: the second needs a snapshot that is taken after the locks were granted, to see what a receipt has
-- reserved meanwhile. The first names its rows by values, a few too many if there are several warehouses: one that looks up
-- which rows it locks is evaluated anew after it has waited for one, and may lose others.
--
-- psql runs this file as it is and keeps nothing.
\set AUTOCOMMIT off
-- the order whose reservations are taken
\set order '''01990000-0000-7000-8000-000000000001''::uuid'
-- side by side: shipment (what the ledger says; one for each warehouse), line of the order, SKU, warehouse, units
\set references 'ARRAY[''SH-100001'', ''SH-100001'']::text[]'
\set lines 'ARRAY[1, 2]::integer[]'
\set skus 'ARRAY[''MUG-BLUE'', ''MUG-WHITE'']::text[]'
\set warehouses 'ARRAY[''MAIN'', ''MAIN'']::text[]'
\set units 'ARRAY[2, 1]::integer[]'
-- what the ledger says: who and when
\set actor '''demo-ops''::text'
\set now '''2026-11-28T08:00:00Z''::timestamptz'

SELECT FROM stock s WHERE s.sku = ANY (:skus) AND s.warehouse = ANY (:warehouses)
ORDER BY s.sku, s.warehouse
FOR NO KEY UPDATE OF s;

WITH issued AS (
    SELECT reference, line_number, sku, warehouse, CAST(sum(quantity) AS integer) AS quantity
    FROM unnest(:references, :lines, :skus, :warehouses, :units) AS i (reference, line_number, sku, warehouse, quantity)
    GROUP BY reference, line_number, sku, warehouse),
missing AS (
    SELECT i.line_number, i.quantity AS asked, coalesce(r.quantity, 0) AS held
    FROM issued i LEFT JOIN reservation r ON r.order_id = :order AND r.line_number = i.line_number
     AND r.warehouse = i.warehouse AND r.sku = i.sku
    WHERE coalesce(r.quantity, 0) < i.quantity
    ORDER BY i.line_number LIMIT 1),
lowered AS (
    UPDATE reservation r SET quantity = r.quantity - i.quantity
    FROM issued i
    WHERE r.order_id = :order AND r.line_number = i.line_number AND r.warehouse = i.warehouse
      AND r.quantity > i.quantity AND NOT EXISTS (SELECT FROM missing)
    RETURNING 1),
ended AS (
    DELETE FROM reservation r USING issued i
    WHERE r.order_id = :order AND r.line_number = i.line_number AND r.warehouse = i.warehouse
      AND r.quantity = i.quantity AND NOT EXISTS (SELECT FROM missing)
    RETURNING 1),
changed AS (
    UPDATE stock s SET on_hand = s.on_hand - t.quantity, reserved = s.reserved - t.quantity
    FROM (SELECT sku, warehouse, CAST(sum(quantity) AS integer) AS quantity
          FROM issued GROUP BY sku, warehouse) t
    WHERE s.sku = t.sku AND s.warehouse = t.warehouse AND NOT EXISTS (SELECT FROM missing)
    RETURNING s.sku, s.warehouse, s.on_hand),
booked AS (
    INSERT INTO stock_movement (type, sku, warehouse, quantity, on_hand_after, reference, order_id, actor, at)
    SELECT 'ISSUE', i.sku, i.warehouse, -i.quantity,
           c.on_hand - i.quantity
           + sum(i.quantity) OVER (PARTITION BY i.sku, i.warehouse ORDER BY i.line_number DESC),
           i.reference, :order, :actor, :now
    FROM issued i JOIN changed c ON c.sku = i.sku AND c.warehouse = i.warehouse
    ORDER BY i.line_number
    RETURNING 1)
SELECT (SELECT count(*) FROM issued) AS lines, (SELECT count(*) FROM booked) AS booked,
       (SELECT count(*) FROM lowered) + (SELECT count(*) FROM ended) AS reservations,
       m.line_number IS NOT NULL AS refused, m.line_number, m.asked, m.held
FROM (VALUES (1)) AS one LEFT JOIN missing m ON true;
