package com.expacti.api.dashboard;

import com.expacti.application.failure.GateException;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code /app}: the dashboard's files; every path that is not a file is the dashboard's own and gets its page. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class DashboardController {
    /** Files named by their content; the dashboard has no page below it. */
    private static final String ASSETS = "assets/";

    private static final String PAGE = "index.html";
    private static final String NOT_BUILT =
            "The dashboard is not built. Run `make build`, or set expacti.web to the folder of its files.\n";

    private final Path folder;

    DashboardController(@Property(name = "expacti.web", defaultValue = "web/dist") String folder) {
        this.folder = Path.of(folder).toAbsolutePath().normalize();
    }

    @Get("/")
    HttpResponse<?> root() {
        return HttpResponse.temporaryRedirect(URI.create("/app"));
    }

    /** With and without the slash: the router takes them for the same. */
    @Get("/app")
    HttpResponse<?> app() throws IOException {
        return file(Optional.empty());
    }

    @Get("/app/{+path}")
    HttpResponse<?> file(Optional<String> path) throws IOException {
        Optional<Path> asset = path.filter(p -> !p.isEmpty()).flatMap(this::asset);
        if (asset.isEmpty() && path.filter(p -> p.startsWith(ASSETS)).isPresent()) {
            throw GateException.notFound("file");
        }
        Path file = asset.orElse(folder.resolve(PAGE));
        if (!Files.isRegularFile(file)) {
            return HttpResponse.notFound(NOT_BUILT).contentType(MediaType.TEXT_PLAIN_TYPE);
        }
        boolean immutable = asset.isPresent() && file.startsWith(folder.resolve(ASSETS));
        return HttpResponse.ok(Files.readAllBytes(file))
                .contentType(type(String.valueOf(file.getFileName())))
                .header("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
    }

    /** A file inside the folder; nothing that climbs out of it, by dots or by links. */
    private Optional<Path> asset(String path) {
        try {
            Path file = folder.resolve(path).normalize();
            boolean inside = file.startsWith(folder)
                    && Files.isRegularFile(file)
                    && file.toRealPath().startsWith(folder.toRealPath());
            return inside ? Optional.of(file) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static MediaType type(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "html" -> MediaType.of("text/html;charset=utf-8");
            case "js" -> MediaType.of("text/javascript;charset=utf-8");
            case "css" -> MediaType.of("text/css;charset=utf-8");
            case "json", "webmanifest" -> MediaType.of("application/json");
            case "svg" -> MediaType.of("image/svg+xml");
            case "png" -> MediaType.IMAGE_PNG_TYPE;
            case "woff2" -> MediaType.of("font/woff2");
            case "woff" -> MediaType.of("font/woff");
            default -> MediaType.APPLICATION_OCTET_STREAM_TYPE;
        };
    }
}
