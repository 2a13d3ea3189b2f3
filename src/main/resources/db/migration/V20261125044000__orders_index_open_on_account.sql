-- What a customer owes is summed up at each order on account: over the open ones, not over all there ever were.
CREATE INDEX orders_open_on_account ON orders (customer_id)
    WHERE payment_method = 'INVOICE' AND status IN ('VERIFIED', 'FULFILLED', 'SHIPPED', 'INVOICED');
