-- A year of past orders: :orders orders of two lines on account, all the way to CONFIRMED, with everything that a real
-- one leaves behind: history, findings, shipment, ledger, invoice, payment and events. The books stay exact, so that
-- GET /api/v1/consistency has to say so afterwards. For products and customers that the driver (../Load.java) has
-- prepared; nothing else may write meanwhile.
\set ON_ERROR_STOP on
SET synchronous_commit = off;
SET work_mem = '256MB';
SET maintenance_work_mem = '512MB';
BEGIN;

CREATE TEMP TABLE past ON COMMIT DROP AS
SELECT n, uuidv7(t.at - clock_timestamp()) AS id, t.at, 'SO-' || (s.first + n) AS number, c.id AS customer_id, c.name, c.email,
       CASE n % 4 WHEN 0 THEN 'MARKETPLACE' WHEN 1 THEN 'PHONE' ELSE 'WEB' END AS channel,
       gen_random_uuid() AS seed, 1 + n % 3 AS units1, 1 + n / 3 % 3 AS units2,
       'LOAD-' || right((10001 + n % p.products)::text, 4) AS sku1,
       'LOAD-' || right((10001 + (n + 1 + n / p.products % (p.products - 1)) % p.products)::text, 4) AS sku2,
       uuidv7(t.at - clock_timestamp()) AS shipment_id, 'SH-' || (h.first + n) AS shipment_number,
       uuidv7(t.at + interval '2 days' - clock_timestamp()) AS invoice_id, uuidv7(t.at + interval '5 days' - clock_timestamp()) AS payment_id
  FROM generate_series(1, :orders) AS n
  CROSS JOIN LATERAL (SELECT date_trunc('milliseconds', now() - interval '10 days'
                             - (:orders - n) * (interval '355 days' / :orders)) AS at) AS t
  CROSS JOIN (SELECT count(*)::integer AS products FROM product WHERE sku ~ '^LOAD-[0-9]{4}$') p
  CROSS JOIN (SELECT setval('order_number_seq', nextval('order_number_seq') + :orders + 40) - :orders - 20 AS first) s
  CROSS JOIN (SELECT setval('shipment_number_seq', nextval('shipment_number_seq') + :orders + 40) - :orders - 20 AS first) h
  JOIN (SELECT id, name, email, row_number() OVER (ORDER BY email, id) AS place, count(*) OVER () AS customers
          FROM customer WHERE email ~ '^load-[0-9]{4}@example.org$') c ON c.place = 1 + n % c.customers;

CREATE TEMP TABLE past_line ON COMMIT DROP AS
SELECT p.n, p.id AS order_id, p.at, uuidv7(p.at - clock_timestamp()) AS id, l.line_number, l.sku, l.units,
       l.units * 9.90 AS gross, round(l.units * 9.90 / 1.19, 2) AS net
  FROM past p
  CROSS JOIN LATERAL (VALUES (1, p.sku1, p.units1), (2, p.sku2, p.units2)) AS l (line_number, sku, units);

CREATE TEMP TABLE past_total ON COMMIT DROP AS
SELECT n, sum(gross) AS items, sum(gross) + 4.90 AS gross, sum(net) + 4.12 AS net FROM past_line GROUP BY n;

ANALYZE past;
ANALYZE past_line;
ANALYZE past_total;

\echo orders
INSERT INTO orders (id, number, channel, external_reference, status, customer_id, buyer_name, buyer_email, currency,
    shipping_address, delivery_method, partial_delivery, payment_method, payment_status, payment_terms_days,
    coupon_codes, metadata, fingerprint, prices_include_tax, items_amount, discount_amount, shipping_fee,
    shipping_tax_rate, shipping_net, shipping_tax, shipping_gross, shipping_invoiced, tax_amount, grand_total,
    invoiced_amount, paid_amount, verification_runs, history_entries, feedback_given, placed_at, version)
SELECT p.id, p.number, p.channel, 'PAST-' || p.number,
       'CONFIRMED', p.customer_id, p.name, p.email, 'EUR',
       '{"name":"Load Buyer","line1":"1 Main St","city":"Berlin","postalCode":"10115","country":"DE"}', 'STANDARD', false,
       'INVOICE', 'PAID', 30, '{}', '{}', md5(p.seed::text), true, t.items, 0, 4.90, 19, 4.12, 0.78, 4.90, true,
       t.gross - t.net, t.gross, t.gross, t.gross, 1, 7, false, p.at, 4
  FROM past p JOIN past_total t USING (n) ORDER BY n;

