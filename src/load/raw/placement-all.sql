-- A placement as the service sends it, reads included, statement by statement, taken from the log of the database
-- (log_statement = all). Where pgbench can't do what the service does in Java:
-- * ids, key and SKUs are made by SQL in the statement that takes the key's lock;
-- * order numbers come singly from the sequence from which the service takes blocks;
-- * the customer is found by the number in its e-mail instead of its id;
-- * the stored answer is as long as a real one, but the same for all orders except for id and number;
-- * too little stock divides by zero, so the order fails as a whole.
\set a random(1, :products)
\set b 1 + (:a - 1 + random(1, :products - 1)) % :products
\set first least(:a, :b)
\set second greatest(:a, :b)
\set buyer random(1, :customers)
\set units1 random(1, 3)
\set units2 random(1, 3)
\set gross1 :units1 * 9.90
\set gross2 :units2 * 9.90
\set net1 int(:gross1 / 1.19 * 100 + 0.5) / 100.0
\set net2 int(:gross2 / 1.19 * 100 + 0.5) / 100.0
\set tax1 :gross1 - :net1
\set tax2 :gross2 - :net2
\set items :gross1 + :gross2
\set tax :tax1 + :tax2 + 0.78
\set total :items + 4.90
\set lock random(1, 9000000000000000000)
BEGIN;
SELECT pg_advisory_xact_lock(:lock), gen_random_uuid() AS key, uuidv7() AS order_id,
    'LOAD-' || right((10000 + :first::integer)::text, 4) AS sku1,
    'LOAD-' || right((10000 + :second::integer)::text, 4) AS sku2 \gset
SELECT v.version, k.fingerprint, k.state, k.subject, k.status, k.location, k.etag, k.body
  FROM reference_version v
  LEFT JOIN idempotency_key k ON k.caller = 'demo-storefront' AND k.operation = 'placeOrder' AND k.key = :key;
SELECT *, id AS customer_id FROM customer
 WHERE lower(email) = 'load-' || right((10000 + :buyer::integer)::text, 4) || '@example.org' ORDER BY id LIMIT 1 \gset
SELECT number FROM orders
 WHERE fingerprint = md5(:customer_id || :sku1 || 'x' || :units1 || ',' || :sku2 || 'x' || :units2)
   AND placed_at > now() - interval '10 minutes' AND id <> :order_id AND status <> 'CANCELLED'
 ORDER BY placed_at DESC LIMIT 1;
SELECT s.sku, s.warehouse, w.priority, s.active, s.on_hand, s.reserved, s.safety_stock, s.reorder_point
  FROM stock s JOIN warehouse w ON w.code = s.warehouse
 WHERE s.sku = ANY(ARRAY[:sku1, :sku2])
 ORDER BY s.sku, s.warehouse
   FOR NO KEY UPDATE OF s;
WITH stock_changed AS (
    UPDATE stock s SET on_hand = s.on_hand + c.on_hand, reserved = s.reserved + c.reserved
      FROM unnest(ARRAY[:sku1, :sku2], ARRAY['MAIN', 'MAIN'], ARRAY[0, 0], ARRAY[:units1::integer, :units2::integer])
           AS c (sku, warehouse, on_hand, reserved)
     WHERE s.sku = c.sku AND s.warehouse = c.warehouse
       AND (c.reserved <= 0 OR s.on_hand + c.on_hand - s.reserved - c.reserved >= s.safety_stock)
    RETURNING 1),
reservations_raised AS (
    INSERT INTO reservation AS r (order_id, line_number, warehouse, sku, quantity)
    SELECT CAST(:order_id AS uuid), c.line_number, c.warehouse, c.sku, c.quantity
      FROM unnest(ARRAY[1, 2], ARRAY['MAIN', 'MAIN'], ARRAY[:sku1, :sku2], ARRAY[:units1::integer, :units2::integer])
           AS c (line_number, warehouse, sku, quantity)
    ON CONFLICT (order_id, line_number, warehouse)
    DO UPDATE SET quantity = r.quantity + excluded.quantity WHERE r.sku = excluded.sku
    RETURNING 1)
