-- Who is bound to a channel finds its invoices in an index, however few they are. An invoice never changes otherwise, and
-- those of old have to satisfy the rules of their own time only.
ALTER TABLE invoice ADD COLUMN channel text;
ALTER TABLE invoice DISABLE TRIGGER invoice_never_changes;
ALTER TABLE invoice DROP CONSTRAINT invoice_issued_with_id, DROP CONSTRAINT invoice_names_its_seller;
UPDATE invoice SET channel = orders.channel FROM orders WHERE orders.id = invoice.order_id;
ALTER TABLE invoice ENABLE TRIGGER invoice_never_changes;
ALTER TABLE invoice ALTER COLUMN channel SET NOT NULL,
	ADD CONSTRAINT invoice_issued_with_id
		CHECK (abs(extract(EPOCH FROM issued_at - uuid_extract_timestamp(id))) < 60) NOT VALID,
	ADD CONSTRAINT invoice_names_its_seller CHECK (seller IS NOT NULL AND seller ->> 'name' <> '') NOT VALID;
CREATE INDEX invoice_by_channel ON invoice (channel, id);
