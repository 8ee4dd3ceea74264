package com.expacti.adapters.postgres.plans;

import com.expacti.adapters.postgres.TestDatabase;
import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The statements an adapter sends, written down on their way to the database. */
final class Statements {
    private final TestDatabase database;
    private final List<Sent> sent = new ArrayList<>();

    Statements(TestDatabase database) {
        this.database = database;
    }

    /** One statement with what was bound to it, in order. */
    record Sent(String sql, List<Object> values) {}

    /** All since the last time, as sent: those of one trip one after the other. */
    List<Sent> taken() {
        List<Sent> all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    /** The adapter behind the port, over a database that is written down. */
    <T> T adapter(Class<T> port) {
        try {
            Constructor<?> made = database.bean(port).getClass().getDeclaredConstructors()[0];
            made.setAccessible(true);
            Object[] arguments = Arrays.stream(made.getParameterTypes())
                    .map(type -> type == OrgTransactions.class ? watched() : database.bean(type))
                    .toArray();
            return port.cast(made.newInstance(arguments));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no adapter of " + port, e);
        }
    }

    private OrgTransactions watched() {
        try {
            Constructor<?> made = OrgTransactions.class.getDeclaredConstructors()[0];
            made.setAccessible(true);
            return (OrgTransactions)
                    made.newInstance(watched(TransactionOperations.class, database.bean(TransactionOperations.class)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Callbacks, statuses and connections on the way are watched as well. */
    private <T> T watched(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    Object[] arguments = given == null ? new Object[0] : given.clone();
                    for (int i = 0; i < arguments.length; i++) {
                        if (arguments[i] instanceof io.micronaut.transaction.TransactionCallback<?, ?> callback) {
                            arguments[i] = watched(io.micronaut.transaction.TransactionCallback.class, callback);
                        } else if (arguments[i] instanceof TransactionStatus<?> status) {
                            arguments[i] = watched(TransactionStatus.class, status);
                        }
                    }
                    Object answer = call(method, real, arguments);
                    return switch (answer) {
                        case Connection connection -> watched(Connection.class, connection);
                        case PreparedStatement statement -> bound((String) arguments[0], statement);
                        case null, default -> answer;
                    };
                }));
    }

    private PreparedStatement bound(String sql, PreparedStatement real) {
        Map<Integer, Object> values = new TreeMap<>();
        return (PreparedStatement) Proxy.newProxyInstance(
                PreparedStatement.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, given) -> {
                    if (method.getName().startsWith("set") && given != null && given[0] instanceof Integer at) {
                        values.put(at, given[1] == null ? "" : given[1]);
                    } else if (method.getName().startsWith("execute")) {
                        note(sql, List.copyOf(values.values()));
                    }
                    return call(method, real, given);
                });
    }

    private void note(String sql, List<Object> values) {
        int from = 0;
        for (String one : sql.split(";\n")) {
            int to = from + (int) one.chars().filter(c -> c == '?').count();
            sent.add(new Sent(one, values.subList(from, to)));
            from = to;
        }
    }

    private static @Nullable Object call(Method method, Object real, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
