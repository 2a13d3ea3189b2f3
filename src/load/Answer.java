import java.util.OptionalInt;

/**
 * What came back.
 *
 * @param retryAfter seconds, when the service says so
 */
record Answer(int status, OptionalInt retryAfter, String body) {

	boolean isOk() {
		return this.status >= 200 && this.status < 300;
	}

	/** The service is too busy; the same request may be sent again later. */
	boolean isBusy() {
		return this.status == 429 || this.status == 503;
	}

	/**
	 * The first text field of that name, empty when there is none. The answer is
	 * searched, not parsed, because the driver shares its processors with what it
	 * measures.
	 */
	String field(String name) {
		String opening = "\"" + name + "\":\"";
		int start = this.body.indexOf(opening);
		int end = this.body.indexOf('"', start + opening.length());
		return (start < 0 || end < 0) ? "" : this.body.substring(start + opening.length(), end);
	}

	/** By what the report counts it: the status, and the code of a problem. */
	String kind() {
		if (isOk()) {
			return Integer.toString(this.status);
		}
		String kind = (this.status + " " + field("code")).strip();
		return (isBusy() && this.retryAfter.isEmpty()) ? kind + " without Retry-After" : kind;
	}

}
