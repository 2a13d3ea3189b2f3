-- The schema on one page, by module: generated from the catalog of a migrated database, runs in an empty one. The
-- reasons stand in src/main/resources/db/migration. Run the tests with -Ddocs.update=true to renew it.

-- kernel --------------------------------------------------------------------------------------------------------------

CREATE DOMAIN currency_code AS text
    CONSTRAINT currency_code_form CHECK (VALUE ~ '^[A-Z]{3}$');

CREATE DOMAIN country_code AS text
    CONSTRAINT country_code_form CHECK (VALUE ~ '^[A-Z]{2}$');

CREATE DOMAIN quantity AS integer
    CONSTRAINT quantity_positive CHECK (VALUE > 0);

CREATE DOMAIN ordinal AS integer
    CONSTRAINT ordinal_positive CHECK (VALUE > 0);

CREATE DOMAIN channel AS text
    CONSTRAINT channel_known CHECK (VALUE IN ('WEB', 'PHONE', 'EMAIL', 'IN_PERSON', 'MARKETPLACE', 'API'));

CREATE DOMAIN language_tag AS text
    CONSTRAINT language_tag_form CHECK (VALUE ~ '^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$');

CREATE DOMAIN vat_id AS text
    CONSTRAINT vat_id_without_spaces CHECK (VALUE ~ '^\S{1,40}$');

CREATE DOMAIN buyers_text AS text
    CONSTRAINT buyers_text_length CHECK (length(VALUE) >= 1 AND length(VALUE) <= 100);

-- journal -------------------------------------------------------------------------------------------------------------

CREATE DOMAIN event_type AS text
    CONSTRAINT event_type_is_a_name CHECK (VALUE ~ '^[A-Z][A-Za-z0-9]*$' AND length(VALUE) <= 100);

CREATE DOMAIN event_payload AS jsonb
    CONSTRAINT event_payload_is_an_object CHECK (jsonb_typeof(VALUE) = 'object');

CREATE FUNCTION event_log_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'event_log is append-only: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'event_log_append_only';
END
$function$;

-- The append-only log of facts. tx is the key by which readers see events in the order of their commits: the id of the
-- writing transaction, but never less than that of the order's previous event.
CREATE TABLE event_log (
    "position"     bigint        NOT NULL GENERATED ALWAYS AS IDENTITY,
    tx             xid8          NOT NULL DEFAULT pg_current_xact_id(),
    id             uuid          NOT NULL,
    type           event_type    NOT NULL,
    order_id       uuid,
    order_sequence ordinal,
    occurred_at    timestamptz   NOT NULL,
    actor          text          NOT NULL,
    payload        event_payload NOT NULL,
    CONSTRAINT event_log_pk PRIMARY KEY (tx, "position"),
    CONSTRAINT event_log_id UNIQUE (id),
    CONSTRAINT event_log_order_sequence UNIQUE (order_id, order_sequence),
    CONSTRAINT event_log_numbered_per_order CHECK ((order_id IS NULL) = (order_sequence IS NULL)),
    CONSTRAINT event_log_reason_is_beside CHECK (COALESCE(payload::jsonb ->> 'reason', '') = '')
);
CREATE INDEX event_log_by_type ON event_log (type, tx, "position");
CREATE TRIGGER event_log_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON event_log FOR EACH STATEMENT EXECUTE FUNCTION event_log_refuse_change();

-- How far each watcher has come in the feed.
CREATE TABLE event_consumer (
    name            text        NOT NULL,
    tx              xid8        NOT NULL DEFAULT '0'::xid8,
    "position"      bigint      NOT NULL DEFAULT 0,
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    CONSTRAINT event_consumer_pk PRIMARY KEY (name),
    CONSTRAINT event_consumer_waits_after_failure CHECK (attempts >= 0 AND (attempts = 0) = (next_attempt_at IS NULL))
);

-- Events that a watcher could not handle.
CREATE TABLE event_parked (
    id          uuid        NOT NULL,
    consumer    text        NOT NULL,
    event_id    uuid        NOT NULL,
    error       text        NOT NULL,
    summary     text        NOT NULL,
    attempts    integer     NOT NULL,
    parked_at   timestamptz NOT NULL,
    resolved_at timestamptz,
    resolved_by text,
    CONSTRAINT event_parked_pk PRIMARY KEY (id),
    CONSTRAINT event_parked_once UNIQUE (consumer, event_id),
    CONSTRAINT event_parked_consumer_exists FOREIGN KEY (consumer) REFERENCES event_consumer(name),
    CONSTRAINT event_parked_event_exists FOREIGN KEY (event_id) REFERENCES event_log(id),
    CONSTRAINT event_parked_after_attempts CHECK (attempts > 0),
    CONSTRAINT event_parked_resolved_by_somebody CHECK ((resolved_at IS NULL) = (resolved_by IS NULL))
);
CREATE INDEX event_parked_open ON event_parked (id) WHERE resolved_at IS NULL;

-- What somebody gave as the reason of an event, until it is erased.
CREATE TABLE event_reason (
    event_id uuid NOT NULL,
    order_id uuid,
    reason   text NOT NULL,
    CONSTRAINT event_reason_pk PRIMARY KEY (event_id),
    CONSTRAINT event_reason_event_fk FOREIGN KEY (event_id) REFERENCES event_log(id),
    CONSTRAINT event_reason_not_empty CHECK (reason <> '')
);
CREATE INDEX event_reason_by_order ON event_reason (order_id) WHERE order_id IS NOT NULL;

-- platform ------------------------------------------------------------------------------------------------------------

CREATE DOMAIN sha256 AS bytea
    CONSTRAINT sha256_length CHECK (length(VALUE) = 32);

CREATE DOMAIN role AS text
    CONSTRAINT role_known CHECK (VALUE IN ('STOREFRONT', 'OPS', 'FINANCE', 'PARTNER', 'ADMIN'));

CREATE DOMAIN idempotency_key_text AS text
    CONSTRAINT idempotency_key_length CHECK (length(VALUE) >= 1 AND length(VALUE) <= 200);

CREATE DOMAIN idempotency_state AS text
    CONSTRAINT idempotency_state_known CHECK (VALUE IN ('AWAITING', 'FINAL'));

CREATE DOMAIN success_status AS integer
    CONSTRAINT success_status_range CHECK (VALUE >= 200 AND VALUE <= 299);

CREATE FUNCTION reference_data_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    UPDATE reference_version SET version = version + 1;
    RETURN NULL;
END
$function$;

-- One row, written when a database meets the service for the first time: demo data are loaded then or never.
CREATE TABLE first_start (
    only_row   boolean     NOT NULL DEFAULT true,
    demo_data  boolean     NOT NULL,
    started_at timestamptz NOT NULL,
    CONSTRAINT first_start_pk PRIMARY KEY (only_row),
    CONSTRAINT first_start_only_one CHECK (only_row)
);

-- The table of db-scheduler: what is due when, and which instance has picked it.
CREATE TABLE scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    state                text,
    CONSTRAINT scheduled_tasks_pk PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_by_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);

-- Who may call, in which role, and for which channel only. The key itself is not kept.
CREATE TABLE api_key (
    id         uuid        NOT NULL,
    name       text        NOT NULL,
    key_hash   sha256      NOT NULL,
    role       role        NOT NULL,
    channel    channel,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT api_key_pkey PRIMARY KEY (id),
    CONSTRAINT api_key_hash_unique UNIQUE (key_hash),
    CONSTRAINT api_key_name_length CHECK (length(name) >= 1 AND length(name) <= 100)
);

