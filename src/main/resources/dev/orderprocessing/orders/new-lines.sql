-- Writes the lines of an order that has just been placed. All units of a new line are live and none has come any further.
--
-- psql runs this file as it is and keeps nothing; it adds the lines to the newest order.
\set AUTOCOMMIT off
-- uuid
\set order '(SELECT id FROM orders ORDER BY id DESC LIMIT 1)'
-- side by side, one entry per line; ids, amounts and rates as texts
\set ids 'ARRAY[''01990000-0000-7000-8000-000000000002'']::text[]'
\set lines 'ARRAY[999]::integer[]'
\set skus 'ARRAY[''MUG-BLUE'']::text[]'
\set names 'ARRAY[''Blue mug'']::text[]'
\set weights 'ARRAY[350]::integer[]'
\set taxCategories 'ARRAY[''STANDARD'']::text[]'
\set unitPrices 'ARRAY[''12.90'']::text[]'
\set servicesPrices 'ARRAY[''0.00'']::text[]'
\set expectedPrices 'ARRAY[NULL]::text[]'
\set items 'ARRAY[''25.80'']::text[]'
\set discounts 'ARRAY[''0.00'']::text[]'
\set taxRates 'ARRAY[''19.00'']::text[]'
\set nets 'ARRAY[''21.68'']::text[]'
\set taxes 'ARRAY[''4.12'']::text[]'
\set gross 'ARRAY[''25.80'']::text[]'
\set units 'ARRAY[2]::integer[]'

INSERT INTO order_line (id, order_id, line_number, sku, name, weight_grams, tax_category, unit_price,
    services_price, expected_price, items_amount, discount, tax_rate, net, tax, gross, live_items,
    live_discount, live_tax, live_gross, ordered, cancelled, fulfilled, shipped, delivered, invoiced,
    returned)
SELECT CAST(id AS uuid), :order, line_number, sku, name, weight_grams, tax_category, CAST(unit_price AS numeric),
    CAST(services_price AS numeric), CAST(expected_price AS numeric), CAST(items AS numeric),
    CAST(discount AS numeric), CAST(tax_rate AS numeric), CAST(net AS numeric), CAST(tax AS numeric),
    CAST(gross AS numeric), CAST(items AS numeric), CAST(discount AS numeric), CAST(tax AS numeric),
    CAST(gross AS numeric), ordered, 0, 0, 0, 0, 0, 0
FROM unnest(:ids, :lines, :skus, :names, :weights, :taxCategories, :unitPrices, :servicesPrices,
            :expectedPrices, :items, :discounts, :taxRates, :nets, :taxes, :gross, :units)
     AS line (id, line_number, sku, name, weight_grams, tax_category, unit_price, services_price, expected_price,
              items, discount, tax_rate, net, tax, gross, ordered);
