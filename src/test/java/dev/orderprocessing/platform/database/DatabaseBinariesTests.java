package dev.orderprocessing.platform.database;

import java.io.InputStream;

import dev.orderprocessing.kernel.StartRefused;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DatabaseBinariesTests {

	private final DatabaseBinaries binaries = new DatabaseBinaries();

	@Test
	void theBuildBringsThoseOfItsOwnMachine() throws Exception {
		String name = System.getProperty("os.name");
		String system = name.startsWith("Mac") ? "Darwin" : name.startsWith("Windows") ? "Windows" : name;

		try (InputStream found = this.binaries.getPgBinary(system, System.getProperty("os.arch"))) {
			assertThat(found.read()).isNotNegative();
		}
	}

	@Test
	void saysWhatToDoWhereThereAreNone() {
		assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> this.binaries.getPgBinary("Linux", "s390x"))
			.withMessage("This build brings no PostgreSQL for Linux on s390x")
			.satisfies((refused) -> assertThat(refused.remedy()).contains("SPRING_DATASOURCE_URL",
					"-Ddatabase.binaries=all"));
	}

}
