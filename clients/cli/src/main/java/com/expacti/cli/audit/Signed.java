package com.expacti.cli.audit;

import com.expacti.client.wire.BadMessage;
import com.expacti.client.wire.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.erdtman.jcs.JsonCanonicalizer;

/** What signed statements are made of: objects with exactly these fields, their RFC 8785 form, base64url, SHA-256. */
final class Signed {
    private Signed() {}

    /** An object with these fields and no others. */
    static Message parse(String text, String kind, Set<String> fields) throws Unproven {
        try {
            Message message = Message.parse(text);
            Unproven.unless(message.fields().keySet().equals(fields), "not " + kind + ": it has other fields");
            return message;
        } catch (BadMessage bad) {
            throw new Unproven("not " + kind + ": " + bad.getMessage());
        }
    }

    static String text(Message message, String name) throws Unproven {
        return message.text(name).orElseThrow(() -> new Unproven("`" + name + "` is not a text"));
    }

    /** RFC 8785 of the fields but those left out. */
    static byte[] canonical(Map<String, Object> fields, String... leftOut) throws Unproven {
        Map<String, Object> content = new LinkedHashMap<>(fields);
        content.keySet().removeAll(List.of(leftOut));
        try {
            return new JsonCanonicalizer(Message.print(content)).getEncodedUTF8();
        } catch (IOException e) {
            throw new Unproven("it can't be written as RFC 8785");
        }
    }

    /** Bytes in the one form of unpadded base64url they have. */
    static byte[] decode(String text) throws Unproven {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            Unproven.unless(encode(bytes).equals(text), "not in the one form of base64url");
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new Unproven("not base64url");
        }
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
