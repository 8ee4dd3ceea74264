package com.expacti.api.audit;

import com.expacti.domain.audit.AuditEntry;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Audit entries as JSON Lines, made as they are read, so that an export of any length costs no memory. */
final class EntryLines extends InputStream {
    private final Iterator<AuditEntry> entries;
    private byte[] line = new byte[0];
    private int at;

    EntryLines(Iterator<AuditEntry> entries) {
        this.entries = entries;
    }

    @Override
    public int read() {
        return more() ? line[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int count = Math.min(length, line.length - at);
        System.arraycopy(line, at, into, offset, count);
        at += count;
        return count;
    }

    private boolean more() {
        if (at == line.length && entries.hasNext()) {
            line = (entries.next().json() + "\n").getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return at < line.length;
    }
}
