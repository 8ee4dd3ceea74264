package com.expacti.domain.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Recognises secrets in command text, and replaces them for places that show a command to more people than its reviewers. */
public final class SecretMask {
    /** What stands in a secret's place. */
    public static final String MASK = "••••";

    /** Longer texts are searched in their first part only; the rest is masked as a whole. */
    private static final int CHARACTERS_MAX = 65_536;

    // Bounded repetitions and no nested ones: java.util.regex stays linear on these.
    private static final Pattern KNOWN = Pattern.compile("""
            (?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}|glpat-[A-Za-z0-9_-]{16,64}\
            |xox[abprs]-[A-Za-z0-9-]{10,255}|(?:AKIA|ASIA)[A-Z0-9]{16}|sk-[A-Za-z0-9_-]{20,255}|[sr]k_(?:live|test)_[A-Za-z0-9]{10,255}\
            |expacti_[0-9a-f]{32}|AIza[A-Za-z0-9_-]{30,60}|npm_[A-Za-z0-9]{30,60}|hv[sb]\\.[A-Za-z0-9_-]{20,255}\
            |eyJ[A-Za-z0-9_-]{8,2048}\\.[A-Za-z0-9_-]{8,4096}\\.[A-Za-z0-9_-]{8,1024}|dop_v1_[a-f0-9]{40,80}|pypi-[A-Za-z0-9_-]{30,255})""");

    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?:(?<![a-z0-9])(?:[a-z0-9_-]{0,40}(?:password|passwd|secret|token|api[_-]?key|apikey|private[_-]?key|access[_-]?key)"
                    + "[a-z0-9_-]{0,20}|pgpassword|mysql_pwd|pwd)(?:=|\\s{0,4}:\\s{0,4})[\"']?)"
                    + "([^\\s\"'$<>;|&)]{4,512})");

    private static final Pattern OPTION = Pattern.compile(
            "(?:--(?:password|passwd|token|secret|api-key|auth-token|access-key)[= ]\\s{0,4}[\"']?)([^\\s\"'$;|&)]{1,512})");

    private static final Pattern BEARER =
            Pattern.compile("(?i)(?:bearer|authorization:\\s{0,4}[a-z]{1,16})\\s{1,4}([A-Za-z0-9._~+/=-]{8,4096})");

    private static final Pattern URL = Pattern.compile("://[^\\s:/@'\"]{0,128}:([^\\s@'\"$/]{1,256})@");

    private static final Pattern USER =
            Pattern.compile("\\s(?:-u|--user)[ =]?[\"']?[^\\s:'\"]{1,128}:([^\\s'\"$]{1,256})");

    private static final Pattern MYSQL = Pattern.compile("\\s-p([^\\s'\"$]{1,256})");

    /** How far in front of its option a program's name is looked for. */
    private static final int REACH = 512;

    /** Patterns that mean a secret only behind one of these programs. */
    private static final Map<Pattern, List<String>> BEHIND = Map.of(
            USER,
            List.of("curl ", "wget ", "http ", "https "),
            MYSQL,
            List.of("mysql ", "mysqldump ", "mariadb ", "mysqladmin "));

    private static final Pattern SSHPASS = Pattern.compile("sshpass\\s{1,4}-p\\s{0,4}[\"']?([^\\s'\"$]{1,256})");

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----([^-]{1,16384})");

    private static final List<Pattern> PATTERNS =
            List.of(KNOWN, OPTION, BEARER, URL, USER, MYSQL, SSHPASS, PRIVATE_KEY, NAMED);

    /** Texts without which none of the patterns can match, in lower case. */
    private static final List<String> SIGNS = List.of(
            "pass",
            "secret",
            "token",
            "key",
            "pwd",
            "bearer",
            "authorization",
            "://",
            "ghp_",
            "gho_",
            "ghu_",
            "ghs_",
            "ghr_",
            "github_pat",
            "glpat",
            "xox",
            "akia",
            "asia",
            "sk-",
            "k_live",
            "k_test",
            "expacti_",
            "aiza",
            "npm_",
            "hvs.",
            "hvb.",
            "eyj",
            "dop_v1",
            "pypi-",
            "curl",
            "wget",
            "http",
            "mysql",
            "mariadb");

    private static final Map<Character, List<String>> SIGNS_BY_LETTER =
            SIGNS.stream().collect(Collectors.groupingBy(sign -> sign.charAt(0)));

    private static boolean hasSign(String text) {
        for (int i = 0; i < text.length(); i++) {
            for (String sign : SIGNS_BY_LETTER.getOrDefault(Character.toLowerCase(text.charAt(i)), List.of())) {
                if (text.regionMatches(true, i, sign, 0, sign.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    private SecretMask() {}

    /** Where a secret stands, half open. */
    record Found(int from, int to) {}

    /** The text with every recognised secret replaced. The text that is judged, hashed and run is never the masked one. */
    public static String mask(String text) {
        if (text.length() > CHARACTERS_MAX) {
            return mask(text.substring(0, CHARACTERS_MAX)) + MASK;
        }
        List<Found> found = find(text);
        if (found.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder();
        int done = 0;
        for (Found secret : found) {
            masked.append(text, done, secret.from()).append(MASK);
            done = secret.to();
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** Secrets in the text, in order, none overlapping another. */
    static List<Found> find(String text) {
        if (text.length() > CHARACTERS_MAX || !hasSign(text)) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        for (Pattern pattern : PATTERNS) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                if (!isBehindItsProgram(pattern, text, matcher.start())) {
                    continue;
                }
                int group = matcher.groupCount();
                add(new Found(matcher.start(group), matcher.end(group)), found);
            }
        }
        found.sort((a, b) -> Integer.compare(a.from(), b.from()));
        return List.copyOf(found);
    }

    private static boolean isBehindItsProgram(Pattern pattern, String text, int at) {
        List<String> programs = BEHIND.getOrDefault(pattern, List.of());
        String front = programs.isEmpty() ? "" : text.substring(Math.max(0, at - REACH), at + 1);
        return programs.isEmpty() || programs.stream().anyMatch(front::contains);
    }

    private static void add(Found secret, List<Found> found) {
        for (Found other : found) {
            if (secret.from() < other.to() && other.from() < secret.to()) {
                return;
            }
        }
        found.add(secret);
    }
}
