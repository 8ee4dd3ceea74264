package com.expacti.application.totp;

import com.expacti.application.org.SecretSource;
import com.expacti.domain.command.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Codes for paper, ten at a time: 80 bits each, so that their SHA-256 is as good as a slow hash. */
public final class BackupCodes {
    private static final int COUNT = 10;
    private static final int BYTES = 10;

    private final SecretSource secrets;

    public BackupCodes(SecretSource secrets) {
        this.secrets = secrets;
    }

    public List<String> fresh() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            String code = Totp.base32(bytes(BYTES)).toLowerCase(Locale.ROOT);
            codes.add(String.join(
                    "-", code.substring(0, 4), code.substring(4, 8), code.substring(8, 12), code.substring(12)));
        }
        return codes;
    }

    byte[] bytes(int count) {
        StringBuilder hex = new StringBuilder();
        while (hex.length() < 2 * count) {
            hex.append(secrets.hex32());
        }
        return HexFormat.of().parseHex(hex.substring(0, 2 * count));
    }

    public static List<Digest> digests(List<String> codes) {
        return codes.stream().map(BackupCodes::digest).toList();
    }

    /** However it was typed: case, blanks and dashes do not count. */
    static Digest digest(String code) {
        String plain = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return Digest.ofText(
                "backup code " + new String(plain.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
}
