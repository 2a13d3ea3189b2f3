-- An issued invoice never changes, so it keeps the seller as it was at issue. Invoices of before have none on record.
ALTER TABLE invoice ADD COLUMN seller jsonb;
ALTER TABLE invoice ADD CONSTRAINT invoice_names_its_seller CHECK (seller IS NOT NULL AND seller ->> 'name' <> '') NOT VALID;
