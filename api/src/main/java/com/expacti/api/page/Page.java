package com.expacti.api.page;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.failure.GateException;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;

/** One page of a list: how much is wanted, and after which item. A cursor is the id of the last item seen. */
public record Page(int limit, Optional<String> after) {
    private static final int LIMIT_STANDARD = 50;
    private static final int LIMIT_MAX = 200;
    private static final int CURSOR_LENGTH_MAX = 64;

    /** @throws GateException {@code bad_message} for a limit out of range or a cursor that is none of ours */
    public static Page of(Optional<String> limit, Optional<String> cursor) {
        if (cursor.filter(c -> !c.matches("[A-Za-z0-9_-]{1," + CURSOR_LENGTH_MAX + "}"))
                .isPresent()) {
            throw GateException.badMessage("cursor", "cursor is the next_cursor of an earlier answer");
        }
        int wanted = whole("limit", limit).orElse(LIMIT_STANDARD);
        if (wanted < 1 || wanted > LIMIT_MAX) {
            throw GateException.badMessage("limit", "limit is 1 to 200");
        }
        return new Page(wanted, cursor);
    }

    /** A query parameter that is a whole number. */
    public static OptionalInt whole(String field, Optional<String> text) {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.get().matches("-?[0-9]{1,9}")) {
            throw GateException.badMessage(field, field + " is a whole number");
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }

    /** How many to ask of the store: one more than is shown says whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    /** Of a list that is whole in memory, the {@link #fetch()} behind the cursor; none where the cursor is not in it. */
    public <T> List<T> slice(List<T> all, Function<T, String> cursor) {
        int from = after.map(seen -> {
                    int at = all.stream().map(cursor).toList().indexOf(seen);
                    return at < 0 ? all.size() : at + 1;
                })
                .orElse(0);
        return all.subList(from, Math.min(all.size(), from + fetch()));
    }

    /**
     * {@code items} and, where there are more, {@code next_cursor}.
     *
     * @param fetched up to {@link #fetch()} of them
     */
    public <T> JsonNode body(List<T> fetched, Function<T, JsonNode> item, Function<T, String> cursor) {
        return body(fetched, one -> true, item, cursor);
    }

    /** The same, leaving out what is not kept: a page may then have fewer items than asked for, and still a next one. */
    public <T> JsonNode body(
            List<T> fetched, Predicate<T> kept, Function<T, JsonNode> item, Function<T, String> cursor) {
        return body(fetched, Optional.empty(), kept, item, cursor);
    }

    /**
     * The same of a store that may have stopped looking before it found enough.
     *
     * @param goOn the cursor to look on from, where it did
     */
    public <T> JsonNode body(
            List<T> fetched,
            Optional<String> goOn,
            Predicate<T> kept,
            Function<T, JsonNode> item,
            Function<T, String> cursor) {
        List<T> items = fetched.subList(0, Math.min(limit, fetched.size()));
        JsonObject body = JsonObject.object()
                .put(
                        "items",
                        JsonNode.createArrayNode(
                                items.stream().filter(kept).map(item).toList()));
        Optional<String> next = fetched.size() > limit ? Optional.of(cursor.apply(items.getLast())) : goOn;
        next.ifPresent(from -> body.put("next_cursor", from));
        return body.node();
    }
}
