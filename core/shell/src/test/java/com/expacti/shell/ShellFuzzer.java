package com.expacti.shell;

import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Where {@code build/fuzz} starts: a fuzzer that watches which branches its inputs reach looks for a fault. */
public final class ShellFuzzer {
    private ShellFuzzer() {}

    /** @param data UTF-8; bytes that are none are taken as half a character, which no text may hold */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = decoded(data);
        Consistency.fault(text).ifPresent(fault -> {
            throw new IllegalStateException(fault + " in <<<" + text + ">>>");
        });
    }

    private static String decoded(byte[] data) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith("\ufffd")
                    .decode(ByteBuffer.wrap(data))
                    .toString()
                    .replace('\ufffd', '\ud800');
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
