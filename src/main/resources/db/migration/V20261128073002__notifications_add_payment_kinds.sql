ALTER DOMAIN notification_kind DROP CONSTRAINT notification_kind_known;
ALTER DOMAIN notification_kind ADD CONSTRAINT notification_kind_known
    CHECK (VALUE IN ('ORDER_CONFIRMED', 'UNITS_SHIPPED', 'TRACKING_CORRECTED', 'PAYMENT_REMINDER', 'CARD_NEEDED'));
