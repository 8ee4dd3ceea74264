package com.expacti.api.contract;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.InputStream;

/** {@code /openapi.yaml}: the document this server was built from, for whoever writes a client. */
@Controller
final class ContractController {
    private static final String DOCUMENT = "/openapi/openapi.yaml";

    private final byte[] document;

    ContractController() throws IOException {
        try (InputStream in = ContractController.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IOException(DOCUMENT + " is missing from the class path");
            }
            document = in.readAllBytes();
        }
    }

    @Get(value = "/openapi.yaml", produces = "application/yaml")
    HttpResponse<byte[]> document() {
        return HttpResponse.ok(document.clone()).contentType(MediaType.of("application/yaml;charset=utf-8"));
    }
}
