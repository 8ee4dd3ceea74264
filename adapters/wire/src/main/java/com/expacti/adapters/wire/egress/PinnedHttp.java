package com.expacti.adapters.wire.egress;

import com.expacti.application.egress.EgressGuard;
import com.expacti.application.egress.Fetched;
import com.expacti.application.egress.GuardedHttp;
import com.expacti.application.egress.Payload;
import com.expacti.application.egress.Reach;
import com.expacti.domain.egress.Destination;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;

/**
 * {@link GuardedHttp} by Apache's client, which is told the addresses instead of looking them up: TLS still asks for the name
 * and checks the certificate against it. A client of its own for every call, so that no connection, cookie or credential of one
 * customer is there for the next.
 */
public final class PinnedHttp implements GuardedHttp, AutoCloseable {
    private final EgressGuard guard;
    private final DefaultClientTlsStrategy tls;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("egress-deadlines").factory());

    public PinnedHttp(EgressGuard guard) {
        this(guard, SSLContexts.createDefault());
    }

    PinnedHttp(EgressGuard guard, SSLContext trust) {
        this.guard = guard;
        this.tls = new DefaultClientTlsStrategy(trust);
    }

    @Override
    public Fetched send(Request request) {
        Destination destination = guard.destination(request.purpose(), request.url());
        return switch (guard.reach(destination)) {
            case Reach.Barred barred -> new Fetched.Barred(barred.why());
            case Reach.Nowhere nowhere ->
                new Fetched.Failed(
                        "`%s` has no address".formatted(destination.host().text()));
            case Reach.At at -> call(request, destination, at.addresses());
        };
    }

    private Fetched call(Request request, Destination destination, List<InetAddress> addresses) {
        String scheme = destination.encrypted() ? "https" : "http";
        HttpHost host = new HttpHost(scheme, destination.host().text(), destination.port());
        HttpUriRequestBase message = message(request);
        ScheduledFuture<?> deadline = deadlines.schedule(
                () -> message.cancel(), request.limits().patience().toMillis(), TimeUnit.MILLISECONDS);
        try (CloseableHttpClient client = client(new Pin(destination.host().text(), addresses), request.limits())) {
            return client.execute(host, message, answer -> read(answer, request.limits()));
        } catch (IOException | RuntimeException e) {
            return new Fetched.Failed(reason(destination, message, e));
        } finally {
            deadline.cancel(false);
        }
    }

    private CloseableHttpClient client(Pin pin, Limits limits) {
        Timeout patience = Timeout.of(limits.patience());
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(pin)
                        .setTlsSocketStrategy(tls)
                        .setDefaultSocketConfig(
                                SocketConfig.custom().setSoTimeout(patience).build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(patience)
                                .setSocketTimeout(patience)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(patience)
                        .setConnectionRequestTimeout(patience)
                        .setHardCancellationEnabled(true)
                        .build())
                .setUserAgent("expacti")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** Of the URL only what stands behind the host: where to connect to is settled. */
    private static HttpUriRequestBase message(Request request) {
        URI url = request.url();
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), URI.create(path + query));
        request.headers().forEach(message::setHeader);
        request.body()
                .ifPresent(body ->
                        message.setEntity(new ByteArrayEntity(body.bytes(), ContentType.parse(body.mediaType()))));
        return message;
    }

    private static Fetched read(ClassicHttpResponse answer, Limits limits) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        for (Header header : answer.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue() == null ? "" : header.getValue());
        }
        byte[] bytes = new byte[0];
        if (answer.getEntity() != null) {
            InputStream content =
                    answer.getEntity().getContent(); // closed with the client: to drain it is to read it all
            bytes = content.readNBytes(limits.answerBytesMax() + 1);
        }
        if (bytes.length > limits.answerBytesMax()) {
            throw new IOException("more than %d bytes".formatted(limits.answerBytesMax()));
        }
        String type = headers.getOrDefault("content-type", List.of("application/octet-stream"))
                .getFirst();
        return new Fetched.Answer(answer.getCode(), headers, new Payload(type, bytes));
    }

    private static String reason(Destination destination, HttpUriRequestBase message, Exception thrown) {
        String why = message.isCancelled() ? "did not answer in time" : "could not be called: " + thrown.getMessage();
        return "`%s` %s".formatted(destination.host().text(), why);
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
    }
}
