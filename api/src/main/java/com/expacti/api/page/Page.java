package com.expacti.api.page;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.failure.GateException;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

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

    /** {@code items} and, where the page is full, {@code next_cursor}. */
    public <T> JsonNode body(List<T> items, Function<T, JsonNode> item, Function<T, String> cursor) {
        JsonObject body = JsonObject.object()
                .put("items", JsonNode.createArrayNode(items.stream().map(item).toList()));
        if (items.size() == limit) {
            body.put("next_cursor", cursor.apply(items.getLast()));
        }
        return body.node();
    }
}
