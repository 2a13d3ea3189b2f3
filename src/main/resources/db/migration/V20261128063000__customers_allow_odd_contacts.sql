-- Who orders by phone, in person or on a marketplace may have no e-mail address; a phone number is kept as it was given.
ALTER TABLE customer
    ALTER COLUMN email DROP NOT NULL,
    DROP CONSTRAINT customer_phone_length,
    ADD CONSTRAINT customer_phone_length CHECK (length(phone) BETWEEN 1 AND 100);

ALTER TABLE orders
    ALTER COLUMN buyer_email DROP NOT NULL;

-- A mail that can be sent to nobody is kept to be read.
ALTER DOMAIN notification_status DROP CONSTRAINT notification_status_known;
ALTER DOMAIN notification_status ADD CONSTRAINT notification_status_known
    CHECK (VALUE IN ('RECORDED', 'SENT', 'FAILED', 'NO_ADDRESS'));
ALTER TABLE notification
    ALTER COLUMN recipient DROP NOT NULL,
    ADD CONSTRAINT notification_recipient_known CHECK (recipient IS NOT NULL OR status = 'NO_ADDRESS');
