package dev.orderprocessing.invoicing;

import java.util.List;

import dev.orderprocessing.kernel.database.Invariant;
import dev.orderprocessing.kernel.database.Invariants;

import org.springframework.stereotype.Component;

@Component
class InvoicingInvariants implements Invariants {

	@Override
	public List<Invariant> list() {
		return List.of(
				new Invariant("invoice-numbers-gap-free",
						"The invoice numbers of a series and year are 1, 2, 3, … without a gap, up to the counter.", """
								SELECT coalesce(i.series, c.series) || '-' || coalesce(i.year, c.year)
								FROM (SELECT series, year, count(*) AS issued, max(sequence) AS highest
									FROM invoice GROUP BY series, year) i
								FULL JOIN invoice_counter c ON c.series = i.series AND c.year = i.year
								WHERE i.issued IS DISTINCT FROM i.highest OR i.highest IS DISTINCT FROM c.last"""),
				new Invariant("invoices-add-up",
						"An invoice's net, tax, gross and discount are the sums of its lines and its shipping charge.",
						"""
								SELECT i.number
								FROM invoice i
								LEFT JOIN (SELECT invoice_id, sum(net) AS net, sum(tax) AS tax, sum(gross) AS gross,
										sum(discount) AS discount
									FROM invoice_line GROUP BY invoice_id) l ON l.invoice_id = i.id
								WHERE (i.net, i.tax, i.gross, i.discount) IS DISTINCT FROM (
									coalesce(l.net, 0) + coalesce(i.shipping_net, 0),
									coalesce(l.tax, 0) + coalesce(i.shipping_tax, 0),
									coalesce(l.gross, 0) + coalesce(i.shipping_gross, 0), coalesce(l.discount, 0))"""),
				new Invariant("invoice-tax-by-rate",
						"The tax per rate on an invoice adds up to its tax, and the bases to its net.", """
								SELECT i.number
								FROM invoice i
								LEFT JOIN (SELECT invoice_id, sum(base) AS base, sum(tax) AS tax
									FROM invoice_tax GROUP BY invoice_id) t ON t.invoice_id = i.id
								WHERE i.tax <> coalesce(t.tax, 0) OR i.net <> coalesce(t.base, 0)"""));
	}

}
