package dev.orderprocessing;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.orderprocessing.support.GeneratedSection;
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
					.should(beUsedInTheirModuleOnly())
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

	private static ArchCondition<JavaClass> beUsedInTheirModuleOnly() {
		return new ArchCondition<>("be used in their module only") {
			@Override
			public void check(JavaClass entity, ConditionEvents events) {
				entity.getDirectDependenciesToSelf()
					.stream()
					.filter((use) -> !module(use.getOriginClass()).equals(module(entity)))
					.forEach((use) -> events.add(SimpleConditionEvent.violated(entity, use.getDescription())));
			}
		};
	}

	/** The package below the application's, be it ours or the fixture's. */
	private static String module(JavaClass type) {
		String[] names = type.getPackageName().split("[.]");
		return (names.length > 2)
				? String.join(".", List.of(names).subList(0, names[0].equals("dev") ? 3 : names.length))
				: type.getPackageName();
	}

	static List<Rooms> houses() {
		return Rooms.ALL;
	}

	@ParameterizedTest
	@MethodSource("houses")
	void aRoomUsesOnlyThoseBeforeIt(Rooms house) {
		assertThat(house.against(OURS)).isEmpty();
		assertThat(house.unknown(OURS)).as("rooms that the list does not have").isEmpty();
	}

	@Test
	void aRoomThatUsesALaterOneIsSeen() {
		JavaClasses rooms = new ClassFileImporter().importPackages("fixture.rooms");
		assertThat(new Rooms("fixture.rooms", List.of("first", "second")).against(rooms)).isNotEmpty()
			.allMatch((use) -> use.contains("first.First") && use.contains("second.Second"));
		assertThat(new Rooms("fixture.rooms", List.of("first")).unknown(rooms)).containsExactly("second");
	}

	@Test
	void theDocumentShowsTheModuleGraph() throws IOException {
		GeneratedSection.ofArchitecture("module graph").says(GeneratedSection.mermaid("graph TD", edges()));
	}

	@Test
	void theDocumentShowsTheRoomsOfOrders() throws IOException {
		GeneratedSection.ofArchitecture("rooms of orders")
			.says(GeneratedSection.mermaid("graph TD", Rooms.ORDERS.edges(OURS)));
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