-- The answers of commands that succeeded, for whoever repeats them.
CREATE TABLE idempotency_key (
    caller      text                 NOT NULL,
    operation   text                 NOT NULL,
    key         idempotency_key_text NOT NULL,
    fingerprint sha256               NOT NULL,
    state       idempotency_state    NOT NULL,
    subject     uuid,
    status      success_status       NOT NULL,
    location    text,
    etag        text,
    body        bytea                NOT NULL,
    created_at  timestamptz          NOT NULL,
    bound_to    text                 NOT NULL DEFAULT '',
    CONSTRAINT idempotency_key_pk PRIMARY KEY (caller, operation, key),
    CONSTRAINT idempotency_key_awaits_a_subject CHECK (state::text <> 'AWAITING' OR subject IS NOT NULL)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
CREATE INDEX idempotency_key_by_subject ON idempotency_key (subject) WHERE subject IS NOT NULL;

-- Raised with each change of data that placements read and hardly anybody writes (*_changed).
CREATE TABLE reference_version (
    only_row boolean NOT NULL DEFAULT true,
    version  bigint  NOT NULL,
    CONSTRAINT reference_version_pk PRIMARY KEY (only_row),
    CONSTRAINT reference_version_only_one CHECK (only_row)
);
INSERT INTO reference_version VALUES
    ('true', '1');

-- What is left of each caller's quota in the current window, shared by all instances. The state is bucket4j's own.
CREATE UNLOGGED TABLE rate_limit_bucket (
    id         text   NOT NULL,
    state      bytea,
    expires_at bigint,
    CONSTRAINT rate_limit_bucket_pk PRIMARY KEY (id)
);

-- catalog -------------------------------------------------------------------------------------------------------------

CREATE DOMAIN tax_category AS text
    CONSTRAINT tax_category_known CHECK (VALUE IN ('STANDARD', 'REDUCED', 'ZERO'));

CREATE DOMAIN product_status AS text
    CONSTRAINT product_status_known CHECK (VALUE IN ('ACTIVE', 'DISCONTINUED'));

-- Keyed by the SKU in byte order, so that lists by SKU are read straight from the primary key.
CREATE TABLE product (
    sku           text COLLATE "C" NOT NULL,
    name          text             NOT NULL,
    description   text,
    status        product_status   NOT NULL,
    tax_category  tax_category     NOT NULL,
    weight_grams  integer          NOT NULL,
    backorderable boolean          NOT NULL,
    max_per_order integer          NOT NULL,
    version       bigint           NOT NULL,
    CONSTRAINT product_pk PRIMARY KEY (sku),
    CONSTRAINT product_sku_form CHECK (sku ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
    CONSTRAINT product_name_length CHECK (length(name) >= 1 AND length(name) <= 200),
    CONSTRAINT product_description_length CHECK (length(description) >= 1 AND length(description) <= 2000),
    CONSTRAINT product_weight_in_range CHECK (weight_grams >= 0 AND weight_grams <= 1000000),
    CONSTRAINT product_max_per_order_in_range CHECK (max_per_order >= 1 AND max_per_order <= 1000000)
);
CREATE TRIGGER product_changed AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON product FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();

-- The price of a unit in each currency in which it is sold.
CREATE TABLE product_price (
    sku      text COLLATE "C" NOT NULL,
    currency currency_code    NOT NULL,
    amount   numeric(16,4)    NOT NULL,
    CONSTRAINT product_price_pk PRIMARY KEY (sku, currency),
    CONSTRAINT product_price_product_fk FOREIGN KEY (sku) REFERENCES product(sku),
    CONSTRAINT product_price_not_negative CHECK (amount >= 0.0)
);
CREATE TRIGGER product_price_changed AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON product_price FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();

-- Work on a unit that can be ordered along with it, such as an engraving.
CREATE TABLE product_service (
    sku        text COLLATE "C" NOT NULL,
    code       text COLLATE "C" NOT NULL,
    name       text             NOT NULL,
    needs_text boolean          NOT NULL,
    CONSTRAINT product_service_pk PRIMARY KEY (sku, code),
    CONSTRAINT product_service_product_fk FOREIGN KEY (sku) REFERENCES product(sku),
    CONSTRAINT product_service_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,39}$'),
    CONSTRAINT product_service_name_length CHECK (length(name) >= 1 AND length(name) <= 100)
);
CREATE TRIGGER product_service_changed AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON product_service FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();

-- The price of a service in each currency.
CREATE TABLE product_service_price (
    sku          text COLLATE "C" NOT NULL,
    service_code text COLLATE "C" NOT NULL,
    currency     currency_code    NOT NULL,
    amount       numeric(16,4)    NOT NULL,
    CONSTRAINT product_service_price_pk PRIMARY KEY (sku, service_code, currency),
    CONSTRAINT product_service_price_service_fk FOREIGN KEY (sku, service_code) REFERENCES product_service(sku, code) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT product_service_price_not_negative CHECK (amount >= 0.0)
);
CREATE TRIGGER product_service_price_changed AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON product_service_price FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();

-- customers -----------------------------------------------------------------------------------------------------------

CREATE DOMAIN customer_status AS text
    CONSTRAINT customer_status_known CHECK (VALUE IN ('ACTIVE', 'BLOCKED'));

CREATE FUNCTION phone_digits(phone text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN regexp_replace(regexp_replace(lower(phone), '(ext|x|#|;|durchwahl).*$'::text, ''::text), '[^0-9]'::text, ''::text, 'g'::text);

-- Who buys, and on which terms.
CREATE TABLE customer (
    id                 uuid            NOT NULL,
    name               text            NOT NULL,
    email              text,
    phone              text,
    status             customer_status NOT NULL,
    status_reason      text,
    payment_terms_days integer,
    credit_limit       numeric(16,4),
    credit_currency    currency_code,
    created_at         timestamptz     NOT NULL,
    version            bigint          NOT NULL,
    erased_at          timestamptz,
    CONSTRAINT customer_pk PRIMARY KEY (id),
    CONSTRAINT customer_name_length CHECK (length(name) >= 1 AND length(name) <= 200),
    CONSTRAINT customer_email_length CHECK (length(email) >= 3 AND length(email) <= 254),
    CONSTRAINT customer_status_reason_length CHECK (length(status_reason) >= 1 AND length(status_reason) <= 500),
    CONSTRAINT customer_blocked_for_a_reason CHECK (status::text <> 'BLOCKED' OR status_reason IS NOT NULL),
    CONSTRAINT customer_payment_terms_in_range CHECK (payment_terms_days >= 0 AND payment_terms_days <= 365),
    CONSTRAINT customer_credit_limit_not_negative CHECK (credit_limit >= 0.0),
    CONSTRAINT customer_credit_limit_has_currency CHECK ((credit_limit IS NULL) = (credit_currency IS NULL)),
    CONSTRAINT customer_phone_length CHECK (length(phone) >= 1 AND length(phone) <= 100),
    CONSTRAINT customer_erased_is_nobody CHECK (erased_at IS NULL OR name = 'erased' AND num_nonnulls(email, phone, payment_terms_days, credit_limit, credit_currency) = 0)
);
CREATE INDEX customer_email_idx ON customer (lower(email), id);
CREATE INDEX customer_blocked_idx ON customer (id) WHERE status::text = 'BLOCKED';
CREATE INDEX customer_blocked_by_email ON customer (lower(email)) WHERE status::text = 'BLOCKED';
CREATE INDEX customer_blocked_by_phone ON customer ("right"(phone_digits(phone), 7)) WHERE status::text = 'BLOCKED';

-- inventory -----------------------------------------------------------------------------------------------------------

CREATE DOMAIN stock_threshold AS integer
    CONSTRAINT stock_threshold_range CHECK (VALUE >= 0 AND VALUE <= 1000000000);

CREATE DOMAIN movement_type AS text
    CONSTRAINT movement_type_known CHECK (VALUE IN ('RECEIPT', 'ISSUE', 'ADJUSTMENT', 'TRANSFER', 'RETURN'));

CREATE FUNCTION stock_movement_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'stock_movement is append-only: correct it with another movement'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'stock_movement_append_only';
END $function$;

-- Where goods lie. Orders are served from active ones, the lowest priority number first.
CREATE TABLE warehouse (
    code     text         NOT NULL,
    name     text         NOT NULL,
    country  country_code NOT NULL,
    priority integer      NOT NULL,
    active   boolean      NOT NULL,
    version  bigint       NOT NULL,
    CONSTRAINT warehouse_pkey PRIMARY KEY (code),
    CONSTRAINT warehouse_code_active_key UNIQUE (code, active),
    CONSTRAINT warehouse_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,19}$'),
    CONSTRAINT warehouse_name_length CHECK (length(name) >= 1 AND length(name) <= 100),
    CONSTRAINT warehouse_priority_range CHECK (priority >= 1 AND priority <= 1000)
);

-- Sellable units of a product in a warehouse; free are on_hand - reserved - safety_stock.
CREATE TABLE stock (
    sku           text            NOT NULL,
    warehouse     text            NOT NULL,
    active        boolean         NOT NULL,
    on_hand       integer         NOT NULL DEFAULT 0,
    reserved      integer         NOT NULL DEFAULT 0,
    safety_stock  stock_threshold NOT NULL DEFAULT 0,
    reorder_point stock_threshold NOT NULL DEFAULT 0,
    CONSTRAINT stock_pkey PRIMARY KEY (sku, warehouse),
    CONSTRAINT stock_warehouse_known FOREIGN KEY (warehouse, active) REFERENCES warehouse(code, active) ON UPDATE CASCADE,
    CONSTRAINT stock_reserved_not_negative CHECK (reserved >= 0),
    CONSTRAINT stock_reserved_within_on_hand CHECK (on_hand >= reserved),
    CONSTRAINT stock_on_hand_limit CHECK (on_hand <= 1000000000)
) WITH (fillfactor=50, autovacuum_vacuum_scale_factor=0.02);
CREATE INDEX stock_warehouse_idx ON stock (warehouse);

-- Open units only: a row is deleted when its last unit is issued or released.
CREATE TABLE reservation (
    order_id    uuid     NOT NULL,
    line_number ordinal  NOT NULL,
    warehouse   text     NOT NULL,
    sku         text     NOT NULL,
    quantity    quantity NOT NULL,
    CONSTRAINT reservation_pkey PRIMARY KEY (order_id, line_number, warehouse),
    CONSTRAINT reservation_stock_known FOREIGN KEY (sku, warehouse) REFERENCES stock(sku, warehouse)
) WITH (fillfactor=80);

-- First in, first out by queue. Units added to a line later are a row of their own at the end.
CREATE TABLE backorder (
    queue       bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    order_id    uuid        NOT NULL,
    line_number ordinal     NOT NULL,
    sku         text        NOT NULL,
    quantity    quantity    NOT NULL,
    since       timestamptz NOT NULL,
    CONSTRAINT backorder_pkey PRIMARY KEY (queue)
);
CREATE INDEX backorder_sku_idx ON backorder (sku, queue);
CREATE INDEX backorder_order_idx ON backorder (order_id, line_number);

-- The append-only ledger of every change of on_hand.
CREATE TABLE stock_movement (
    id            bigint        NOT NULL GENERATED ALWAYS AS IDENTITY,
    sku           text          NOT NULL,
    warehouse     text          NOT NULL,
    type          movement_type NOT NULL,
    quantity      integer       NOT NULL,
    on_hand_after integer       NOT NULL,
    reason        text,
    reference     text,
    order_id      uuid,
    actor         text          NOT NULL,
    at            timestamptz   NOT NULL,
    CONSTRAINT stock_movement_pkey PRIMARY KEY (id),
    CONSTRAINT stock_movement_stock_known FOREIGN KEY (sku, warehouse) REFERENCES stock(sku, warehouse),
    CONSTRAINT stock_movement_sign_fits_type CHECK (quantity <> 0 AND ((type::text = ANY ('{ADJUSTMENT,TRANSFER}')) OR (quantity < 0) = (type::text = 'ISSUE'))),
    CONSTRAINT stock_movement_on_hand_after_not_negative CHECK (on_hand_after >= 0),
    CONSTRAINT stock_movement_issue_has_order CHECK (type::text <> 'ISSUE' OR order_id IS NOT NULL),
    CONSTRAINT stock_movement_adjustment_has_reason CHECK (type::text <> 'ADJUSTMENT' OR reason IS NOT NULL)
);
CREATE INDEX stock_movement_sku_idx ON stock_movement (sku, id);
CREATE INDEX stock_movement_order_idx ON stock_movement (order_id, id) WHERE order_id IS NOT NULL;
CREATE INDEX stock_movement_warehouse_idx ON stock_movement (warehouse, id);
CREATE INDEX stock_movement_rare_type_idx ON stock_movement (type, id) WHERE type::text <> 'ISSUE';
CREATE INDEX stock_movement_at_id_idx ON stock_movement (at, id);
CREATE TRIGGER stock_movement_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON stock_movement FOR EACH STATEMENT EXECUTE FUNCTION stock_movement_refuse_change();

-- pricing -------------------------------------------------------------------------------------------------------------

CREATE DOMAIN tax_rounding AS text
    CONSTRAINT tax_rounding_known CHECK (VALUE IN ('LINE', 'RATE'));

CREATE DOMAIN rounding AS text
    CONSTRAINT rounding_known CHECK (VALUE IN ('HALF_EVEN', 'HALF_UP'));

CREATE DOMAIN coupon_kind AS text
    CONSTRAINT coupon_kind_known CHECK (VALUE IN ('PERCENT', 'FIXED'));

-- Per cent, by the country of delivery.
CREATE TABLE tax_rate (
    country  country_code COLLATE "C" NOT NULL,
    category tax_category COLLATE "C" NOT NULL,
    rate     numeric(5,2)             NOT NULL,
    CONSTRAINT tax_rate_pk PRIMARY KEY (country, category),
    CONSTRAINT tax_rate_in_range CHECK (rate >= 0.0 AND rate <= 100.0),
    CONSTRAINT tax_rate_zero_is_zero CHECK (category::text <> 'ZERO' OR rate = 0.0)
);
CREATE TRIGGER tax_rate_changed AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON tax_rate FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();

-- The currencies in which orders are taken, and how is rounded in them.
CREATE TABLE currency_setting (
    currency           currency_code COLLATE "C" NOT NULL,
    prices_include_tax boolean                   NOT NULL,
    tax_rounding       tax_rounding              NOT NULL,
    rounding           rounding                  NOT NULL,
    CONSTRAINT currency_setting_pk PRIMARY KEY (currency)
);
CREATE TRIGGER currency_setting_changed AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON currency_setting FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();

-- The version counts edits by staff only; uses have a counter of their own that placements raise, if they are limited.
CREATE TABLE coupon (
    code          text COLLATE "C" NOT NULL,
    description   text,
    kind          coupon_kind      NOT NULL,
    percent       numeric(5,2),
    amount        numeric(16,4),
    minimum_items numeric(16,4),
    currency      currency_code,
    valid_from    timestamptz,
    valid_until   timestamptz,
    max_uses      integer,
    used          integer          NOT NULL DEFAULT 0,
    active        boolean          NOT NULL,
    version       bigint           NOT NULL,
    CONSTRAINT coupon_pk PRIMARY KEY (code),
    CONSTRAINT coupon_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,39}$'),
    CONSTRAINT coupon_description_length CHECK (length(description) >= 1 AND length(description) <= 200),
    CONSTRAINT coupon_kind_fits_value CHECK ((kind::text = 'PERCENT') = (percent IS NOT NULL) AND (percent IS NULL) = (amount IS NOT NULL)),
    CONSTRAINT coupon_percent_in_range CHECK (percent > 0.0 AND percent <= 100.0),
    CONSTRAINT coupon_amounts_positive CHECK (LEAST(amount, minimum_items) > 0.0),
    CONSTRAINT coupon_money_has_currency CHECK ((amount IS NULL AND minimum_items IS NULL) = (currency IS NULL)),
    CONSTRAINT coupon_validity_in_order CHECK (valid_from < valid_until),
    CONSTRAINT coupon_max_uses_positive CHECK (max_uses > 0),
    CONSTRAINT coupon_used_not_negative CHECK (used >= 0),
    CONSTRAINT coupon_used_within_limit CHECK (used <= max_uses)
);

