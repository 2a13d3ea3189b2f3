package dev.orderprocessing.journal;

/** An event and its place in the feed. */
record LoggedEvent(FeedPosition place, EventView view) {
}
