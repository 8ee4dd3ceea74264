package com.expacti.adapters.aws.pending;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** The vendor's emulator in this process, one for all tests; each test has a table of its own. */
final class LocalDynamo {
    private static final int PORT = start();
    private static final AtomicInteger TABLES = new AtomicInteger();

    private LocalDynamo() {}

    private static int start() {
        System.setProperty("sqlite4java.library.path", "target");
        System.setProperty("aws.region", "eu-central-1");
        try {
            int port;
            try (ServerSocket socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(
                    new String[] {"-inMemory", "-port", Integer.toString(port), "-disableTelemetry"});
            server.start();
            return port;
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        } catch (Exception e) {
            throw new IllegalStateException("the emulator does not start", e);
        }
    }

    /** Makes an empty table; its name. */
    static String table(DynamoDbClient client) {
        String name = "pending-" + TABLES.incrementAndGet();
        var _ = client.createTable(PendingTable.definition(name));
        return name;
    }

    static SdkHttpClient http() {
        return AwsCrtHttpClient.builder().maxConcurrency(64).build();
    }

    /** As patient with one answer as a busy machine needs. */
    static DynamoDbClient client(SdkHttpClient http) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create("http://localhost:" + PORT))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(http)
                .overrideConfiguration(Patience.overrides(Duration.ofSeconds(30), Duration.ofSeconds(60)))
                .build();
    }
}