-- shipping ------------------------------------------------------------------------------------------------------------

CREATE DOMAIN carrier_code AS text
    CONSTRAINT carrier_code_form CHECK (VALUE ~ '^[A-Z0-9][A-Z0-9_-]*$' AND length(VALUE) <= 20);

CREATE DOMAIN delivery_method_kind AS text
    CONSTRAINT delivery_method_kind_known CHECK (VALUE IN ('FLAT', 'WEIGHT'));

CREATE DOMAIN shipment_number AS text
    CONSTRAINT shipment_number_form CHECK (VALUE ~ '^SH-[0-9]{6,}$');

CREATE SEQUENCE shipment_number_seq AS bigint START WITH 100001 INCREMENT BY 20;

-- How goods can be sent, and where to.
CREATE TABLE delivery_method (
    code      text                 NOT NULL,
    name      text                 NOT NULL,
    kind      delivery_method_kind NOT NULL,
    countries text[]               NOT NULL,
    active    boolean              NOT NULL,
    carrier   carrier_code,
    version   bigint               NOT NULL DEFAULT 0,
    CONSTRAINT delivery_method_pk PRIMARY KEY (code),
    CONSTRAINT delivery_method_kind_unique UNIQUE (code, kind),
    CONSTRAINT delivery_method_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,29}$'),
    CONSTRAINT delivery_method_serves_a_country CHECK (cardinality(countries) > 0)
);
CREATE TRIGGER delivery_method_changed AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON delivery_method FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();

