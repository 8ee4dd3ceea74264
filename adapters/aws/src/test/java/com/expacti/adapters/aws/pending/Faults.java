package com.expacti.adapters.aws.pending;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What a network and a busy service do, below the client: its own way of trying again runs as it is. */
public final class Faults implements SdkHttpClient {
    /** How a service says that it does not do what it is asked for. */
    public interface Refusal {
        Answer answer();
    }

    /** What it says then. */
    public record Answer(int status, String contentType, String body) implements Refusal {
        public static Answer json(int status, String type) {
            return new Answer(
                    status, "application/x-amz-json-1.0", "{\"__type\":\"" + type + "\",\"message\":\"try later\"}");
        }

        public static Answer xml(int status, String body) {
            return new Answer(status, "application/xml", body);
        }

        @Override
        public Answer answer() {
            return this;
        }

        private HttpExecuteResponse response() {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder()
                            .statusCode(status)
                            .putHeader("Content-Type", contentType)
                            .putHeader("Content-Length", Integer.toString(bytes.length))
                            .build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                    .build();
        }
    }

    /** How DynamoDB says that it is too busy. */
    public enum Kind implements Refusal {
        THROTTLED(400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"),
        LIMITED(400, "com.amazon.coral.availability#ThrottlingException"),
        BROKEN(500, "com.amazonaws.dynamodb.v20120810#InternalServerError"),
        AWAY(503, "com.amazonaws.dynamodb.v20120810#ServiceUnavailable");

        private final Answer answer;

        Kind(int status, String type) {
            answer = Answer.json(status, type);
        }

        @Override
        public Answer answer() {
            return answer;
        }
    }

    private final SdkHttpClient network;
    private final AtomicInteger toLose = new AtomicInteger();
    private final AtomicInteger toTurnAway = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();
    private Refusal kind = Kind.BROKEN;
    private Runnable between = () -> {};

    public Faults(SdkHttpClient network) {
        this.network = network;
    }

    /** The service does what the next call asks for, and its answer does not arrive. */
    public void loseAnswer() {
        loseAnswer(() -> {});
    }

    /** @param meanwhile what others do before the client tries again */
    public void loseAnswer(Runnable meanwhile) {
        between = meanwhile;
        toLose.set(1);
    }

    /** So many calls are not looked at by the service at all. */
    public void turnAway(Refusal how, int times) {
        kind = how;
        toTurnAway.set(times);
    }

    /** How many calls met a fault. */
    public int met() {
        return faults.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest real = network.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                if (isNext(toTurnAway)) {
                    return kind.answer().response();
                }
                boolean lost = isNext(toLose);
                HttpExecuteResponse answer = real.call();
                if (lost) {
                    answer.responseBody().ifPresent(AbortableInputStream::abort);
                    between.run();
                    throw new IOException("the connection was lost");
                }
                return answer;
            }

            @Override
            public void abort() {
                real.abort();
            }
        };
    }

    private boolean isNext(AtomicInteger left) {
        boolean next = left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        if (next) {
            faults.incrementAndGet();
        }
        return next;
    }

    @Override
    public void close() {
        network.close();
    }
}
