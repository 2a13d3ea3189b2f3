package dev.orderprocessing.journal;

/** An event and its place in the feed. */
record LoggedEvent(Place place, EventView view) {
}
