-- One round trip for twenty numbers. An instance that still draws single numbers takes the first of a block of its own.
ALTER SEQUENCE shipment_number_seq INCREMENT BY 20;