-- What a delivery costs. The method's kind is repeated so that the shape of a rate can be checked here.
CREATE TABLE delivery_rate (
    method      text                 NOT NULL,
    kind        delivery_method_kind NOT NULL,
    currency    currency_code        NOT NULL,
    up_to_grams integer,
    fee         numeric(16,4)        NOT NULL,
    CONSTRAINT delivery_rate_once UNIQUE NULLS NOT DISTINCT (method, currency, up_to_grams),
    CONSTRAINT delivery_rate_method_fk FOREIGN KEY (method, kind) REFERENCES delivery_method(code, kind) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT delivery_rate_weight_only_by_weight CHECK ((kind::text = 'WEIGHT') = (up_to_grams IS NOT NULL)),
    CONSTRAINT delivery_rate_weight_positive CHECK (up_to_grams > 0),
    CONSTRAINT delivery_rate_fee_not_negative CHECK (fee >= 0.0)
);
CREATE TRIGGER delivery_rate_changed AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON delivery_rate FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();

-- What left a warehouse for one order at one time.
CREATE TABLE shipment (
    id              uuid            NOT NULL,
    number          shipment_number NOT NULL,
    order_id        uuid            NOT NULL,
    order_number    text            NOT NULL,
    delivery_method text            NOT NULL,
    warehouse       text            NOT NULL,
    carrier         carrier_code    NOT NULL,
    tracking_number text,
    tracking_url    text,
    weight_grams    integer         NOT NULL,
    dispatched_at   timestamptz     NOT NULL,
    delivered_at    timestamptz,
    proof           text,
    version         bigint          NOT NULL,
    CONSTRAINT shipment_pk PRIMARY KEY (id),
    CONSTRAINT shipment_number_unique UNIQUE (number),
    CONSTRAINT shipment_weight_not_negative CHECK (weight_grams >= 0),
    CONSTRAINT shipment_delivered_after_dispatch CHECK (delivered_at >= dispatched_at),
    CONSTRAINT shipment_proof_only_when_delivered CHECK (proof IS NULL OR delivered_at IS NOT NULL)
);
CREATE INDEX shipment_order_idx ON shipment (order_id, id);

-- The units of each line of the order that are in the shipment.
CREATE TABLE shipment_line (
    shipment_id uuid     NOT NULL,
    line_number integer  NOT NULL,
    sku         text     NOT NULL,
    quantity    quantity NOT NULL,
    CONSTRAINT shipment_line_pk PRIMARY KEY (shipment_id, line_number),
    CONSTRAINT shipment_line_shipment_fk FOREIGN KEY (shipment_id) REFERENCES shipment(id)
);

-- invoicing -----------------------------------------------------------------------------------------------------------

CREATE DOMAIN invoice_kind AS text
    CONSTRAINT invoice_kind_known CHECK (VALUE IN ('INVOICE', 'CREDIT_NOTE'));

CREATE FUNCTION refuse_change_of_invoice()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'an issued invoice never changes' USING ERRCODE = 'integrity_constraint_violation',
        CONSTRAINT = 'invoice_never_changes', TABLE = TG_TABLE_NAME;
END
$function$;

CREATE FUNCTION refuse_change_of_kept_invoice()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$;

-- The last number of each series and year, locked at issue only: there are no gaps.
CREATE TABLE invoice_counter (
    series text    NOT NULL,
    year   integer NOT NULL,
    last   integer NOT NULL,
    CONSTRAINT invoice_counter_pk PRIMARY KEY (series, year),
    CONSTRAINT invoice_counter_positive CHECK (last > 0)
);

-- Credit notes share the table: they have a series of their own and name the invoice they correct.
CREATE TABLE invoice (
    id                   uuid          NOT NULL,
    kind                 invoice_kind  NOT NULL,
    series               text          NOT NULL,
    year                 integer       NOT NULL,
    sequence             integer       NOT NULL,
    number               text          NOT NULL,
    corrects             uuid,
    order_id             uuid          NOT NULL,
    order_number         text          NOT NULL,
    channel              text          NOT NULL,
    customer_id          uuid,
    seller               jsonb         NOT NULL,
    bill_to_name         text          NOT NULL,
    bill_to_company      text,
    bill_to_line1        text          NOT NULL,
    bill_to_line2        text,
    bill_to_city         text          NOT NULL,
    bill_to_region       text,
    bill_to_postal_code  text,
    bill_to_country      country_code  NOT NULL,
    payment_method       text          NOT NULL,
    currency             currency_code NOT NULL,
    prices_include_tax   boolean       NOT NULL,
    shipping_description text,
    shipping_tax_rate    numeric(6,3),
    shipping_net         numeric(16,4),
    shipping_tax         numeric(16,4),
    shipping_gross       numeric(16,4),
    discount             numeric(16,4) NOT NULL,
    net                  numeric(16,4) NOT NULL,
    tax                  numeric(16,4) NOT NULL,
    gross                numeric(16,4) NOT NULL,
    issued_at            timestamptz   NOT NULL,
    due_date             date          NOT NULL,
    buyer_reference      buyers_text,
    buyer_vat_id         vat_id,
    CONSTRAINT invoice_pk PRIMARY KEY (id),
    CONSTRAINT invoice_number_unique UNIQUE (number),
    CONSTRAINT invoice_sequence_once UNIQUE (series, year, sequence),
    CONSTRAINT invoice_corrects_fk FOREIGN KEY (corrects) REFERENCES invoice(id),
    CONSTRAINT invoice_credit_note_corrects_an_invoice CHECK ((kind::text = 'CREDIT_NOTE') = (corrects IS NOT NULL)),
    CONSTRAINT invoice_sequence_positive CHECK (sequence > 0),
    CONSTRAINT invoice_number_form CHECK (number = format('%s-%s-%s%s', series, year, repeat('0', 6 - length(sequence::text)), sequence)),
    CONSTRAINT invoice_year_of_issue CHECK (year::numeric = EXTRACT(year FROM (issued_at AT TIME ZONE 'UTC'))),
    CONSTRAINT invoice_issued_with_id CHECK (abs(EXTRACT(epoch FROM issued_at - uuid_extract_timestamp(id))) < 60.0),
    CONSTRAINT invoice_names_its_seller CHECK ((seller ->> 'name') <> ''),
    CONSTRAINT invoice_shipping_complete CHECK ((num_nulls(shipping_description, shipping_tax_rate, shipping_net, shipping_tax, shipping_gross) % 5) = 0),
    CONSTRAINT invoice_shipping_adds_up CHECK ((shipping_net + shipping_tax) = shipping_gross),
    CONSTRAINT invoice_adds_up CHECK ((net + tax) = gross),
    CONSTRAINT invoice_not_negative CHECK (LEAST(gross, discount) >= 0.0),
    CONSTRAINT invoice_due_after_issue CHECK (due_date >= (issued_at AT TIME ZONE 'UTC')::date)
);
CREATE INDEX invoice_order_idx ON invoice (order_id);
CREATE INDEX invoice_customer_idx ON invoice (customer_id, id) WHERE customer_id IS NOT NULL;
CREATE INDEX invoice_by_channel ON invoice (channel, id);
CREATE TRIGGER invoice_never_changes BEFORE DELETE OR UPDATE ON invoice FOR EACH ROW EXECUTE FUNCTION refuse_change_of_kept_invoice();