\echo lines
INSERT INTO order_line (id, order_id, line_number, sku, name, weight_grams, tax_category, unit_price, services_price,
    items_amount, discount, tax_rate, net, tax, gross, live_items, live_discount, live_tax, live_gross, ordered, cancelled,
    fulfilled, shipped, delivered, invoiced, returned)
SELECT id, order_id, line_number, sku, 'Load goods ' || sku, 100, 'STANDARD', 9.90, 0, gross, 0, 19, net, gross - net,
       gross, gross, 0, gross - net, gross, units, 0, units, units, units, units, 0
  FROM past_line ORDER BY n, line_number;
INSERT INTO order_packing (id, order_id, order_line_id, warehouse, packed, shipped)
SELECT uuidv7(at - clock_timestamp()), order_id, id, 'MAIN', units, units FROM past_line ORDER BY n, line_number;

\echo history and findings
INSERT INTO order_history (order_id, entry, from_status, to_status, command, actor, at, reason)
SELECT p.id, h.entry, h.before, h.after, h.command, 'past', p.at + h.later, NULL
  FROM past p
  CROSS JOIN (VALUES (1, NULL, 'PLACED', 'place', interval '0'), (2, 'PLACED', 'VERIFIED', 'verify', '0'),
                     (3, 'VERIFIED', 'FULFILLED', 'fulfill', '6 hours'), (4, 'FULFILLED', 'SHIPPED', 'ship', '1 day'),
                     (5, 'SHIPPED', 'INVOICED', 'invoice', '2 days'), (6, 'INVOICED', 'INVOICED', 'deliver', '2 days'),
                     (7, 'INVOICED', 'CONFIRMED', 'payments', '5 days')) AS h (entry, before, after, command, later)
 ORDER BY p.n, h.entry;
INSERT INTO order_verification (order_id, run, checked_at, findings)
SELECT id, 1, at, '[{"check": "STOCK", "outcome": "PASS", "evidence": "All units are reserved.", "overridden": false}]'
  FROM past ORDER BY n;

\echo shipments and the stock ledger
INSERT INTO shipment (id, number, order_id, order_number, delivery_method, warehouse, carrier, weight_grams, dispatched_at,
    delivered_at, version)
SELECT shipment_id, shipment_number, id, number, 'STANDARD', 'MAIN', 'HOUSE', (units1 + units2) * 100,
       at + interval '1 day', at + interval '2 days', 1
  FROM past ORDER BY n;
INSERT INTO shipment_line (shipment_id, line_number, sku, quantity)
SELECT p.shipment_id, l.line_number, l.sku, l.units FROM past p JOIN past_line l USING (n) ORDER BY n, l.line_number;
INSERT INTO stock_movement (type, sku, warehouse, quantity, on_hand_after, reference, actor, at)
SELECT 'RECEIPT', s.sku, 'MAIN', l.units, s.on_hand + l.units, 'past', 'past', now() - interval '1 year'
  FROM (SELECT sku, sum(units)::integer AS units FROM past_line GROUP BY sku) l
  JOIN stock s ON s.sku = l.sku AND s.warehouse = 'MAIN';
INSERT INTO stock_movement (type, sku, warehouse, quantity, on_hand_after, reference, order_id, actor, at)
SELECT 'ISSUE', l.sku, 'MAIN', -l.units, s.on_hand + sum(l.units) OVER (PARTITION BY l.sku)
       - sum(l.units) OVER (PARTITION BY l.sku ORDER BY l.n, l.line_number), p.shipment_number, l.order_id, 'past',
       l.at + interval '1 day'
  FROM past_line l JOIN past p USING (n) JOIN stock s ON s.sku = l.sku AND s.warehouse = 'MAIN'
 ORDER BY l.n, l.line_number;

\echo invoices and payments
CREATE TEMP TABLE past_invoice ON COMMIT DROP AS
SELECT p.*, t.gross, t.net, p.at + interval '2 days' AS issued_at, y.year,
       coalesce(c.last, 0) + row_number() OVER (PARTITION BY y.year ORDER BY p.n) AS sequence
  FROM past p JOIN past_total t USING (n)
  CROSS JOIN LATERAL (SELECT extract(YEAR FROM (p.at + interval '2 days') AT TIME ZONE 'UTC')::integer AS year) y
  LEFT JOIN invoice_counter c ON c.series = 'INV' AND c.year = y.year;
