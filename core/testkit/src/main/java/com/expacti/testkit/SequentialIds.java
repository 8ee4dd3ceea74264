package com.expacti.testkit;

import com.expacti.application.command.IdSource;
import java.util.concurrent.atomic.AtomicLong;

/** Identifiers of a ULID's shape that count up from a number, so that a run can be told again. */
public final class SequentialIds implements IdSource {
    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;

    private final AtomicLong last;

    public SequentialIds() {
        this(0);
    }

    /** @param after the number before the first one; ids of two sources far enough apart never meet */
    public SequentialIds(long after) {
        last = new AtomicLong(after);
    }

    @Override
    public String next() {
        char[] id = "0".repeat(LENGTH).toCharArray();
        long rest = last.incrementAndGet();
        for (int i = LENGTH - 1; rest > 0; i--) {
            id[i] = CROCKFORD.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        id[1] = '1';
        return new String(id);
    }
}
