package com.expacti.adapters.identity.oidc;

import com.expacti.application.egress.Fetched;
import com.expacti.application.egress.GuardedHttp;
import com.expacti.application.egress.GuardedHttp.Limits;
import com.expacti.application.egress.GuardedHttp.Request;
import com.expacti.application.egress.Payload;
import com.expacti.domain.egress.Purpose;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One call to a provider after the other, each within bounds; a redirect is an answer that is not 200. */
final class Calls {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(5), 256 * 1024);
    private static final int OK = 200;

    private final GuardedHttp http;

    Calls(GuardedHttp http) {
        this.http = http;
    }

    /** The body of a 200 to a GET. */
    String get(URI url, Map<String, String> headers) throws NotVouched {
        Fetched.Answer answer = send(new Request(Purpose.ISSUER, "GET", url, headers, Optional.empty(), LIMITS), url);
        if (answer.status() != OK) {
            throw NotVouched.refused("`%s` answered %d".formatted(url.getHost(), answer.status()));
        }
        return answer.body().text();
    }

    String get(URI url) throws NotVouched {
        return get(url, Map.of("Accept", "application/json"));
    }

    /** The library's request, sent by us. */
    HTTPResponse send(HTTPRequest request) throws NotVouched {
        Map<String, String> headers = new HashMap<>();
        request.getHeaderMap().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Type")) {
                headers.put(name, values.getFirst());
            }
        });
        headers.put("Accept", "application/json");
        Payload form = new Payload(
                "application/x-www-form-urlencoded",
                Optional.ofNullable(request.getBody()).orElse("").getBytes(StandardCharsets.UTF_8));
        Fetched.Answer answer = send(
                new Request(Purpose.ISSUER, "POST", request.getURI(), headers, Optional.of(form), LIMITS),
                request.getURI());
        return response(answer);
    }

    private static HTTPResponse response(Fetched.Answer answer) throws NotVouched {
        HTTPResponse out = new HTTPResponse(answer.status());
        try {
            out.setContentType(answer.header("content-type").orElse("application/json"));
        } catch (ParseException e) {
            throw NotVouched.refused("an answer has no content type that can be read");
        }
        out.setBody(answer.body().text());
        return out;
    }

    private Fetched.Answer send(Request request, URI url) throws NotVouched {
        return switch (http.send(request)) {
            case Fetched.Answer answer -> answer;
            case Fetched.Barred barred -> throw NotVouched.unreachable(barred.why());
            case Fetched.Failed failed ->
                throw NotVouched.unreachable("`%s` did not answer as it should".formatted(url.getHost()));
        };
    }
}