ALTER TABLE past_invoice ADD COLUMN invoice_number text;
UPDATE past_invoice SET invoice_number = 'INV-' || year || '-' || lpad(sequence::text, greatest(6, length(sequence::text)), '0');
ANALYZE past_invoice;
INSERT INTO invoice_counter (series, year, last)
SELECT 'INV', year, max(sequence) FROM past_invoice GROUP BY year
ON CONFLICT (series, year) DO UPDATE SET last = excluded.last;
INSERT INTO invoice (id, kind, series, year, sequence, number, order_id, order_number, channel, customer_id, seller,
    bill_to_name, bill_to_line1, bill_to_city, bill_to_postal_code, bill_to_country, payment_method, currency, prices_include_tax,
    shipping_description, shipping_tax_rate, shipping_net, shipping_tax, shipping_gross, discount, net, tax, gross,
    issued_at, due_date)
SELECT invoice_id, 'INVOICE', 'INV', year, sequence, invoice_number, id, number, channel, customer_id,
       '{"name": "Load Seller", "address": ["1 Main St", "10115 Berlin", "Germany"]}', 'Load Buyer', '1 Main St', 'Berlin',
       '10115', 'DE', 'INVOICE', 'EUR', true, 'Shipping STANDARD', 19, 4.12, 0.78, 4.90, 0, net, gross - net, gross,
       issued_at, (issued_at + interval '31 days')::date
  FROM past_invoice ORDER BY n;
INSERT INTO invoice_line (invoice_id, line_number, sku, description, quantity, unit_price, discount, tax_rate, net, tax, gross)
SELECT i.invoice_id, l.line_number, l.sku, 'Load goods ' || l.sku, l.units, 9.90, 0, 19, l.net, l.gross - l.net, l.gross
  FROM past_invoice i JOIN past_line l USING (n) ORDER BY n, l.line_number;
INSERT INTO invoice_tax (invoice_id, rate, base, tax) SELECT invoice_id, 19, net, gross - net FROM past_invoice ORDER BY n;
INSERT INTO payment (id, order_id, method, status, currency, amount, allocated, created_at, version)
SELECT payment_id, id, 'BANK_TRANSFER', 'RECEIVED', 'EUR', gross, gross, at + interval '5 days', 0 FROM past_invoice ORDER BY n;
INSERT INTO receivable (invoice_id, invoice_number, order_id, currency, gross, paid)
SELECT invoice_id, invoice_number, id, 'EUR', gross, gross FROM past_invoice ORDER BY n;
INSERT INTO payment_allocation (payment_id, invoice_id, order_id, amount)
SELECT payment_id, invoice_id, id, gross FROM past_invoice ORDER BY n;

\echo events
INSERT INTO event_log (id, type, order_id, order_sequence, occurred_at, actor, payload)
SELECT uuidv7(i.at + e.later - clock_timestamp()), e.type, i.id, e.place, i.at + e.later, 'past',
       jsonb_build_object('number', i.number, 'channel', 'WEB', 'shipment', i.shipment_number, 'invoice', i.invoice_number,
                          'total', jsonb_build_object('amount', i.gross::text, 'currency', 'EUR'))
  FROM past_invoice i
  CROSS JOIN (VALUES (1, 'OrderPlaced', interval '0'), (2, 'OrderVerified', '0'), (3, 'UnitsFulfilled', '6 hours'),
                     (4, 'UnitsShipped', '1 day'), (5, 'ShipmentDelivered', '2 days'), (6, 'OrderInvoiced', '2 days'),
                     (7, 'PaymentReceived', '5 days'), (8, 'OrderConfirmed', '5 days')) AS e (place, type, later)
 ORDER BY i.n, e.place;

-- the watchers (confirmation mails, say) have dealt with all of it long ago, and what they count is counted
INSERT INTO event_consumer (name) VALUES ('notifications'), ('finished-orders') ON CONFLICT DO NOTHING;
UPDATE event_consumer SET (tx, position) = (SELECT tx, position FROM event_log ORDER BY tx DESC, position DESC LIMIT 1);
UPDATE finished_orders f
   SET orders = (SELECT count(*) FROM event_log
                  WHERE type = CASE f.status WHEN 'CONFIRMED' THEN 'OrderConfirmed' ELSE 'OrderCancelled' END);

\echo everything is there, committing
COMMIT;
VACUUM ANALYZE;
