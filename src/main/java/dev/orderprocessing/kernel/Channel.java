package dev.orderprocessing.kernel;

/** Where an order came in. */
public enum Channel {

	WEB, PHONE, EMAIL, IN_PERSON, MARKETPLACE, API

}
