package com.expacti.standalone.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.micronaut.http.annotation.Controller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the controllers serve and what the document names is the same. */
final class RoutesTest {
    private static final String BASE = "/api/v1";
    private static final String ANNOTATIONS = "io.micronaut.http.annotation.";
    private static final Set<String> METHODS =
            Set.of("Get", "Post", "Put", "Patch", "Delete", "Head", "Options", "Trace");
    /** The dashboard's pages, the document and its page are no part of what the document describes. */
    private static final Set<String> BESIDE = Set.of(
            "GET /",
            "GET /app",
            "GET /app/{+path}",
            "GET /docs",
            "GET /docs/api.css",
            "GET /openapi.yaml",
            "GET /.well-known/jwks.json",
            "GET /.well-known/expacti-audit-keys.json");

    @Test
    void the_document_names_every_route_and_every_route_is_there() {
        Set<String> documented = ApiDocument.READ.operations().stream()
                .map(operation -> operation.method() + " " + BASE + nameless(operation.path()))
                .collect(Collectors.toCollection(TreeSet::new));
        documented.addAll(BESIDE);

        Set<String> served = controllers()
                .flatMap(RoutesTest::routes)
                .map(route -> BESIDE.contains(route) ? route : nameless(route))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(documented, served);
    }

    private static Stream<JavaClass> controllers() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("com.expacti").stream()
                        .filter(type -> type.isAnnotatedWith(Controller.class));
    }

    private static Stream<String> routes(JavaClass controller) {
        String base = path(controller.getAnnotationOfType(ANNOTATIONS + "Controller"));
        return controller.getMethods().stream()
                .flatMap(method -> method.getAnnotations().stream()
                        .filter(annotation -> METHODS.contains(simpleName(annotation)))
                        .map(annotation -> simpleName(annotation).toUpperCase(Locale.ROOT) + " "
                                + joined(base, path(annotation))));
    }

    private static String simpleName(JavaAnnotation<JavaMethod> annotation) {
        String name = annotation.getRawType().getName();
        return name.startsWith(ANNOTATIONS) ? name.substring(ANNOTATIONS.length()) : "";
    }

    private static String path(JavaAnnotation<?> annotation) {
        Map<String, Object> properties = annotation.getProperties();
        return List.of("value", "uri").stream()
                .map(name -> String.valueOf(properties.getOrDefault(name, "/")))
                .filter(path -> !path.equals("/"))
                .findFirst()
                .orElse("/");
    }

    private static String joined(String base, String path) {
        if (path.equals("/")) {
            return base;
        }
        return base.equals("/") ? path : base + path;
    }

    /** A parameter is one whatever it is called. */
    private static String nameless(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }
}