-- Units of one line of the order, at their share of its frozen amounts.
CREATE TABLE invoice_line (
    invoice_id  uuid          NOT NULL,
    line_number integer       NOT NULL,
    sku         text          NOT NULL,
    description text          NOT NULL,
    quantity    quantity      NOT NULL,
    unit_price  numeric(16,4) NOT NULL,
    discount    numeric(16,4) NOT NULL,
    tax_rate    numeric(6,3)  NOT NULL,
    net         numeric(16,4) NOT NULL,
    tax         numeric(16,4) NOT NULL,
    gross       numeric(16,4) NOT NULL,
    CONSTRAINT invoice_line_pk PRIMARY KEY (invoice_id, line_number),
    CONSTRAINT invoice_line_invoice_fk FOREIGN KEY (invoice_id) REFERENCES invoice(id),
    CONSTRAINT invoice_line_not_negative CHECK (LEAST(discount, tax_rate) >= 0.0),
    CONSTRAINT invoice_line_adds_up CHECK ((net + tax) = gross)
);
CREATE TRIGGER invoice_line_never_changes BEFORE DELETE OR UPDATE ON invoice_line FOR EACH ROW EXECUTE FUNCTION refuse_change_of_invoice();

-- The tax of an invoice by rate.
CREATE TABLE invoice_tax (
    invoice_id uuid          NOT NULL,
    rate       numeric(6,3)  NOT NULL,
    base       numeric(16,4) NOT NULL,
    tax        numeric(16,4) NOT NULL,
    CONSTRAINT invoice_tax_pk PRIMARY KEY (invoice_id, rate),
    CONSTRAINT invoice_tax_invoice_fk FOREIGN KEY (invoice_id) REFERENCES invoice(id),
    CONSTRAINT invoice_tax_rate_not_negative CHECK (rate >= 0.0)
);
CREATE TRIGGER invoice_tax_never_changes BEFORE DELETE OR UPDATE ON invoice_tax FOR EACH ROW EXECUTE FUNCTION refuse_change_of_invoice();

-- payments ------------------------------------------------------------------------------------------------------------

CREATE DOMAIN payment_method AS text
    CONSTRAINT payment_method_known CHECK (VALUE IN ('CARD', 'INVOICE', 'BANK_TRANSFER', 'CASH_ON_DELIVERY'));

CREATE DOMAIN payment_status AS text
    CONSTRAINT payment_status_known CHECK (VALUE IN ('AUTHORIZATION_PENDING', 'AUTHORIZED', 'DECLINED', 'VOIDED', 'EXPIRED', 'CAPTURE_PENDING', 'CAPTURED', 'RECEIVED'));

CREATE DOMAIN gateway_operation AS text
    CONSTRAINT gateway_operation_known CHECK (VALUE IN ('AUTHORIZE', 'CAPTURE', 'VOID', 'REFUND'));

CREATE DOMAIN payment_intent_state AS text
    CONSTRAINT payment_intent_state_known CHECK (VALUE IN ('PENDING', 'UNKNOWN', 'SUCCEEDED', 'DECLINED'));

-- An authorisation is one row; each capture of a part of it is a row of its own that names it.
CREATE TABLE payment (
    id               uuid           NOT NULL,
    order_id         uuid           NOT NULL,
    method           payment_method NOT NULL,
    status           payment_status NOT NULL,
    currency         currency_code  NOT NULL,
    amount           numeric(16,4)  NOT NULL,
    authorization_id uuid,
    capturing        numeric(16,4)  NOT NULL DEFAULT 0,
    captured         numeric(16,4)  NOT NULL DEFAULT 0,
    refunding        numeric(16,4)  NOT NULL DEFAULT 0,
    refunded         numeric(16,4)  NOT NULL DEFAULT 0,
    allocated        numeric(16,4)  NOT NULL DEFAULT 0,
    reference        text,
    reason           text,
    created_at       timestamptz    NOT NULL,
    version          bigint         NOT NULL,
    voiding          numeric(16,4)  NOT NULL DEFAULT 0,
    voided           numeric(16,4)  NOT NULL DEFAULT 0,
    void_refused     numeric(16,4)  NOT NULL DEFAULT 0,
    void_refusals    integer        NOT NULL DEFAULT 0,
    void_again_at    timestamptz,
    dead             boolean        NOT NULL DEFAULT false,
    expires_at       timestamptz,
    renewal_ordered  boolean        NOT NULL DEFAULT false,
    CONSTRAINT payment_pk PRIMARY KEY (id),
    CONSTRAINT payment_authorization_fk FOREIGN KEY (authorization_id) REFERENCES payment(id),
    CONSTRAINT payment_status_fits_method CHECK ((method::text = 'CARD') = (status::text <> 'RECEIVED')),
    CONSTRAINT payment_capture_names_authorization CHECK (status::text = 'DECLINED' OR (status::text = ANY ('{CAPTURE_PENDING,CAPTURED}')) = (authorization_id IS NOT NULL)),
    CONSTRAINT payment_amount_positive CHECK (amount > 0.0),
    CONSTRAINT payment_refunded_within_paid CHECK (LEAST(refunding, refunded) >= 0.0 AND (refunding + refunded) <= amount),
    CONSTRAINT payment_allocated_within_amount CHECK (allocated >= 0.0 AND allocated <= amount),
    CONSTRAINT payment_only_money_is_allocated_or_refunded CHECK (GREATEST(allocated, refunding, refunded) = 0.0 OR (status::text = ANY ('{CAPTURED,RECEIVED}'))),
    CONSTRAINT payment_captured_within_authorized CHECK (LEAST(capturing, captured, voiding, voided, void_refused) >= 0.0 AND (capturing + captured + voiding + voided + void_refused) <= amount),
    CONSTRAINT payment_only_authorizations_are_captured CHECK ((capturing + captured + voiding + voided + void_refused) = 0.0 OR (status::text = ANY ('{AUTHORIZED,VOIDED,EXPIRED}'))),
    CONSTRAINT payment_authorization_expires CHECK (status::text <> 'AUTHORIZED' OR expires_at IS NOT NULL),
    CONSTRAINT payment_refused_void_is_tried_again CHECK (void_again_at IS NULL OR void_refused > 0.0)
);
CREATE INDEX payment_order_idx ON payment (order_id, id);
CREATE INDEX payment_authorization_idx ON payment (authorization_id) WHERE authorization_id IS NOT NULL;
CREATE INDEX payment_void_again_idx ON payment (void_again_at) WHERE void_again_at IS NOT NULL;
CREATE INDEX payment_expiring_idx ON payment (expires_at) WHERE status::text = 'AUTHORIZED' AND (captured + voided) < amount;
CREATE INDEX payment_void_refused_idx ON payment (id) WHERE void_refused > 0::numeric AND status::text = 'AUTHORIZED';

-- What is to be asked of the gateway; the id is the key under which the gateway knows it.
CREATE TABLE payment_intent (
    id                uuid                 NOT NULL,
    order_id          uuid                 NOT NULL,
    payment_id        uuid                 NOT NULL,
    operation         gateway_operation    NOT NULL,
    amount            numeric(16,4)        NOT NULL,
    currency          currency_code        NOT NULL,
    token             text,
    invoice_id        uuid,
    state             payment_intent_state NOT NULL,
    attempts          integer              NOT NULL DEFAULT 0,
    reason            text,
    gateway_reference text,
    created_at        timestamptz          NOT NULL,
    called_at         timestamptz,
    resolved_at       timestamptz,
    CONSTRAINT payment_intent_pk PRIMARY KEY (id),
    CONSTRAINT payment_intent_gateway_reference_once UNIQUE (gateway_reference),
    CONSTRAINT payment_intent_payment_fk FOREIGN KEY (payment_id) REFERENCES payment(id),
    CONSTRAINT payment_intent_amount_positive CHECK (amount > 0.0),
    CONSTRAINT payment_intent_capture_names_invoice CHECK ((operation::text = 'CAPTURE') = (invoice_id IS NOT NULL)),
    CONSTRAINT payment_intent_pending_was_not_called CHECK ((state::text = 'PENDING') = (called_at IS NULL) AND (attempts = 0) = (called_at IS NULL)),
    CONSTRAINT payment_intent_final_has_time CHECK ((state::text = ANY ('{SUCCEEDED,DECLINED}')) = (resolved_at IS NOT NULL)),
    CONSTRAINT payment_intent_success_has_reference CHECK (state::text <> 'SUCCEEDED' OR gateway_reference IS NOT NULL),
    CONSTRAINT payment_intent_token_forgotten CHECK (token IS NULL OR operation::text = 'AUTHORIZE' AND resolved_at IS NULL)
);
CREATE INDEX payment_intent_order_idx ON payment_intent (order_id);
CREATE INDEX payment_intent_open_idx ON payment_intent (created_at) WHERE state::text IN ('PENDING', 'UNKNOWN');
CREATE UNIQUE INDEX payment_intent_one_authorization ON payment_intent (payment_id) WHERE operation::text = 'AUTHORIZE';
CREATE UNIQUE INDEX payment_intent_one_capture ON payment_intent (payment_id) WHERE operation::text = 'CAPTURE';
CREATE INDEX payment_intent_not_succeeded_idx ON payment_intent (state, id) WHERE state::text <> 'SUCCEEDED';

