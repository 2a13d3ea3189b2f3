-- What is owed is counted for the metrics several times a minute, among all that was ever billed.
CREATE INDEX receivable_open ON receivable (currency) INCLUDE (gross, paid) WHERE paid < gross;
