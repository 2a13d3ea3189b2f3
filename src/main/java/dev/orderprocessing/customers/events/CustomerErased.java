package dev.orderprocessing.customers.events;

import java.util.UUID;

/** The customer is an id without a person; erase your copies. */
public record CustomerErased(UUID customerId, int orders) {
}
