package com.expacti.api.revalidation;

import com.expacti.api.access.Callers;
import com.expacti.domain.identity.Caller;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.Optional;

/**
 * Tags every JSON answer to a proven caller's GET, and answers 304 where the caller has it already. The tag is of the bytes, after
 * everything was read and every permission asked as ever: it saves sending and reading, never a check.
 */
@ServerFilter("/api/v1/**")
final class Unchanged implements Ordered {
    private final JsonMapper json;

    Unchanged(JsonMapper json) {
        this.json = json;
    }

    /** Just outside the controllers: what counts and refuses requests, and what adds headers, is further out. */
    @Override
    public int getOrder() {
        return 100;
    }

    @ResponseFilter
    HttpResponse<?> compare(HttpRequest<?> request, MutableHttpResponse<?> response) throws IOException {
        Optional<Caller> caller = Callers.known(request);
        boolean reads = request.getMethod() == HttpMethod.GET && response.code() == 200;
        if (!reads || caller.isEmpty() || !(response.body() instanceof JsonNode body)) {
            return response;
        }
        byte[] bytes = json.writeValueAsBytes(body);
        EntityTag tag = EntityTag.of(
                caller.get().org().value() + " " + caller.get().credential().value(), bytes);
        MutableHttpResponse<?> answer = tag.isIn(request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH))
                ? HttpResponse.notModified()
                : response.body(bytes).contentType(MediaType.APPLICATION_JSON_TYPE);
        return answer.header(HttpHeaders.ETAG, tag.text()).header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
    }
}
