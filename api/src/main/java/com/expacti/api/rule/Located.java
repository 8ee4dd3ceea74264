package com.expacti.api.rule;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says which rule of a list a refusal is about: its field becomes {@code rules[i].…}, by the caller's own count. */
final class Located {
    private static final Pattern INDEXED = Pattern.compile("rules\\[(\\d{1,9})]\\.(.*)");

    private Located() {}

    /** @param index of the one rule the work is about */
    static <T> T at(int index, Supplier<T> work) {
        return renaming(work, field -> field.startsWith("rules") ? field : "rules[%d].%s".formatted(index, field));
    }

    /** @param indexes of the rules the work is about, in its order, which leaves out some of the caller's */
    static <T> T among(List<Integer> indexes, Supplier<T> work) {
        return renaming(work, field -> {
            Matcher indexed = INDEXED.matcher(field);
            if (indexed.matches()) {
                return "rules[%d].%s".formatted(indexes.get(Integer.parseInt(indexed.group(1))), indexed.group(2));
            }
            return field.startsWith("rules") ? field : "rules[%d].%s".formatted(indexes.getFirst(), field);
        });
    }

    private static <T> T renaming(Supplier<T> work, UnaryOperator<String> named) {
        try {
            return work.get();
        } catch (GateException refusal) {
            throw refusal.field()
                    .map(named)
                    .map(field -> withField(refusal, field))
                    .orElse(refusal);
        }
    }

    private static GateException withField(GateException refusal, String field) {
        String message = String.valueOf(refusal.getMessage());
        return refusal.code() == ErrorCode.INVALID
                ? GateException.invalid(field, message)
                : GateException.badMessage(field, message);
    }
}
