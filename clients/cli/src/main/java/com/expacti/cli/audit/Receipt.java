package com.expacti.cli.audit;

import com.expacti.client.wire.BadMessage;
import com.expacti.client.wire.Message;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A signed receipt of one decision: a JWS (RFC 7515) in compact form. */
public record Receipt(Message said) {

    /**
     * @param text the JWS, or the gate's answer that has it
     * @param command the exact text the receipt has to be of
     * @throws Unproven saying what is wrong with it
     */
    public static Receipt read(String text, KeySet keys, Optional<String> command) throws Unproven {
        List<String> parts = List.of(jws(text.strip()).split("\\.", -1));
        Unproven.unless(parts.size() == 3, "not a receipt: a JWS in compact form has three parts");
        byte[] header = Signed.decode(parts.getFirst());
        String keyId = parse(header).text("kid").orElse("");
        byte[] ours = Signed.canonical(Map.of("alg", "EdDSA", "kid", keyId, "typ", "expacti-receipt+jws"));
        Unproven.unless(java.util.Arrays.equals(header, ours), "not a receipt: its header is another");
        Unproven.unless(!keys.isRevoked(keyId), "its key was revoked: ask for the receipt again");
        keys.check(keyId, (parts.getFirst() + "." + parts.get(1)).getBytes(StandardCharsets.US_ASCII), parts.getLast());
        Message said = parse(Signed.decode(parts.get(1)));
        if (command.isPresent()) {
            String digest = HexFormat.of().formatHex(Signed.sha256(command.get().getBytes(StandardCharsets.UTF_8)));
            Unproven.unless(said.text("command_sha256").equals(Optional.of(digest)), "it is of another command");
        }
        return new Receipt(said);
    }

    private static String jws(String text) {
        if (!text.startsWith("{")) {
            return text;
        }
        try {
            return Message.parse(text).text("receipt").orElse("");
        } catch (BadMessage bad) {
            return "";
        }
    }

    private static Message parse(byte[] json) throws Unproven {
        try {
            return Message.parse(Signed.utf8(json));
        } catch (BadMessage bad) {
            throw new Unproven("not a receipt: " + bad.getMessage());
        }
    }
}
