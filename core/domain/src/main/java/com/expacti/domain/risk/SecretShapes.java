package com.expacti.domain.risk;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds secrets by what they look like, wherever they stand. Repetitions are bounded and never nested. */
final class SecretShapes {
    /** A pattern, whose last group is the secret, and texts in lower case one of which it can't match without. */
    private record Shape(List<String> signs, Pattern pattern, boolean checked) {}

    private static final List<Shape> SHAPES = List.of(
            shape(
                    """
                    (?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}|gl(?:pat|ptt|dt|rt|soat|cbt|ft|imt|agent)-[A-Za-z0-9_-]{16,64}\
                    |xox[abeoprs]-[A-Za-z0-9-]{10,255}|xapp-[A-Za-z0-9-]{10,255}|(?:AKIA|ASIA)[A-Z0-9]{16}\
                    |sk-[A-Za-z0-9_-]{20,255}|(?:[sr]k|whsec)_(?:live_|test_)?[A-Za-z0-9]{16,255}\
                    |expacti_[0-9a-f]{32}|AIza[A-Za-z0-9_-]{30,60}|ya29\\.[A-Za-z0-9._-]{20,512}|GOCSPX-[A-Za-z0-9_-]{20,64}\
                    |npm_[A-Za-z0-9]{30,60}|hv[sbr]\\.[A-Za-z0-9_-]{20,255}|do[opr]_v1_[a-f0-9]{40,80}|pypi-[A-Za-z0-9_-]{30,255}\
                    |SG\\.[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,128}|dckr_pat_[A-Za-z0-9_-]{20,64}|hf_[A-Za-z0-9]{30,64}\
                    |AGE-SECRET-KEY-1[A-Z0-9]{30,80}|sq0(?:atp|csp)-[A-Za-z0-9_-]{20,64}|shp(?:at|ss|ca|pa)_[a-fA-F0-9]{32}\
                    |lin_api_[A-Za-z0-9]{30,64}|rubygems_[a-f0-9]{40,64}|glsa_[A-Za-z0-9]{30,64}(?:_[a-f0-9]{8})?|NRAK-[A-Z0-9]{20,40}\
                    |[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{60,80}|ATATT3[A-Za-z0-9_=-]{60,255}|dapi[a-f0-9]{32}|key-[a-f0-9]{32}\
                    |AC[a-f0-9]{32}:[a-f0-9]{32}|tskey-[A-Za-z0-9-]{16,80})(?![A-Za-z0-9])""",
                    false,
                    "gh",
                    "gl",
                    "xox",
                    "xapp",
                    "akia",
                    "asia",
                    "sk",
                    "rk_",
                    "whsec",
                    "expacti_",
                    "aiza",
                    "ya29",
                    "gocspx",
                    "npm_",
                    "hv",
                    "_v1_",
                    "pypi-",
                    "sg.",
                    "dckr_pat",
                    "hf_",
                    "age-secret",
                    "sq0",
                    "shp",
                    "lin_api",
                    "rubygems_",
                    "glsa",
                    "nrak",
                    "atlasv1",
                    "atatt3",
                    "dapi",
                    "key-",
                    "ac"),
            shape(
                    "(?<![A-Za-z0-9_-])(eyJ[A-Za-z0-9_-]{8,2048}+\\.[A-Za-z0-9_-]{8,4096}+(?:\\.[A-Za-z0-9_-]{0,1024})?)",
                    false,
                    "eyj"),
            shape("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----([^-]{1,16384})", false, "private key"),
            shape("://[^\\s:/@'\"]{0,128}:([^\\s@'\"/]{1,256})@", true, "://"),
            shape("https://hooks\\.slack\\.com/(?:services|workflows)/([A-Za-z0-9/_-]{16,128})", false, "hooks.slack"),
            shape("discord(?:app)?\\.com/api/webhooks/[0-9]{6,24}/([A-Za-z0-9_-]{20,128})", false, "webhooks"),
            shape("api\\.telegram\\.org/bot([0-9]{6,12}:[A-Za-z0-9_-]{30,40})", false, "telegram"),
            shape("(?i)(?<![a-z])bearer\\s{1,4}([A-Za-z0-9._~+/=-]{6,4096})", true, "bearer"),
            shape(
                    "(?i)authorization[\"']?\\s{0,2}[:=]\\s{0,4}[\"']?(?:[a-z]{3,16}\\s{1,4})?+([A-Za-z0-9._~+/=:-]{6,4096})",
                    true,
                    "authorization"),
            shape(
                    "(?i)(?<![a-z0-9/-])((?:[a-z0-9]{1,20}-){1,5}(?:key|token|secret|auth|password)):\\s{0,4}([^\\s\"'\\\\]{4,512})",
                    true,
                    "-key",
                    "-token",
                    "-secret",
                    "-auth",
                    "-password"),
            shape(
                    "(?i)[\"'][a-z0-9_.-]{0,40}(?:password|passwd|passphrase|secret|token|api_?key|access_?key|private_?key|secret_?key)\\\\?[\"']\\s{0,4}:\\s{0,4}\\\\?[\"']([^\"'\\\\]{1,512})",
                    true,
                    "pass",
                    "secret",
                    "token",
                    "key"),
            shape(
                    "(?i)[?&;,](?:[a-z_]{0,30}(?:token|password|passwd|pwd|secret|api_?key|accesskey|accountkey)|sig|x-amz-signature|key)=([^\\s\"'&;,]{4,2048})",
                    true,
                    "token",
                    "pass",
                    "pwd",
                    "secret",
                    "key",
                    "sig"),
            shape(
                    "(?i)(?<![a-z0-9-])[a-z0-9_]{0,40}(?:password|passwd|secret|token|api_key|access_key)\\s{0,2}:\\s{1,4}[\"']?((?=[^\\s\"']{0,64}[0-9])[^\\s\"']{6,512})(?=[\"']|\\s{0,8}$)",
                    true,
                    "pass",
                    "secret",
                    "token",
                    "key"),
            shape(
                    "(?i)identified\\s{1,4}(?:with\\s{1,4}[a-z0-9_]{1,40}\\s{1,4})?by\\s{1,4}['\"]([^'\"]{1,256})['\"]",
                    true,
                    "identified"),
            shape("(?i)(?<![a-z_])password\\s{1,4}['\"]([^'\"\\s]{1,256})['\"]", true, "password"));

    private SecretShapes() {}

    private static Shape shape(String pattern, boolean checked, String... signs) {
        return new Shape(List.of(signs), Pattern.compile(pattern, Pattern.MULTILINE), checked);
    }

    static void search(String text, String lower, BiConsumer<Integer, Integer> found) {
        for (Shape shape : SHAPES) {
            if (shape.signs().stream().noneMatch(lower::contains)) {
                continue;
            }
            Matcher matcher = shape.pattern().matcher(text);
            while (matcher.find()) {
                int group = matcher.groupCount();
                int from = matcher.start(group);
                int to = matcher.end(group);
                if (!shape.checked() || SecretNames.isValue(text.substring(from, to))) {
                    found.accept(from, to);
                }
            }
        }
    }
}
