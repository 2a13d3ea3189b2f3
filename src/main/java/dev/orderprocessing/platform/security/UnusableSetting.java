package dev.orderprocessing.platform.security;

/** A setting with which the service must not start. */
class UnusableSetting extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String remedy;

	UnusableSetting(String problem, String remedy) {
		super(problem);
		this.remedy = remedy;
	}

	String remedy() {
		return this.remedy;
	}

}