-- What the buyer owes for an invoice, and how much of it is paid.
CREATE TABLE receivable (
    invoice_id     uuid          NOT NULL,
    invoice_number text          NOT NULL,
    order_id       uuid          NOT NULL,
    currency       currency_code NOT NULL,
    gross          numeric(16,4) NOT NULL,
    paid           numeric(16,4) NOT NULL DEFAULT 0,
    CONSTRAINT receivable_pk PRIMARY KEY (invoice_id),
    CONSTRAINT receivable_paid_within_gross CHECK (paid >= 0.0 AND paid <= gross)
);
CREATE INDEX receivable_order_idx ON receivable (order_id);

-- Which payment pays how much of which invoice.
CREATE TABLE payment_allocation (
    payment_id uuid          NOT NULL,
    invoice_id uuid          NOT NULL,
    order_id   uuid          NOT NULL,
    amount     numeric(16,4) NOT NULL,
    CONSTRAINT payment_allocation_pk PRIMARY KEY (payment_id, invoice_id),
    CONSTRAINT payment_allocation_payment_fk FOREIGN KEY (payment_id) REFERENCES payment(id),
    CONSTRAINT payment_allocation_receivable_fk FOREIGN KEY (invoice_id) REFERENCES receivable(invoice_id),
    CONSTRAINT payment_allocation_amount_positive CHECK (amount > 0.0)
);
CREATE INDEX payment_allocation_order_idx ON payment_allocation (order_id);

-- The books of the simulated gateway: they stand for the outside world and refer to nothing of ours.
CREATE TABLE simulated_gateway_operation (
    key        uuid              NOT NULL,
    operation  gateway_operation NOT NULL,
    reference  text              NOT NULL,
    parent     text,
    amount     numeric(16,4)     NOT NULL,
    currency   text              NOT NULL,
    approved   boolean           NOT NULL,
    reason     text,
    created_at timestamptz       NOT NULL,
    token      text,
    CONSTRAINT simulated_gateway_operation_pk PRIMARY KEY (key),
    CONSTRAINT simulated_gateway_operation_reference_unique UNIQUE (reference),
    CONSTRAINT simulated_gateway_operation_parent CHECK ((operation::text = 'AUTHORIZE') = (parent IS NULL)),
    CONSTRAINT simulated_gateway_operation_reason CHECK (approved = (reason IS NULL)),
    CONSTRAINT simulated_gateway_operation_token CHECK (token IS NULL OR operation::text = 'AUTHORIZE')
);
CREATE INDEX simulated_gateway_operation_parent_idx ON simulated_gateway_operation (parent) WHERE parent IS NOT NULL;

-- sources -------------------------------------------------------------------------------------------------------------

CREATE DOMAIN source_code AS text
    CONSTRAINT source_code_form CHECK (VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(VALUE) <= 40);

CREATE DOMAIN further_source AS source_code
    CONSTRAINT further_source_is_no_default CHECK (VALUE::text <> ALL (ARRAY['web', 'phone', 'email', 'in-person', 'marketplace', 'api']));

-- A shop or a marketplace within a channel. Each channel has one by default, whose code is the channel's name.
CREATE TABLE source (
    code    source_code NOT NULL,
    channel channel     NOT NULL,
    name    text        NOT NULL,
    active  boolean     NOT NULL,
    version bigint      NOT NULL DEFAULT 0,
    CONSTRAINT source_pk PRIMARY KEY (code),
    CONSTRAINT source_code_channel_unique UNIQUE (code, channel),
    CONSTRAINT source_name_length CHECK (length(name) >= 1 AND length(name) <= 100)
);
INSERT INTO source VALUES
    ('api', 'API', 'API', 'true', '0'),
    ('email', 'EMAIL', 'E-mail', 'true', '0'),
    ('in-person', 'IN_PERSON', 'In person', 'true', '0'),
    ('marketplace', 'MARKETPLACE', 'Marketplace', 'true', '0'),
    ('phone', 'PHONE', 'Telephone', 'true', '0'),
    ('web', 'WEB', 'Web shop', 'true', '0');
CREATE TRIGGER source_changed AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON source FOR EACH STATEMENT EXECUTE FUNCTION reference_data_changed();

-- orders --------------------------------------------------------------------------------------------------------------

CREATE DOMAIN order_status AS text
    CONSTRAINT order_status_known CHECK (VALUE IN ('PLACED', 'VERIFIED', 'FULFILLED', 'SHIPPED', 'INVOICED', 'CONFIRMED', 'CANCELLED'));

CREATE DOMAIN order_payment_status AS text
    CONSTRAINT order_payment_status_known CHECK (VALUE IN ('OPEN', 'PENDING', 'UNKNOWN', 'AUTHORIZED', 'DECLINED', 'PAID', 'VOIDED'));

CREATE DOMAIN hold_type AS text
    CONSTRAINT hold_type_known CHECK (VALUE IN ('VERIFICATION', 'PAYMENT', 'FRAUD', 'CUSTOMER_REQUEST', 'STOCK', 'OTHER'));

CREATE DOMAIN findings AS jsonb
    CONSTRAINT findings_outcomes_known CHECK (VALUE @? '$[*]'::jsonpath AND NOT VALUE @? '$[*]?(!((@."outcome" == "PASS" || @."outcome" == "WARN") || @."outcome" == "FAIL"))'::jsonpath)
    CONSTRAINT findings_failures_have_remedies CHECK (NOT VALUE @? '$[*]?(@."outcome" == "FAIL" && !(exists (@."remedy")))'::jsonpath);

CREATE SEQUENCE order_number_seq AS bigint START WITH 100001 INCREMENT BY 20;

CREATE FUNCTION orders_check_move()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    IF NEW.status <> OLD.status AND NOT EXISTS (
            WITH RECURSIVE walk(status) AS (
                SELECT OLD.status
                UNION
                SELECT t.to_status FROM order_transition t JOIN walk w ON t.from_status = w.status
                 WHERE t.to_status <> t.from_status
            )
            SELECT 1 FROM walk WHERE status = NEW.status) THEN
        RAISE EXCEPTION 'order % may not move from % to %', NEW.number, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_move_allowed';
    END IF;
    RETURN NEW;
END $function$;

