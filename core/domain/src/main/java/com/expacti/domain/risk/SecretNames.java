package com.expacti.domain.risk;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names say that what stands behind them is a secret, and which values are none all the same. */
final class SecretNames {
    private static final int NAME_LENGTH_MAX = 80;
    private static final int VALUE_LENGTH_MIN = 2;
    private static final int RANDOM_LENGTH_MIN = 20;

    private static final Set<String> LAST = Set.of(
            "password",
            "passwd",
            "passphrase",
            "pass",
            "pwd",
            "pw",
            "secret",
            "token",
            "apikey",
            "secretkey",
            "accesskey",
            "privatekey",
            "accountkey",
            "authtoken",
            "requirepass",
            "masterauth",
            "storepass",
            "keypass",
            "sig");

    /** As the end of a name without a separator: {@code pgpassword}, {@code mytoken}. */
    private static final List<String> ENDINGS =
            List.of("password", "passwd", "passphrase", "secret", "token", "apikey");

    /** In front of {@code key}. */
    private static final Set<String> KEYS = Set.of(
            "api",
            "access",
            "secret",
            "private",
            "auth",
            "encryption",
            "signing",
            "master",
            "account",
            "license",
            "app",
            "service",
            "storage",
            "subscription",
            "admin",
            "deploy",
            "session",
            "jwt",
            "hmac",
            "shared",
            "stripe",
            "openai",
            "anthropic",
            "role",
            "datadog",
            "sendgrid",
            "root",
            "client",
            "fernet",
            "vault",
            "unseal");

    /** In front of {@code key}, when it is not one that is kept. */
    private static final Set<String> OPEN_KEYS = Set.of(
            "public",
            "primary",
            "foreign",
            "sort",
            "partition",
            "cache",
            "row",
            "hot",
            "index",
            "lookup",
            "hash",
            "object",
            "group",
            "order",
            "unique",
            "routing",
            "shard",
            "map",
            "s3",
            "idempotency",
            "registry",
            "dictionary");

    private static final Set<String> NOT = Set.of(
            "no",
            "without",
            "ask",
            "prompt",
            "skip",
            "show",
            "generate",
            "random",
            "disable",
            "enable",
            "require",
            "allow",
            "use",
            "reset",
            "has",
            "change",
            "num",
            "max",
            "min",
            "new",
            "print",
            "with",
            "by");

    private static final Set<String> WORDS = Set.of(
            "true",
            "false",
            "yes",
            "no",
            "none",
            "null",
            "nil",
            "undefined",
            "prompt",
            "stdin",
            "0",
            "1",
            "on",
            "off",
            "auto",
            "default",
            "required",
            "optional",
            "string");

    private static final Pattern PARTS = Pattern.compile("[_.-]+|(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern REFERENCES = Pattern.compile(
            "\\$[A-Za-z_][A-Za-z0-9_]{0,127}|\\$[0-9@*#?]|\\$\\{[^}]{0,256}\\}|\\$\\([^)]{0,1024}\\)+|`[^`]{0,1024}`"
                    + "|\\{\\{[^}]{0,256}\\}\\}|%[A-Za-z_]{1,64}%|<[A-Za-z_ -]{1,64}>");
    private static final Pattern PATH = Pattern.compile(
            "(?:\\.{1,2}|~|/(?:etc|run|var|home|tmp|secrets|opt|root|usr|mnt|dev|proc|srv|app|data|workspace|Users|keys|certs)|[A-Za-z]:\\\\)"
                    + "(?:[/\\\\].*)?|/[\\w./-]*\\.[a-z]{2,5}|@.*|file:.*|env:.*|arn:.*|[\\w./-]{1,128}\\.(?:pem|key|json|ya?ml|txt|env|crt|pub|p12|jks|gpg|asc)");
    private static final Pattern OPEN = Pattern.compile(
            "[0-9a-fA-F]{7,12}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
                    + "|(?:sha256|sha512|sha1|md5)[:-].*");

    private SecretNames() {}

    /** @param name without dashes in front */
    static boolean isSecret(String name) {
        if (name.length() < 2 || name.length() > NAME_LENGTH_MAX || name.equals("PWD") || name.equals("OLDPWD")) {
            return false;
        }
        String[] parts = PARTS.split(name);
        if (parts.length == 0) {
            return false;
        }
        String first = parts[0].toLowerCase(Locale.ROOT);
        String last = parts[parts.length - 1].toLowerCase(Locale.ROOT);
        if (parts.length > 1 && NOT.contains(first) && !name.chars().anyMatch(Character::isUpperCase)) {
            return false;
        }
        if (last.equals("key")) {
            return parts.length > 1 && isKept(parts[parts.length - 2].toLowerCase(Locale.ROOT), name);
        }
        return LAST.contains(last) && !(parts.length == 1 && last.equals("pw"))
                || ENDINGS.stream().anyMatch(last::endsWith)
                || last.equals("string") && parts.length > 1 && parts[parts.length - 2].equalsIgnoreCase("secret");
    }

    /** Variables in capitals that end in {@code _KEY} are kept ones unless their name says otherwise. */
    private static boolean isKept(String before, String name) {
        boolean variable = name.equals(name.toUpperCase(Locale.ROOT));
        return KEYS.contains(before) || variable && !OPEN_KEYS.contains(before);
    }

    /** Whether a value behind such a name could be one: no reference, path, switch or single character. */
    static boolean isValue(String value) {
        if (value.length() < VALUE_LENGTH_MIN) {
            return false;
        }
        if (WORDS.contains(value.toLowerCase(Locale.ROOT))
                || PATH.matcher(value).matches()) {
            return false;
        }
        String literal = value.indexOf('$') < 0
                        && value.indexOf('`') < 0
                        && value.indexOf('{') < 0
                        && value.indexOf('%') < 0
                        && value.indexOf('<') < 0
                ? value
                : REFERENCES.matcher(value).replaceAll("");
        return literal.chars().anyMatch(Character::isLetterOrDigit)
                && !literal.chars().allMatch(c -> c == '*' || c == 'x' && value.length() > 2);
    }

    /** Long, mixed and no digest: nobody's word. */
    static boolean looksRandom(String value) {
        return value.length() >= RANDOM_LENGTH_MIN
                && value.length() <= 512
                && value.chars().anyMatch(Character::isDigit)
                && value.chars().anyMatch(Character::isUpperCase)
                && value.chars().anyMatch(Character::isLowerCase)
                && value.chars().allMatch(c -> c < 127 && (Character.isLetterOrDigit(c) || "+/=_-".indexOf(c) >= 0))
                && !OPEN.matcher(value).matches();
    }
}
