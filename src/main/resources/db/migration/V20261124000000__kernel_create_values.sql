-- Values that check themselves, as those of the module kernel do, and of the same names.
--
-- Here and in all modules a list of words, a form or a range of one column is a domain: PostgreSQL reads its rule once
-- per connection, whereas it parses the CHECKs of a table anew with each statement that writes to it. Rules about
-- several columns are CHECKs, and short on tables that an order's life writes to: least(a, b) >= 0.0 rather than each
-- by itself, 0.0 rather than 0 where a number has decimals, = ANY ('{…}') rather than IN. Forms there say how long a text
-- may be apart from its characters: to match {0,99} takes seventeen times as long as to match *.
CREATE DOMAIN currency_code AS text CONSTRAINT currency_code_form CHECK (VALUE ~ '^[A-Z]{3}$');
CREATE DOMAIN country_code AS text CONSTRAINT country_code_form CHECK (VALUE ~ '^[A-Z]{2}$');
CREATE DOMAIN quantity AS integer CONSTRAINT quantity_positive CHECK (VALUE > 0);
-- what counts from one: lines, events, runs
CREATE DOMAIN ordinal AS integer CONSTRAINT ordinal_positive CHECK (VALUE > 0);
CREATE DOMAIN channel AS text CONSTRAINT channel_known
    CHECK (VALUE IN ('WEB', 'PHONE', 'EMAIL', 'IN_PERSON', 'MARKETPLACE', 'API'));
