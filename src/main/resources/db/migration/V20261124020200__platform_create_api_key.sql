CREATE TABLE api_key (
	id         uuid PRIMARY KEY,
	name       text        NOT NULL,
	key_hash   bytea       NOT NULL,
	role       text        NOT NULL,
	channel    text,
	created_at timestamptz NOT NULL,
	expires_at timestamptz,
	revoked_at timestamptz,
	CONSTRAINT api_key_hash_unique UNIQUE (key_hash),
	CONSTRAINT api_key_hash_is_sha256 CHECK (length(key_hash) = 32),
	CONSTRAINT api_key_name_length CHECK (length(name) BETWEEN 1 AND 100),
	CONSTRAINT api_key_role_known CHECK (role IN ('STOREFRONT', 'OPS', 'FINANCE', 'PARTNER', 'ADMIN')),
	CONSTRAINT api_key_channel_known
		CHECK (channel IN ('WEB', 'PHONE', 'EMAIL', 'IN_PERSON', 'MARKETPLACE', 'API'))
);
