package com.expacti.testkit.invariant;

import com.expacti.application.failure.GateException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A port whose world fails. */
final class Broken {
    private Broken() {}

    /** The port, but these methods of it throw {@code unavailable}. */
    static <T> T port(Class<T> type, T port, String... methods) {
        Set<String> broken = Set.of(methods);
        return before(type, port, method -> {
            if (broken.contains(method)) {
                throw GateException.unavailable(new IllegalStateException("the store is down"));
            }
        });
    }

    /** The port, with something done before each call of it. */
    static <T> T before(Class<T> type, T port, java.util.function.Consumer<String> first) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            first.accept(method.getName());
            try {
                return method.invoke(port, args);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }));
    }
}
