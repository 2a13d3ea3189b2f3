package dev.orderprocessing.kernel;

/**
 * Every way in which the service says no: the stable code clients test for, its HTTP
 * status and its title. Statuses follow RFC 9110 and RFC 6585, the form of the answer RFC
 * 9457.
 */
public enum ProblemCode {

	MALFORMED_BODY(400, "The request body cannot be read"), INVALID_REQUEST(400, "Some fields are not acceptable"),
	INVALID_CURSOR(400, "The cursor is not one that this list handed out"),
	IDEMPOTENCY_KEY_REQUIRED(400, "This command needs an Idempotency-Key header"),
	UNAUTHENTICATED(401, "No valid credentials"), FORBIDDEN(403, "Your role may not do this"),
	NOT_FOUND(404, "There is no such resource"), METHOD_NOT_ALLOWED(405, "This path does not support the method"),
	NOT_ACCEPTABLE(406, "The answer is not available in the requested media type"),
	REQUEST_TOO_SLOW(408, "The request was not sent in time"),
	ACTION_NOT_ALLOWED(409, "The order does not allow this action now"),
	ALREADY_EXISTS(409, "There is already one with this key"),
	DUPLICATE_EXTERNAL_REFERENCE(409, "The channel has already placed an order with this external reference"),
	IDEMPOTENCY_KEY_IN_USE(409, "A request with this idempotency key is still running"),
	CONCURRENT_CHANGE(409, "Somebody else changed the same data at the same moment"),
	PERSON_HAS_OPEN_ORDERS(409, "Something is still open with this person"),
	STALE_VERSION(412, "The resource has changed since you read it"),
	BODY_TOO_LARGE(413, "The request body is too large"),
	UNSUPPORTED_MEDIA_TYPE(415, "The media type of the body is not supported"),
	UNKNOWN_PRODUCT(422, "There is no product with this SKU"),
	UNKNOWN_CUSTOMER(422, "There is no customer with this id"),
	UNKNOWN_WAREHOUSE(422, "There is no warehouse with this code"),
	UNKNOWN_DELIVERY_METHOD(422, "There is no delivery method with this code"),
	UNKNOWN_SERVICE(422, "The product is not offered with this service"),
	UNKNOWN_SOURCE(422, "The channel has no source with this code"),
	UNKNOWN_SHIPMENT(422, "The order has no such shipment"), UNKNOWN_LINE(422, "The order has no such line"),
	UNKNOWN_HOLD(422, "The order has no such hold"), PRICE_NOT_AVAILABLE(422, "There is no price in this currency"),
	TAX_NOT_CONFIGURED(422, "There is no tax rate for this country and category"),
	COUPON_NOT_APPLICABLE(422, "The coupon cannot be used for this order"),
	PAYMENT_METHOD_NOT_AVAILABLE(422, "The payment method cannot be used for this order"),
	PAYMENT_EXCEEDS_BALANCE(422, "The payment is larger than what is owed"),
	QUANTITY_NOT_AVAILABLE(422, "More units were named than the order has ready for this step"),
	INSUFFICIENT_STOCK(422, "The stock does not hold enough units"), RULE_VIOLATED(422, "A business rule refuses this"),
	IDEMPOTENCY_KEY_REUSED(422, "The idempotency key was used before with a different request"),

	ANSWER_ERASED(422, "The answer quoted a person who was erased since"),
	PRECONDITION_REQUIRED(428, "This command needs an If-Match header"), RATE_LIMITED(429, "Too many requests"),
	INTERNAL_ERROR(500, "Something went wrong on our side"),
	OVERLOADED(503, "The service cannot take this request right now");

	private final int status;

	private final String title;

	ProblemCode(int status, String title) {
		this.status = status;
		this.title = title;
	}

	public int status() {
		return this.status;
	}

	public String title() {
		return this.title;
	}

}
