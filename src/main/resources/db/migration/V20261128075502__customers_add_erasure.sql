-- An erased customer stays as an id without a person.
ALTER TABLE customer ADD COLUMN erased_at timestamptz;

ALTER TABLE customer ADD CONSTRAINT customer_erased_is_nobody CHECK (erased_at IS NULL
    OR (name = 'erased' AND num_nonnulls(email, phone, payment_terms_days, credit_limit, credit_currency) = 0));
