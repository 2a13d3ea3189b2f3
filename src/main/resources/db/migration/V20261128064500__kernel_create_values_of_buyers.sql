-- What buyers say of themselves, as orders and invoices keep it.

-- a BCP 47 tag: language, script and region at most
CREATE DOMAIN language_tag AS text
    CONSTRAINT language_tag_form CHECK (VALUE ~ '^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$');

CREATE DOMAIN vat_id AS text
    CONSTRAINT vat_id_without_spaces CHECK (VALUE ~ '^\S{1,40}$');

CREATE DOMAIN buyers_text AS text
    CONSTRAINT buyers_text_length CHECK (length(VALUE) BETWEEN 1 AND 100);