CREATE FUNCTION reference_form(reference text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN lower((btrim(regexp_replace(NORMALIZE(reference, NFKC), '\s+'::text, ' '::text, 'g'::text)) COLLATE pg_c_utf8));

-- The allowed moves of an order's milestone. History rows reference it, so an illegal move cannot be stored.
CREATE TABLE order_transition (
    from_status order_status NOT NULL,
    to_status   order_status NOT NULL,
    CONSTRAINT order_transition_pk PRIMARY KEY (from_status, to_status)
);
INSERT INTO order_transition VALUES
    ('CANCELLED', 'CANCELLED'),
    ('CONFIRMED', 'CONFIRMED'),
    ('FULFILLED', 'CANCELLED'),
    ('FULFILLED', 'FULFILLED'),
    ('FULFILLED', 'SHIPPED'),
    ('INVOICED', 'CONFIRMED'),
    ('INVOICED', 'INVOICED'),
    ('PLACED', 'CANCELLED'),
    ('PLACED', 'PLACED'),
    ('PLACED', 'VERIFIED'),
    ('SHIPPED', 'INVOICED'),
    ('SHIPPED', 'SHIPPED'),
    ('VERIFIED', 'CANCELLED'),
    ('VERIFIED', 'FULFILLED'),
    ('VERIFIED', 'PLACED'),
    ('VERIFIED', 'VERIFIED');

-- What was ordered by whom, on which terms and for how much, and how far it has come.
CREATE TABLE orders (
    id                   uuid                 NOT NULL,
    number               text                 NOT NULL,
    channel              channel              NOT NULL,
    external_reference   text,
    status               order_status         NOT NULL,
    customer_id          uuid,
    buyer_name           text                 NOT NULL,
    buyer_email          text,
    buyer_phone          text,
    currency             currency_code        NOT NULL,
    shipping_address     jsonb                NOT NULL,
    billing_address      jsonb,
    delivery_method      text                 NOT NULL,
    partial_delivery     boolean              NOT NULL,
    payment_method       payment_method       NOT NULL,
    payment_token        text,
    payment_status       order_payment_status NOT NULL,
    payment_terms_days   integer,
    coupon_codes         text[]               NOT NULL,
    note                 text,
    metadata             jsonb                NOT NULL,
    fingerprint          text                 NOT NULL,
    prices_include_tax   boolean              NOT NULL,
    items_amount         numeric(16,4)        NOT NULL,
    discount_amount      numeric(16,4)        NOT NULL,
    shipping_fee         numeric(16,4)        NOT NULL,
    shipping_tax_rate    numeric(5,2)         NOT NULL,
    shipping_net         numeric(16,4)        NOT NULL,
    shipping_tax         numeric(16,4)        NOT NULL,
    shipping_gross       numeric(16,4)        NOT NULL,
    shipping_invoiced    boolean              NOT NULL,
    tax_amount           numeric(16,4)        NOT NULL,
    grand_total          numeric(16,4)        NOT NULL,
    invoiced_amount      numeric(16,4)        NOT NULL,
    paid_amount          numeric(16,4)        NOT NULL,
    verification_runs    integer              NOT NULL,
    history_entries      integer              NOT NULL,
    feedback_given       boolean              NOT NULL,
    placed_at            timestamptz          NOT NULL,
    version              bigint               NOT NULL,
    buyer_language       language_tag,
    buyer_company        buyers_text,
    buyer_vat_id         vat_id,
    buyer_reference      buyers_text,
    address_changed_at   timestamptz,
    reference_form       text                 GENERATED ALWAYS AS (reference_form(external_reference)) STORED,
    reference_repetition integer              NOT NULL DEFAULT 0,
    erased_at            timestamptz,
    source               further_source,
    CONSTRAINT orders_pk PRIMARY KEY (id),
    CONSTRAINT orders_number_unique UNIQUE (number),
    CONSTRAINT orders_source_of_channel FOREIGN KEY (source, channel) REFERENCES source(code, channel),
    CONSTRAINT orders_placed_with_id CHECK (abs(EXTRACT(epoch FROM placed_at - uuid_extract_timestamp(id))) < 60.0),
    CONSTRAINT orders_amounts_not_negative CHECK (LEAST(items_amount, discount_amount, shipping_fee, tax_amount, grand_total, invoiced_amount, paid_amount) >= 0.0),
    CONSTRAINT orders_shipping_adds_up CHECK ((shipping_net + shipping_tax) = shipping_gross),
    CONSTRAINT orders_not_invoiced_beyond_total CHECK (invoiced_amount <= grand_total),
    CONSTRAINT orders_confirmed_is_invoiced_and_paid CHECK (status::text <> 'CONFIRMED' OR LEAST(invoiced_amount, paid_amount) >= grand_total),
    CONSTRAINT orders_erased_is_nobodys CHECK (erased_at IS NULL OR buyer_name = 'erased' AND metadata = '{}'::jsonb AND num_nonnulls(buyer_email, buyer_phone, buyer_language, buyer_company, buyer_vat_id, buyer_reference, external_reference, billing_address, payment_token, note) = 0)
);
CREATE INDEX orders_by_customer ON orders (customer_id, id) WHERE customer_id IS NOT NULL;
CREATE INDEX orders_by_status ON orders (status, id);
CREATE INDEX orders_by_channel_and_status ON orders (channel, status, id);
CREATE INDEX orders_by_fingerprint ON orders (fingerprint, placed_at);
CREATE INDEX orders_owed ON orders (currency) INCLUDE (invoiced_amount, paid_amount) WHERE invoiced_amount > paid_amount;
CREATE INDEX orders_open_on_account ON orders (customer_id) WHERE payment_method::text = 'INVOICE' AND (status::text IN ('VERIFIED', 'FULFILLED', 'SHIPPED', 'INVOICED'));
CREATE INDEX orders_by_email_of_guest ON orders (lower(TRIM(BOTH FROM buyer_email)), id) WHERE customer_id IS NULL AND buyer_email IS NOT NULL;
CREATE INDEX orders_finished_with_buyer ON orders (id) WHERE erased_at IS NULL AND (status::text IN ('CONFIRMED', 'CANCELLED'));
CREATE INDEX orders_by_source_and_status ON orders (source, status, id) WHERE source IS NOT NULL;
CREATE UNIQUE INDEX orders_external_reference_per_source ON orders (reference_form, channel, source, reference_repetition) NULLS NOT DISTINCT WHERE reference_form IS NOT NULL;
CREATE TRIGGER orders_move_allowed BEFORE UPDATE OF status ON orders FOR EACH ROW WHEN (old.status::text IS DISTINCT FROM new.status::text) EXECUTE FUNCTION orders_check_move();

-- Prices and tax as they were frozen, and how many units have come how far. live_*: without cancelled units.
CREATE TABLE order_line (
    id             uuid          NOT NULL,
    order_id       uuid          NOT NULL,
    line_number    integer       NOT NULL,
    sku            text          NOT NULL,
    name           text          NOT NULL,
    weight_grams   integer       NOT NULL,
    tax_category   text          NOT NULL,
    unit_price     numeric(16,4) NOT NULL,
    services_price numeric(16,4) NOT NULL,
    expected_price numeric(16,4),
    items_amount   numeric(16,4) NOT NULL,
    discount       numeric(16,4) NOT NULL,
    tax_rate       numeric(5,2)  NOT NULL,
    net            numeric(16,4) NOT NULL,
    tax            numeric(16,4) NOT NULL,
    gross          numeric(16,4) NOT NULL,
    live_items     numeric(16,4) NOT NULL,
    live_discount  numeric(16,4) NOT NULL,
    live_tax       numeric(16,4) NOT NULL,
    live_gross     numeric(16,4) NOT NULL,
    ordered        integer       NOT NULL,
    cancelled      integer       NOT NULL,
    fulfilled      integer       NOT NULL,
    shipped        integer       NOT NULL,
    delivered      integer       NOT NULL,
    invoiced       integer       NOT NULL,
    returned       integer       NOT NULL,
    CONSTRAINT order_line_pk PRIMARY KEY (id),
    CONSTRAINT order_line_number_unique UNIQUE (order_id, line_number),
    CONSTRAINT order_line_order_fk FOREIGN KEY (order_id) REFERENCES orders(id),
    CONSTRAINT order_line_ordered_positive CHECK (ordered > 0),
    CONSTRAINT order_line_counts_not_negative CHECK (LEAST(cancelled, invoiced, returned) >= 0),
    CONSTRAINT order_line_fulfilled_within_live CHECK ((cancelled + fulfilled) <= ordered),
    CONSTRAINT order_line_shipped_within_fulfilled CHECK (shipped <= fulfilled),
    CONSTRAINT order_line_delivered_and_invoiced_within_shipped CHECK (GREATEST(delivered, invoiced) <= shipped),
    CONSTRAINT order_line_returned_within_delivered CHECK (returned <= delivered),
    CONSTRAINT order_line_amounts_add_up CHECK ((net + tax) = gross),
    CONSTRAINT order_line_items_are_quantity_times_price CHECK (items_amount = (ordered::numeric * (unit_price + services_price))),
    CONSTRAINT order_line_live_items CHECK (live_items = ((ordered - cancelled)::numeric * (unit_price + services_price)))
);
CREATE INDEX order_line_by_sku ON order_line (sku, order_id);

-- Work on the units of a line, and who has done it.
CREATE TABLE order_line_service (
    id            uuid          NOT NULL,
    order_line_id uuid          NOT NULL,
    code          text          NOT NULL,
    text          text,
    price         numeric(16,4) NOT NULL,
    done_at       timestamptz,
    done_by       text,
    CONSTRAINT order_line_service_pk PRIMARY KEY (id),
    CONSTRAINT order_line_service_once UNIQUE (order_line_id, code),
    CONSTRAINT order_line_service_line_fk FOREIGN KEY (order_line_id) REFERENCES order_line(id) ON DELETE CASCADE,
    CONSTRAINT order_line_service_done_by_somebody CHECK ((done_at IS NULL) = (done_by IS NULL))
);

-- What keeps an order from moving until somebody releases it.
CREATE TABLE order_hold (
    id             uuid        NOT NULL,
    order_id       uuid        NOT NULL,
    type           hold_type   NOT NULL,
    reason         text        NOT NULL,
    placed_by      text        NOT NULL,
    placed_at      timestamptz NOT NULL,
    released_by    text,
    released_at    timestamptz,
    release_reason text,
    placed_by_role role,
    reminded_at    timestamptz,
    CONSTRAINT order_hold_pk PRIMARY KEY (id),
    CONSTRAINT order_hold_order_fk FOREIGN KEY (order_id) REFERENCES orders(id),
    CONSTRAINT order_hold_released_by_somebody CHECK ((released_at IS NULL) = (released_by IS NULL)),
    CONSTRAINT order_hold_payments_are_reminded_of CHECK (reminded_at IS NULL OR type::text = 'PAYMENT')
);
CREATE INDEX order_hold_by_order ON order_hold (order_id);
CREATE INDEX order_hold_active ON order_hold (type, order_id) WHERE released_at IS NULL;

-- Units of a line that are packed in a warehouse, and how many of them have left it.
CREATE TABLE order_packing (
    id            uuid    NOT NULL,
    order_id      uuid    NOT NULL,
    order_line_id uuid    NOT NULL,
    warehouse     text    NOT NULL,
    packed        integer NOT NULL,
    shipped       integer NOT NULL,
    CONSTRAINT order_packing_pk PRIMARY KEY (id),
    CONSTRAINT order_packing_once UNIQUE (order_line_id, warehouse),
    CONSTRAINT order_packing_line_fk FOREIGN KEY (order_line_id) REFERENCES order_line(id),
    CONSTRAINT order_packing_shipped_within_packed CHECK (shipped >= 0 AND shipped <= packed)
);

-- Who did what to an order when, whether or not its milestone moved.
CREATE TABLE order_history (
    order_id    uuid         NOT NULL,
    entry       integer      NOT NULL,
    from_status order_status,
    to_status   order_status NOT NULL,
    command     text         NOT NULL,
    actor       text         NOT NULL,
    at          timestamptz  NOT NULL,
    reason      text,
    CONSTRAINT order_history_pk PRIMARY KEY (order_id, entry),
    CONSTRAINT order_history_order_fk FOREIGN KEY (order_id) REFERENCES orders(id),
    CONSTRAINT order_history_move_allowed FOREIGN KEY (from_status, to_status) REFERENCES order_transition(from_status, to_status),
    CONSTRAINT order_history_starts_placed CHECK (from_status IS NOT NULL OR to_status::text = 'PLACED' AND entry = 1),
    CONSTRAINT order_history_reason_is_our_own CHECK (reason IS NULL OR (command IN ('services', 'ship', 'invoice', 'payments')))
);

-- What a verification found, written and read as a whole: one row for each run.
CREATE TABLE order_verification (
    order_id   uuid        NOT NULL,
    run        ordinal     NOT NULL,
    checked_at timestamptz NOT NULL,
    findings   findings    NOT NULL,
    CONSTRAINT order_verification_pk PRIMARY KEY (order_id, run),
    CONSTRAINT order_verification_order_fk FOREIGN KEY (order_id) REFERENCES orders(id)
);

-- How many orders have come to their end, for the metrics.
CREATE TABLE finished_orders (
    status order_status NOT NULL,
    orders bigint       NOT NULL,
    CONSTRAINT finished_orders_pk PRIMARY KEY (status),
    CONSTRAINT finished_orders_status_is_an_end CHECK (status::text = ANY ('{CONFIRMED,CANCELLED}')),
    CONSTRAINT finished_orders_not_negative CHECK (orders >= 0)
);
INSERT INTO finished_orders VALUES
    ('CANCELLED', '0'),
    ('CONFIRMED', '0');

-- A coupon of an order with the terms that it had when the order took it; the amount is in the order's currency.
CREATE TABLE order_coupon (
    order_id uuid          NOT NULL,
    place    ordinal       NOT NULL,
    code     text          NOT NULL,
    percent  numeric(5,2),
    amount   numeric(16,4),
    CONSTRAINT order_coupon_pk PRIMARY KEY (order_id, place),
    CONSTRAINT order_coupon_once UNIQUE (order_id, code),
    CONSTRAINT order_coupon_order_fk FOREIGN KEY (order_id) REFERENCES orders(id),
    CONSTRAINT order_coupon_takes_percent_or_amount CHECK ((percent IS NULL) <> (amount IS NULL)),
    CONSTRAINT order_coupon_percent_in_range CHECK (percent > 0.0 AND percent <= 100.0),
    CONSTRAINT order_coupon_amount_positive CHECK (amount > 0.0)
);
CREATE INDEX order_coupon_by_code ON order_coupon (code, order_id);

-- What somebody gave as the reason of a step, until it is erased.
CREATE TABLE order_history_reason (
    order_id uuid    NOT NULL,
    entry    integer NOT NULL,
    reason   text    NOT NULL,
    CONSTRAINT order_history_reason_pk PRIMARY KEY (order_id, entry),
    CONSTRAINT order_history_reason_entry_fk FOREIGN KEY (order_id, entry) REFERENCES order_history(order_id, entry) ON DELETE CASCADE
);

-- notifications -------------------------------------------------------------------------------------------------------

CREATE DOMAIN notification_kind AS text
    CONSTRAINT notification_kind_known CHECK (VALUE IN ('ORDER_CONFIRMED', 'UNITS_SHIPPED', 'TRACKING_CORRECTED', 'PAYMENT_REMINDER', 'CARD_NEEDED'));

CREATE DOMAIN notification_status AS text
    CONSTRAINT notification_status_known CHECK (VALUE IN ('RECORDED', 'SENT', 'FAILED', 'NO_ADDRESS'));

CREATE DOMAIN mail_header AS text
    CONSTRAINT mail_header_is_one_line CHECK (VALUE !~ '[[:cntrl:]]');

-- What was written to buyers. A mail is recorded first and sent afterwards, outside of any transaction.
CREATE TABLE notification (
    id              uuid                NOT NULL,
    order_id        uuid                NOT NULL,
    event_id        uuid                NOT NULL,
    kind            notification_kind   NOT NULL,
    recipient       mail_header,
    subject         mail_header         NOT NULL,
    body            text                NOT NULL,
    status          notification_status NOT NULL,
    attempts        integer             NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    last_error      text,
    created_at      timestamptz         NOT NULL,
    sent_at         timestamptz,
    CONSTRAINT notification_pk PRIMARY KEY (id),
    CONSTRAINT notification_once_per_event UNIQUE (order_id, kind, event_id),
    CONSTRAINT notification_sent_has_time CHECK ((status::text = 'SENT') = (sent_at IS NOT NULL)),
    CONSTRAINT notification_recorded_is_due CHECK ((status::text = 'RECORDED') = (next_attempt_at IS NOT NULL)),
    CONSTRAINT notification_recipient_known CHECK (recipient IS NOT NULL OR status::text = 'NO_ADDRESS')
);
CREATE INDEX notification_due ON notification (next_attempt_at) WHERE status::text = 'RECORDED';
CREATE INDEX notification_failed ON notification (id) WHERE status::text = 'FAILED';

-- feedback ------------------------------------------------------------------------------------------------------------

-- What buyers say about a confirmed order, once per order.
CREATE TABLE feedback (
    id         uuid        NOT NULL,
    order_id   uuid        NOT NULL,
    rating     integer     NOT NULL,
    comment    text,
    actor      text        NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT feedback_pk PRIMARY KEY (id),
    CONSTRAINT feedback_once_per_order UNIQUE (order_id),
    CONSTRAINT feedback_rating CHECK (rating >= 1 AND rating <= 5),
    CONSTRAINT feedback_comment_length CHECK (length(comment) >= 1 AND length(comment) <= 2000)
);
