package dev.orderprocessing.orders.rules;

/**
 * Why an action is not allowed now, and what would lift it.
 *
 * @param reason the rule and the values, as a sentence
 * @param liftedBy what somebody can do about it, as a sentence
 */
public record Refusal(String reason, String liftedBy) {
}
