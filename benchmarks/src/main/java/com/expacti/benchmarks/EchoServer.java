package com.expacti.benchmarks;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/** The floor of the sockets: the same server stack, doing nothing but sending back what came. */
public final class EchoServer {
    private EchoServer() {}

    public static void main(String[] arguments) {
        ApplicationContext context = ApplicationContext.builder()
                .properties(Map.of(
                        "micronaut.server.port",
                        Integer.parseInt(arguments[0]),
                        "micronaut.server.host",
                        "127.0.0.1",
                        "expacti.echo",
                        true,
                        "datasources.default.enabled",
                        false))
                .packages("com.expacti.benchmarks")
                .banner(false)
                .start();
        EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
        System.out.println("echo: ready on " + server.getPort());
    }
}
