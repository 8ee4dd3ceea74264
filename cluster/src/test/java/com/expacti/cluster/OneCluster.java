package com.expacti.cluster;

import com.expacti.cluster.process.Cluster;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test that asks for a {@link Cluster} the same three nodes, started with the first and ended after the last. */
public final class OneCluster implements ParameterResolver {
    private static final int NODES = 3;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(OneCluster.class))
                .getOrComputeIfAbsent(Running.class)
                .cluster;
    }

    /** The nodes. */
    static final class Running implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        private final Cluster cluster;

        Running() throws IOException {
            cluster = Cluster.start(NODES);
        }

        @Override
        public void close() {
            cluster.close();
        }
    }
}
