package dev.orderprocessing.platform.database;

/**
 * Which database the service runs on.
 *
 * @param embedded whether the service brought it along
 * @param place where the data are: a folder or a JDBC URL without credentials
 */
public record DatabaseMode(boolean embedded, String place) {

}
