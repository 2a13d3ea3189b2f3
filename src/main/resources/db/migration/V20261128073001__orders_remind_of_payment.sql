-- Nobody has been reminded so far: orders that have waited for longer than they may are reminded first.
ALTER TABLE order_hold ADD COLUMN reminded_at timestamptz,
    ADD CONSTRAINT order_hold_payments_are_reminded_of CHECK (reminded_at IS NULL OR type = 'PAYMENT');

COMMENT ON COLUMN order_hold.reminded_at IS 'When the buyer was told that the order expires unless it is paid.';
