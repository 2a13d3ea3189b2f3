-- The history is kept for ever. The service's own reasons (numbers of shipments and invoices, amounts, codes of
-- services) stay in it; what people gave as theirs lies beside it and can be erased.

CREATE TABLE order_history_reason (
    order_id uuid    NOT NULL,
    entry    integer NOT NULL,
    reason   text    NOT NULL,
    CONSTRAINT order_history_reason_pk PRIMARY KEY (order_id, entry),
    CONSTRAINT order_history_reason_entry_fk FOREIGN KEY (order_id, entry)
        REFERENCES order_history (order_id, entry) ON DELETE CASCADE
);
COMMENT ON TABLE order_history_reason IS 'What somebody gave as the reason of a step, until it is erased.';

INSERT INTO order_history_reason (order_id, entry, reason)
SELECT order_id, entry, reason FROM order_history
 WHERE reason IS NOT NULL AND command NOT IN ('services', 'ship', 'invoice', 'payments');

UPDATE order_history SET reason = NULL
 WHERE reason IS NOT NULL AND command NOT IN ('services', 'ship', 'invoice', 'payments');

ALTER TABLE order_history ADD CONSTRAINT order_history_reason_is_our_own
    CHECK (reason IS NULL OR command IN ('services', 'ship', 'invoice', 'payments'));

-- An order whose buyer is forgotten.
ALTER TABLE orders ADD COLUMN erased_at timestamptz;

ALTER TABLE orders ADD CONSTRAINT orders_erased_is_nobodys CHECK (erased_at IS NULL
    OR (buyer_name = 'erased' AND metadata = '{}'
        AND num_nonnulls(buyer_email, buyer_phone, buyer_language, buyer_company, buyer_vat_id, buyer_reference,
                         external_reference, billing_address, payment_token, note) = 0));

CREATE INDEX orders_by_email_of_guest ON orders (lower(trim(buyer_email)), id)
    WHERE customer_id IS NULL AND buyer_email IS NOT NULL;
-- What retention looks through; few enter it at placement and all leave it in the end.
CREATE INDEX orders_finished_with_buyer ON orders (id)
    WHERE erased_at IS NULL AND status IN ('CONFIRMED', 'CANCELLED');