SELECT 1 / ((SELECT count(*) FROM stock_changed) / 2), (SELECT count(*) FROM reservations_raised);
INSERT INTO orders (id, number, channel, external_reference, status, customer_id, buyer_name, buyer_email, buyer_phone,
    currency, shipping_address, billing_address, delivery_method, partial_delivery, payment_method, payment_token,
    payment_status, payment_terms_days, coupon_codes, note, metadata, fingerprint, prices_include_tax, items_amount,
    discount_amount, shipping_fee, shipping_tax_rate, shipping_net, shipping_tax, shipping_gross, shipping_invoiced,
    tax_amount, grand_total, invoiced_amount, paid_amount, verification_runs, history_entries, feedback_given,
    placed_at, version)
VALUES (:order_id, 'SO-' || nextval('order_number_seq'), 'WEB', NULL, 'VERIFIED', :customer_id,
    :name, :email, :phone, 'EUR',
    '{"name":"Load Buyer","line1":"1 Main St","city":"Berlin","postalCode":"10115","country":"DE"}', NULL,
    'STANDARD', false, 'INVOICE', NULL, 'OPEN', 30, '{}', NULL, '{}',
    md5(:customer_id || :sku1 || 'x' || :units1 || ',' || :sku2 || 'x' || :units2), true, :items,
    0, 4.90, 19, 4.12, 0.78, 4.90, false, :tax, :total, 0, 0, 1, 2, false, now(), 0)
RETURNING number \gset
INSERT INTO order_line (id, order_id, line_number, sku, name, weight_grams, tax_category, unit_price, services_price,
    expected_price, items_amount, discount, tax_rate, net, tax, gross, live_items, live_discount, live_tax, live_gross,
    ordered, cancelled, fulfilled, shipped, delivered, invoiced, returned)
VALUES
    (uuidv7(), :order_id, 1, :sku1, 'Load goods ' || :sku1, 100, 'STANDARD', 9.90, 0, 9.90,
     :gross1, 0, 19, :net1, :tax1, :gross1, :gross1, 0, :tax1, :gross1, :units1, 0, 0, 0, 0, 0, 0),
    (uuidv7(), :order_id, 2, :sku2, 'Load goods ' || :sku2, 100, 'STANDARD', 9.90, 0, 9.90,
     :gross2, 0, 19, :net2, :tax2, :gross2, :gross2, 0, :tax2, :gross2, :units2, 0, 0, 0, 0, 0, 0);
INSERT INTO order_history (order_id, entry, from_status, to_status, command, actor, at, reason)
VALUES (:order_id, 1, NULL, 'PLACED', 'place', 'pgbench', now(), NULL),
       (:order_id, 2, 'PLACED', 'VERIFIED', 'verify', 'pgbench', now(), NULL);
INSERT INTO order_verification (order_id, run, checked_at, findings)
SELECT :order_id, 1, now(), jsonb_agg(jsonb_build_object('check', f.check_name, 'outcome', 'PASS', 'evidence', f.evidence,
           'overridden', false) ORDER BY f.position)
  FROM unnest(ARRAY['COMPLETENESS', 'CUSTOMER', 'CONTACT', 'DELIVERY', 'PRODUCTS', 'QUANTITY_LIMIT', 'PRICE',
                    'CREDIT', 'DUPLICATE', 'UNUSUAL', 'STOCK'],
              ARRAY['Lines, addresses and service texts are complete.', 'Customer ' || :customer_id || ' is active.',
                    'E-mail, phone and address are plausible.', 'STANDARD delivers to DE.', 'All products are active.',
                    'All quantities are within the limits of the products.',
                    'No price differs from what the buyer saw.', 'Terms of 30 days, no credit limit.',
                    'No order of this buyer with the same lines in the last 10 minutes.',
                    'Quantities and value are usual.', 'All units are reserved.'])
       WITH ORDINALITY AS f (check_name, evidence, position);
