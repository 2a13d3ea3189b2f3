package dev.orderprocessing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import fixture.modules.FixtureApplication;
import jakarta.persistence.Entity;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;
import org.springframework.modulith.core.Violations;
import org.springframework.web.bind.annotation.RestController;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The house keeps its shape: every rule holds for the service and has been seen to fail
 * on a fixture.
 */
class ArchitectureTests {

	private static final Path DOCUMENT = Path.of("src/docs/architecture.md");

	private static final String BEGIN = "<!-- module graph: generated, run the tests with -Ddocs.update=true -->";

	private static final String END = "<!-- end of module graph -->";

	private static final ApplicationModules MODULES = ApplicationModules.of(OrderProcessingApplication.class);

	private static final JavaClasses OURS = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.orderprocessing");

	private static final JavaClasses FIXTURE = new ClassFileImporter().importPackages("fixture.modules");

	static List<ArchRule> rules() {
		return List.of(
				noClasses().should()
					.haveNameMatching(".*(Impl|Utils?|Helper|Manager|Dto|DTO)$")
					.because("names say what a thing is in the business"),
				classes().that()
					.areAnnotatedWith(RestController.class)
					.and()
					.resideOutsideOfPackage("dev.orderprocessing.platform..")
					.should()
					.resideInAPackage("..web..")
					.because("controllers sit in web, but for the platform, which is cut by concern"),
				classes().that()
					.areAnnotatedWith(RestController.class)
					.should()
					.notHaveModifier(JavaModifier.PUBLIC)
					.because("nobody calls a controller"),
				classes().that()
					.areAnnotatedWith(Entity.class)
					.should()
					.notHaveModifier(JavaModifier.PUBLIC)
					.because("entities never leave their module"));
	}

	@ParameterizedTest
	@MethodSource("rules")
	void holdsForTheServiceAndFailsOnTheFixture(ArchRule rule) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> rule.check(FIXTURE));
		rule.check(OURS);
	}

	@Test
	void dependenciesGoOneWayAsDeclared() {
		MODULES.verify();
	}

	@Test
	void aCallUpwardsIsSeen() {
		ApplicationModules fixture = ApplicationModules.of(FixtureApplication.class, (location) -> true);
		assertThatExceptionOfType(Violations.class).isThrownBy(fixture::verify).withMessageContaining("lower");
	}

	@Test
	void everyModuleSaysWhatItIsForAndWhatItMayUse() {
		assertThat(MODULES.stream().toList()).hasSizeGreaterThanOrEqualTo(13).allSatisfy((module) -> {
			var info = packageInfo(module.getBasePackage().getName());
			assertThat(info.isAnnotationPresent(NullMarked.class)).isTrue();
			assertThat(info.isAnnotationPresent(ApplicationModule.class))
				.as("no package-info of the tests hides what %s declares", module.getDisplayName())
				.isTrue();
			var declared = OURS.get(info.getName() + ".package-info").getAnnotationOfType(ApplicationModule.class);
			assertThat(declared.allowedDependencies()).as(module.getDisplayName())
				.doesNotContain(ApplicationModule.OPEN_TOKEN);
		});
	}

	@Test
	void aModuleWithoutPackageInfoIsSeen() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> packageInfo(fixture.modules.upper.UpperController.class.getPackageName()));
	}

	@Test
	void everyPackageIsNullMarked() {
		OURS.stream().map((type) -> type.getPackageName()).distinct().forEach((name) -> {
			if (!name.equals("dev.orderprocessing")) {
				assertThat(packageInfo(name).isAnnotationPresent(NullMarked.class)).as(name).isTrue();
			}
		});
	}

	@Test
	void theDocumentShowsTheModuleGraph() throws IOException {
		String graph = "%s%n```mermaid%ngraph TD%n%s%n```%n%s".formatted(BEGIN, String.join("\n", edges()), END)
			.replace("\r", "");
		String document = Files.readString(DOCUMENT);
		int begin = document.indexOf(BEGIN);
		int end = document.indexOf(END) + END.length();
		assertThat(begin).as("the document has a place for the graph").isGreaterThan(0);
		if (Boolean.getBoolean("docs.update")) {
			Files.writeString(DOCUMENT, document.substring(0, begin) + graph + document.substring(end));
			return;
		}
		assertThat(document.substring(begin, end)).isEqualTo(graph);
	}

	/**
	 * Direct dependencies, without the kernel that everybody uses and those that another
	 * path implies.
	 */
	private static Set<String> edges() {
		Set<String> edges = new TreeSet<>();
		MODULES.stream().forEach((module) -> {
			var targets = module.getDirectDependencies(MODULES, DependencyType.values())
				.uniqueModules()
				.map((target) -> target.getIdentifier().toString())
				.filter((target) -> !target.equals("kernel"))
				.collect(Collectors.toCollection(TreeSet<String>::new));
			if (targets.isEmpty()) {
				edges.add("    %s --> kernel".formatted(module.getIdentifier()));
			}
			targets.forEach((target) -> edges.add("    %s --> %s".formatted(module.getIdentifier(), target)));
		});
		edges.remove("    kernel --> kernel");
		return edges;
	}

	private static Package packageInfo(String name) {
		try {
			return Class.forName(name + ".package-info").getPackage();
		}
		catch (ClassNotFoundException ex) {
			throw new AssertionError("package %s has no package-info".formatted(name), ex);
		}
	}

}
