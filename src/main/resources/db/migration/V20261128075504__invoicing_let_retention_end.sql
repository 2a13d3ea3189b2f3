-- An issued invoice never changes, but for one thing: when it has been kept as long as the law wants, it does not tell
-- any more who was billed. How long is a setting; less than five years is no retention anywhere.
CREATE FUNCTION refuse_change_of_kept_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    billed CONSTANT text[] := '{bill_to_name,bill_to_company,bill_to_line1,bill_to_line2,bill_to_city,bill_to_region,
                                bill_to_postal_code,buyer_reference,buyer_vat_id}';
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.issued_at < now() - interval '5 years' AND NEW.bill_to_name = 'erased'
            AND to_jsonb(NEW) - billed = to_jsonb(OLD) - billed THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an issued invoice never changes' USING ERRCODE = 'integrity_constraint_violation',
        CONSTRAINT = 'invoice_never_changes', TABLE = TG_TABLE_NAME;
END
$$;

CREATE OR REPLACE TRIGGER invoice_never_changes BEFORE UPDATE OR DELETE ON invoice
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_kept_invoice();