INSERT INTO event_log (tx, id, type, order_id, order_sequence, occurred_at, actor, payload)
SELECT greatest(pg_current_xact_id(), last.tx), uuidv7(), fact.type, o.id,
       coalesce(last.order_sequence, 0) + fact.number, now(), 'pgbench', fact.payload
  FROM (SELECT CAST(:order_id AS uuid) AS id) o
  LEFT JOIN LATERAL (SELECT tx, order_sequence FROM event_log WHERE order_id = o.id
                      ORDER BY order_sequence DESC LIMIT 1) last ON true
 CROSS JOIN unnest(ARRAY['OrderPlaced', 'OrderVerified'], ARRAY[
        jsonb_build_object('orderNumber', :number::text, 'channel', 'WEB', 'paymentMethod', 'INVOICE',
            'grandTotal', jsonb_build_object('amount', :total::text, 'currency', 'EUR'),
            'lines', 2, 'units', :units1::integer + :units2::integer),
        jsonb_build_object('orderNumber', :number::text, 'channel', 'WEB', 'warnings', 0, 'overridden', false)])
       WITH ORDINALITY AS fact (type, payload, number)
 ORDER BY fact.number;
INSERT INTO idempotency_key
    (caller, operation, key, fingerprint, state, subject, status, location, etag, body, created_at)
VALUES ('demo-storefront', 'placeOrder', :key, sha256(uuid_send(:order_id)), 'FINAL', NULL, 201,
        '/api/v1/orders/' || :number, '"0"', convert_to('{"id":"' || :order_id || '","number":"' || :number ||
        '","status":"VERIFIED","holds":[],"channel":"WEB","customer":{'
        '"id":"01900000-0000-7000-8000-000000000007","name":"Load Buyer 7","email":"load-0007@example.org",'
        '"phone":"+49 30 901820"},"currency":"EUR","lines":['
        '{"lineNumber":1,"sku":"LOAD-0001","name":"Load goods LOAD-0001","quantity":2,'
        '"unitPrice":{"amount":"9.90","currency":"EUR"},'
        '"expectedUnitPrice":{"amount":"9.90","currency":"EUR"},"services":[],'
        '"taxRate":19.00,"amounts":{"items":{"amount":"19.80","currency":"EUR"},'
        '"discount":{"amount":"0.00","currency":"EUR"},"net":{"amount":"16.64","currency":"EUR"},'
        '"tax":{"amount":"3.16","currency":"EUR"},"gross":{"amount":"19.80","currency":"EUR"}},'
        '"quantities":{"ordered":2,"cancelled":0,"reserved":2,"backordered":0,"fulfilled":0,"shipped":0,'
        '"delivered":0,"invoiced":0,"returned":0}},'
        '{"lineNumber":2,"sku":"LOAD-0002","name":"Load goods LOAD-0002","quantity":2,'
        '"unitPrice":{"amount":"9.90","currency":"EUR"},'
        '"expectedUnitPrice":{"amount":"9.90","currency":"EUR"},"services":[],'
        '"taxRate":19.00,"amounts":{"items":{"amount":"19.80","currency":"EUR"},'
        '"discount":{"amount":"0.00","currency":"EUR"},"net":{"amount":"16.64","currency":"EUR"},'
        '"tax":{"amount":"3.16","currency":"EUR"},"gross":{"amount":"19.80","currency":"EUR"}},'
        '"quantities":{"ordered":2,"cancelled":0,"reserved":2,"backordered":0,"fulfilled":0,"shipped":0,'
        '"delivered":0,"invoiced":0,"returned":0}}],'
        '"shippingAddress":'
        '{"name":"Load Buyer","line1":"1 Main St","city":"Berlin","postalCode":"10115","country":"DE"},'
        '"delivery":{"method":"STANDARD","partialDelivery": false},"payment":{"method":"INVOICE","status":"OPEN"},'
        '"couponCodes":[],"metadata":{},"totals":{"taxIncluded": true,"items":{"amount":"39.60","currency":"EUR"},'
        '"discount":{"amount":"0.00","currency":"EUR"},"shipping":{"amount":"4.90","currency":"EUR"},'
        '"tax":{"amount":"7.10","currency":"EUR"},"grandTotal":{"amount":"44.50","currency":"EUR"},'
        '"invoiced":{"amount":"0.00","currency":"EUR"},"paid":{"amount":"0.00","currency":"EUR"},'
        '"balance":{"amount":"44.50","currency":"EUR"}},'
        '"allowedActions":["amend","hold","cancel","fulfill","payments"],'
        '"nextAction":"fulfill","placedAt":"2026-01-01T12:00:00.000000Z","version":0}', 'UTF8'), now());
COMMIT;
