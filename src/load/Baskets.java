import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What is bought: request bodies put together from text.
 *
 * A range of lines is drawn log-uniformly: the logarithm of the size is evenly
 * distributed. Over 1-85 that gives a median of 9, a quarter of the orders with at most 3
 * lines and a tenth with more than 50, much like the orders of a gift wholesaler in the
 * "Online Retail" data set (D. Chen, UCI Machine Learning Repository, 2015): median 10,
 * longest 85.
 */
final class Baskets {

	static final String PRICE = "{\"amount\":\"9.90\",\"currency\":\"EUR\"}";

	private static final int MOST_UNITS = 3;

	private final Options options;

	private final List<String> customers;

	/** Of each product and those before it: how much of all demand they attract. */
	private final double[] popularity;

	Baskets(Options options, List<String> customers) {
		this.options = options;
		this.customers = customers;
		this.popularity = new double[options.products()];
		double sum = 0;
		for (int i = 0; i < this.popularity.length; i++) {
			sum += Math.pow(i + 1.0, -options.skew());
			this.popularity[i] = sum;
		}
	}

	static String sku(int product) {
		return "LOAD-" + String.valueOf(10_000 + product).substring(1);
	}

	/** The body of a new order. */
	String order(RandomGenerator random) {
		int count = lines(random);
		StringBuilder body = new StringBuilder(400 + 100 * count);
		body.append("{\"channel\":\"WEB\",\"currency\":\"EUR\",\"customerId\":\"")
			.append(this.customers.get(random.nextInt(this.customers.size())))
			.append("\",\"lines\":[");
		for (String sku : skus(count, random)) {
			body.append("{\"sku\":\"")
				.append(sku)
				.append("\",\"quantity\":")
				.append(1 + random.nextInt(MOST_UNITS))
				.append(sku.startsWith("LOAD-") ? ",\"expectedUnitPrice\":" + PRICE + "}," : "},");
		}
		body.setCharAt(body.length() - 1, ']');
		return body.append("""
				,"shippingAddress":{"name":"Load Buyer","line1":"1 Main St","city":"Berlin","postalCode":"10115",\
				"country":"DE"},"payment":{"method":"INVOICE"},"delivery":{"method":\"""")
			.append(this.options.delivery())
			.append("\"}}")
			.toString();
	}

	private int lines(RandomGenerator random) {
		int fewest = this.options.fewestLines();
		int most = this.options.mostLines();
		if (fewest == most) {
			return most;
		}
		return (int) (fewest * Math.pow((most + 1.0) / fewest, random.nextDouble()));
	}

	/** Different ones. */
	private String[] skus(int count, RandomGenerator random) {
		String[] skus = new String[count];
		int chosen = 0;
		if (this.options.hot().isPresent()) {
			skus[chosen++] = this.options.hot().get();
		}
		while (chosen < count) {
			String sku = sku(product(random));
			if (!Arrays.asList(skus).contains(sku)) {
				skus[chosen++] = sku;
			}
		}
		return skus;
	}

	private int product(RandomGenerator random) {
		double all = this.popularity[this.popularity.length - 1];
		int found = Arrays.binarySearch(this.popularity, random.nextDouble() * all);
		return Math.min((found < 0) ? -found : found + 2, this.popularity.length);
	}

}
