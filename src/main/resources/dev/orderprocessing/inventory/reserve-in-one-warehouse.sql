-- Reserves everything for an order in the first warehouse by priority that holds all of it; locks all stock rows of the
-- SKUs, whether or not it succeeds. Gives the warehouse, or none, and how many rows it has changed.
--
-- Rows are locked as they are now, but found and changed as the statement saw them when it began. So a warehouse must
-- hold everything both now (locked) and then (seen): what arrived during the wait for the lock is left to the next
-- statement, which sees it.
--
-- psql runs this file as it is and keeps nothing.
\set AUTOCOMMIT off
-- the order that gets the units
\set order '''01990000-0000-7000-8000-000000000001''::uuid'
-- side by side: line of the order, SKU, units
\set lines 'ARRAY[1, 2]::integer[]'
\set skus 'ARRAY[''MUG-BLUE'', ''MUG-WHITE'']::text[]'
\set units 'ARRAY[2, 1]::integer[]'

WITH wanted AS (
    SELECT * FROM unnest(:lines, :skus, :units) AS d (line_number, sku, quantity)),
needed AS (
    SELECT sku, CAST(sum(quantity) AS integer) AS quantity FROM wanted GROUP BY sku),
locked AS MATERIALIZED (
    SELECT s.sku, s.warehouse, s.active, s.on_hand - s.reserved - s.safety_stock AS available
    FROM stock s WHERE s.sku = ANY (:skus)
    ORDER BY s.sku, s.warehouse
    FOR NO KEY UPDATE OF s),
seen AS (
    SELECT s.sku, s.warehouse, s.on_hand - s.reserved - s.safety_stock AS available
    FROM stock s WHERE s.sku = ANY (:skus)),
chosen AS (
    SELECT l.warehouse
    FROM needed n JOIN locked l ON l.sku = n.sku AND l.active AND l.available >= n.quantity
    JOIN seen b ON b.sku = l.sku AND b.warehouse = l.warehouse AND b.available >= n.quantity
    JOIN warehouse w ON w.code = l.warehouse
    GROUP BY l.warehouse, w.priority
    HAVING count(*) = (SELECT count(*) FROM needed)
    ORDER BY w.priority, l.warehouse
    LIMIT 1),
changed AS (
    UPDATE stock s SET reserved = s.reserved + n.quantity
    FROM needed n, chosen c
    WHERE s.sku = n.sku AND s.warehouse = c.warehouse
      AND s.on_hand - s.reserved - n.quantity >= s.safety_stock
    RETURNING 1),
raised AS (
    INSERT INTO reservation AS r (order_id, line_number, warehouse, sku, quantity)
    SELECT :order, w.line_number, c.warehouse, w.sku, w.quantity FROM wanted w, chosen c
    ON CONFLICT (order_id, line_number, warehouse)
    DO UPDATE SET quantity = r.quantity + excluded.quantity WHERE r.sku = excluded.sku
    RETURNING 1)
SELECT (SELECT warehouse FROM chosen) AS warehouse, (SELECT count(*) FROM changed) AS changed,
       (SELECT count(*) FROM raised) AS raised;
