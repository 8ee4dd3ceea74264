package com.expacti.standalone.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows of docs/ARCHITECTURE.md and the bans of CONTRIBUTING.md, over every module's classes. */
final class ArchitectureTest {
    private static final Path ROOT = Path.of(System.getProperty("expacti.root", ".."));
    private static final int LINES_MAX = 500;

    private static JavaClasses main = new ClassFileImporter().importPaths(List.of());
    private static JavaClasses tests = new ClassFileImporter().importPaths(List.of());

    @BeforeAll
    static void readClasses() throws IOException {
        main = new ClassFileImporter().importPaths(folders("target/classes"));
        tests = new ClassFileImporter().importPaths(folders("target/test-classes"));
        assertTrue(main.size() > 200, "only " + main.size() + " classes found below " + ROOT.toAbsolutePath());
    }

    private static List<Path> folders(String name) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT, 5)) {
            return all.filter(p -> p.endsWith(name) && Files.isDirectory(p)).toList();
        }
    }

    @Test
    void no_two_packages_of_the_domain_depend_on_each_other() {
        slices().matching("com.expacti.domain.(*)..").should().beFreeOfCycles().check(main);
    }

    @Test
    void arrows_point_from_the_outside_in() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("com.expacti..")
                .withOptionalLayers(true)
                .layer("shell")
                .definedBy("com.expacti.shell..")
                .layer("domain")
                .definedBy("com.expacti.domain..")
                .layer("application")
                .definedBy("com.expacti.application..")
                .layer("testkit")
                .definedBy("com.expacti.testkit..")
                .layer("adapters")
                .definedBy("com.expacti.adapters..")
                .layer("deployables")
                .definedBy("com.expacti.api..", "com.expacti.websocketrelay..", "com.expacti.workers..")
                .layer("standalone")
                .definedBy("com.expacti.standalone..")
                .layer("benchmarks")
                .definedBy("com.expacti.benchmarks..")
                .layer("clients")
                .definedBy("com.expacti.client..", "com.expacti.cli..", "com.expacti.sh..", "com.expacti.clients..")
                .whereLayer("domain")
                .mayOnlyBeAccessedByLayers(
                        "application", "testkit", "adapters", "deployables", "standalone", "benchmarks")
                // Benchmarks stand outside everything: what they measure by itself, without sockets, they call by
                // itself.
                .whereLayer("application")
                .mayOnlyBeAccessedByLayers("testkit", "adapters", "deployables", "standalone", "benchmarks")
                .whereLayer("adapters")
                .mayOnlyBeAccessedByLayers("deployables", "standalone", "benchmarks")
                .whereLayer("deployables")
                .mayOnlyBeAccessedByLayers("standalone")
                .whereLayer("standalone")
                .mayOnlyBeAccessedByLayers("benchmarks")
                .whereLayer("testkit")
                .mayNotBeAccessedByAnyLayer()
                .check(main);
    }

    @Test
    void no_adapter_knows_another_and_no_deployable_knows_another() {
        slices().matching("com.expacti.adapters.(*)..")
                .should()
                .notDependOnEachOther()
                .check(main);
        slices().assignedFrom(new Deployables()).should().notDependOnEachOther().check(main);
    }

    @Test
    void the_core_knows_no_framework() {
        noClasses()
                .that()
                .resideInAnyPackage("com.expacti.shell..", "com.expacti.domain..", "com.expacti.application..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.micronaut..",
                        "jakarta..",
                        "org.apache.sshd..",
                        "software.amazon..",
                        "java.sql..",
                        "java.net.http.."))
                .check(main);
    }

    @Test
    void time_and_chance_come_from_outside() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "com.expacti.shell..",
                        "com.expacti.domain..",
                        "com.expacti.application..",
                        "com.expacti.adapters..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callConstructor(Random.class)
                .check(main);
    }

    @Test
    void nothing_is_injected_into_a_field() {
        fields().should().notBeAnnotatedWith("jakarta.inject.Inject").check(main);
    }

    @Test
    void no_test_sleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(tests);
    }

    @Test
    void every_package_says_what_it_is_and_that_null_does_not_exist() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            List<Path> silent = all.filter(p -> p.toString().contains("/src/main/java/")
                            && p.toString().endsWith(".java"))
                    .filter(p -> !p.toString().contains("/target/"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> folder != null && !isDescribed(folder))
                    .toList();
            assertEquals(List.of(), silent);
        }
    }

    private static boolean isDescribed(Path folder) {
        try {
            String text = Files.readString(folder.resolve("package-info.java"));
            return text.contains("@NullMarked") && text.contains("/**");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void no_file_is_longer_than_a_few_screens() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            List<String> long500 = all.filter(
                            p -> p.toString().contains("/src/") && p.toString().endsWith(".java"))
                    .filter(p ->
                            !p.toString().contains("/target/") && !p.toString().contains("/node_modules/"))
                    .map(p -> ROOT.relativize(p) + " " + lines(p))
                    .filter(named -> Integer.parseInt(named.substring(named.lastIndexOf(' ') + 1)) > LINES_MAX)
                    .toList();
            assertEquals(List.of(), long500);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            return 0;
        }
    }
}
