package dev.orderprocessing.platform.database;

import java.sql.SQLException;

import dev.orderprocessing.kernel.StartRefused;

/** Says in one line why a database could not be opened. */
final class Unreachable {

	private Unreachable() {
	}

	static StartRefused explain(String url, SQLException ex) {
		String place = withoutCredentials(url);
		String state = (ex.getSQLState() != null) ? ex.getSQLState() : "";
		return switch (state) {
			case "28P01", "28000" -> new StartRefused("The database %s refuses the user or password".formatted(place),
					"check SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD", ex);
			case "3D000" -> new StartRefused("The server has no database as named in %s".formatted(place),
					"create it or correct SPRING_DATASOURCE_URL", ex);
			case "08001", "08004", "08006" -> new StartRefused("The database %s cannot be reached".formatted(place),
					"start it or correct SPRING_DATASOURCE_URL", ex);
			default -> new StartRefused("The database %s cannot be opened (%s)".formatted(place, firstLine(ex)),
					"check SPRING_DATASOURCE_URL and the server", ex);
		};
	}

	/** The URL as it may be shown: passwords travel in its query or before the host. */
	static String withoutCredentials(String url) {
		return url.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
	}

	private static String firstLine(SQLException ex) {
		return String.valueOf(ex.getMessage()).lines().findFirst().orElse("no reason given");
	}

}
