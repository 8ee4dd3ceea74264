package com.expacti.standalone.contract;

import com.expacti.standalone.crash.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test that asks for a {@link Wire} the same server, started with the first and stopped after the last. */
final class OneServer implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Wire.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(OneServer.class))
                .getOrComputeIfAbsent(Running.class)
                .wire;
    }

    /** The server and its data. */
    static final class Running implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        private final Path data;
        private final ServerProcess server;
        private final Wire wire;

        Running() throws IOException {
            data = Files.createTempDirectory("expacti-contract");
            server = ServerProcess.start(data, Outsiders.environment());
            wire = new Wire(server.port(), data);
        }

        Wire wire() {
            return wire;
        }

        @Override
        public void close() throws IOException {
            server.close();
            try (Stream<Path> all = Files.walk(data)) {
                all.sorted(Comparator.reverseOrder()).forEach(path -> {
                    var _ = path.toFile().delete();
                });
            }
        }
    }
}
