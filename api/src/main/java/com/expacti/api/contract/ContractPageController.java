package com.expacti.api.contract;

import com.expacti.application.failure.GateException;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code /docs}: the contract as a page to browse, made by the dashboard's build: text and a style sheet, no script. */
@Controller("/docs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ContractPageController {
    private final Path folder;

    ContractPageController(@Property(name = "expacti.web", defaultValue = "web/dist") String web) {
        this.folder = Path.of(web).toAbsolutePath().normalize().resolve("docs");
    }

    @Get
    HttpResponse<byte[]> page() throws IOException {
        return file("index.html", "text/html;charset=utf-8");
    }

    @Get("/api.css")
    HttpResponse<byte[]> style() throws IOException {
        return file("api.css", "text/css;charset=utf-8");
    }

    private HttpResponse<byte[]> file(String name, String type) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw GateException.notFound("page: the dashboard is not built; run `make build`");
        }
        return HttpResponse.ok(Files.readAllBytes(file)).contentType(MediaType.of(type));
    }
}
