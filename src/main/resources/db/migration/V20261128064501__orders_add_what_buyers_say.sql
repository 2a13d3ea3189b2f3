-- The reference and the VAT number are repeated on invoices.
ALTER TABLE orders
    ADD COLUMN buyer_language language_tag,
    ADD COLUMN buyer_company buyers_text,
    ADD COLUMN buyer_vat_id vat_id,
    ADD COLUMN buyer_reference buyers_text;

ALTER TABLE invoice
    ADD COLUMN buyer_reference buyers_text,
    ADD COLUMN buyer_vat_id vat_id;
