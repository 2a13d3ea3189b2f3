-- An order keeps the terms of its coupons, so that an amendment goes by what was agreed and not by what the coupon has
-- become. Orders that have coupons already are taken to have what the coupon takes off today: nothing older is known.
CREATE TABLE order_coupon (
    order_id uuid           NOT NULL,
    place    ordinal        NOT NULL,
    code     text           NOT NULL,
    percent  numeric(5, 2),
    amount   numeric(16, 4),
    CONSTRAINT order_coupon_pk PRIMARY KEY (order_id, place),
    CONSTRAINT order_coupon_once UNIQUE (order_id, code),
    CONSTRAINT order_coupon_order_fk FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT order_coupon_takes_percent_or_amount CHECK ((percent IS NULL) <> (amount IS NULL)),
    CONSTRAINT order_coupon_percent_in_range CHECK (percent > 0.0 AND percent <= 100.0),
    CONSTRAINT order_coupon_amount_positive CHECK (amount > 0.0)
);

COMMENT ON TABLE order_coupon IS
    'A coupon of an order with the terms that it had when the order took it; the amount is in the order''s currency.';

INSERT INTO order_coupon (order_id, place, code, percent, amount)
SELECT o.id, g.place, c.code, c.percent, c.amount
  FROM orders o
 CROSS JOIN LATERAL unnest(o.coupon_codes) WITH ORDINALITY AS g (code, place)
  JOIN coupon c ON c.code = upper(btrim(g.code))
 WHERE o.coupon_codes <> '{}';

-- Packers see that what they have packed goes elsewhere now.
ALTER TABLE orders ADD COLUMN address_changed_at timestamptz;
