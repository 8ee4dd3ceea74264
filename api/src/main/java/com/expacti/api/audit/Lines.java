package com.expacti.api.audit;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Stream;

/** JSON Lines, made as they are read, so that an export of any length costs no memory. */
final class Lines extends InputStream {
    static final String NDJSON = "application/x-ndjson";

    private final Stream<String> source;
    private final Iterator<String> lines;
    private byte[] line = new byte[0];
    private int at;

    private Lines(Stream<String> source) {
        this.source = source;
        this.lines = source.iterator();
    }

    /** A file of that name. The stream is closed when it was sent or nobody reads it any more. */
    static HttpResponse<InputStream> answer(String name, Stream<String> source) {
        return HttpResponse.<InputStream>ok(new Lines(source))
                .contentType(MediaType.of(NDJSON))
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"");
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

    @Override
    public void close() {
        source.close();
    }

    private boolean more() {
        if (at == line.length && lines.hasNext()) {
            line = (lines.next() + "\n").getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return at < line.length;
    }
}
