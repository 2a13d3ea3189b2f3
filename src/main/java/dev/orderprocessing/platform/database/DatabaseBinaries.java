package dev.orderprocessing.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.stream.Stream;

import dev.orderprocessing.kernel.StartRefused;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import io.zonky.test.db.postgres.util.LinuxUtils;

/**
 * The PostgreSQL that the build has put into the jar, if it is one for this machine: a
 * build takes that of its own machine, all or none.
 */
final class DatabaseBinaries implements PgBinaryResolver {

	@Override
	public InputStream getPgBinary(String system, String hardware) throws IOException {
		if (names(system, hardware).noneMatch(DatabaseBinaries::isThere)) {
			throw new StartRefused("This build brings no PostgreSQL for %s on %s".formatted(system, hardware),
					"set SPRING_DATASOURCE_URL to a PostgreSQL of your own, "
							+ "or build it on such a machine or with -Ddatabase.binaries=all");
		}
		return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, hardware);
	}

	/** Where the library looks; other systems than Linux run foreign binaries too. */
	private static Stream<String> names(String system, String hardware) {
		String own = "postgres-%s-%s".formatted(system, ArchUtils.normalize(hardware));
		String other = system.equals("Linux") ? "%s-%s".formatted(own, LinuxUtils.getDistributionName())
				: "postgres-%s-x86_64".formatted(system);
		return Stream.of(own, other).map((name) -> name.replace(' ', '_').toLowerCase(Locale.ROOT) + ".txz");
	}

	private static boolean isThere(String name) {
		return DatabaseBinaries.class.getResource("/" + name) != null;
	}

}
