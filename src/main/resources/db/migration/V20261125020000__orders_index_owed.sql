-- Orders whose invoices are not fully paid are counted for the metrics, among all that were ever placed.
CREATE INDEX orders_owed ON orders (currency) INCLUDE (invoiced_amount, paid_amount) WHERE invoiced_amount > paid_amount;
