package com.expacti.domain.risk;

import com.expacti.domain.risk.RoughWords.Before;
import com.expacti.domain.risk.RoughWords.Word;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Finds secrets by where they stand: behind a name, an option, or where a program takes one. */
final class SecretWords {
    /** Texts inside quotes are lines of their own, this deep. */
    private static final int DEPTH_MAX = 3;

    private static final Set<String> PASSWORD_OPTIONS = Set.of(
            "-storepass",
            "-keypass",
            "-srcstorepass",
            "-deststorepass",
            "-password",
            "-token",
            "-secret",
            "-passphrase");

    private static final Set<String> USER_PROGRAMS = Set.of("curl", "wget", "http", "https", "xh", "skopeo", "buildah");
    private static final Set<String> USER_OPTIONS =
            Set.of("-u", "--user", "-U", "--proxy-user", "-a", "--auth", "--creds", "--src-creds", "--dest-creds");
    private static final Set<String> LOGIN_PROGRAMS = Set.of(
            "docker", "podman", "nerdctl", "buildah", "skopeo", "helm", "oras", "crane", "az", "oc", "cf", "argocd");
    private static final Set<String> SWITCH_PASSWORD = Set.of(
            "mysql",
            "mysqldump",
            "mysqladmin",
            "mariadb",
            "psql",
            "pg_dump",
            "pg_restore",
            "createdb",
            "dropdb",
            "pg_dumpall");
    private static final Set<String> NAMES_SECRETS = Set.of("gcloud", "docker", "podman", "buildah", "nerdctl");

    /** Single-letter options that take a secret, by program. */
    private static final Map<String, List<String>> LETTERS = letters();

    /** Words of commands that take a secret from where their input comes from. */
    private static final Set<String> ASKS = Set.of("--password-stdin", "--stdin", "chpasswd", "--with-token");

    /** Texts in lower case, without all of which nothing here is found. */
    private static final List<String> SIGNS = List.of(
            "pass", "pwd", "pw", "secret", "token", "key", "sig", "auth", "cred", "login", "curl", "wget", "http", "xh",
            "mysql", "mariadb", "mongo", "plink", "pscp", "sqlcmd", "bcp", "zip", "7z", "ldap", "redis", "snmp",
            "useradd", "usermod", "ipmi", "vault", "skopeo", "buildah", "sudo", "stdin");

    private final String text;
    private final BiConsumer<Integer, Integer> found;
    /** What was met of the command at hand. */
    private final Set<String> met = new HashSet<>();

    SecretWords(String text, BiConsumer<Integer, Integer> found) {
        this.text = text;
        this.found = found;
    }

    private static Map<String, List<String>> letters() {
        Map<String, List<String>> all = new HashMap<>();
        List.of(
                        "mysql",
                        "mysqldump",
                        "mysqladmin",
                        "mysqlimport",
                        "mariadb",
                        "mariadb-dump",
                        "7z",
                        "7za",
                        "7zr",
                        "mysqlshow")
                .forEach(name -> all.put(name, List.of("-p+")));
        List.of("sshpass", "mongo", "mongosh", "mongodump", "mongorestore", "mongoexport", "mongoimport")
                .forEach(name -> all.put(name, List.of("-p", "-p+")));
        List.of("plink", "pscp").forEach(name -> all.put(name, List.of("-pw")));
        List.of("sqlcmd", "bcp", "zip", "unzip", "zipcloak").forEach(name -> all.put(name, List.of("-P", "-P+")));
        List.of("ldapsearch", "ldapmodify", "ldapadd", "ldapdelete", "ldappasswd", "ldapwhoami")
                .forEach(name -> all.put(name, List.of("-w", "-w+")));
        all.put("redis-cli", List.of("-a", "-a+"));
        all.put("ssh-keygen", List.of("-N", "-P"));
        all.put("snmpwalk", List.of("-A", "-X"));
        all.put("useradd", List.of("-p"));
        all.put("usermod", List.of("-p"));
        all.put("ipmitool", List.of("-P"));
        all.put("gh", List.of("--body", "-b"));
        all.put("az", List.of("--value"));
        LOGIN_PROGRAMS.forEach(name -> all.merge(
                name,
                List.of("-p", "-p+"),
                (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
        return Map.copyOf(all);
    }

    /** @param lower the text in lower case */
    void search(String lower) {
        if (SIGNS.stream().noneMatch(lower::contains)) {
            return;
        }
        search(0, text.length(), 0);
    }

    private void search(int from, int to, int depth) {
        List<Word> words = RoughWords.of(text, from, to);
        int start = 0;
        List<Word> piped = List.of();
        for (int i = 1; i <= words.size(); i++) {
            if (i == words.size()
                    || words.get(i).before() == Before.START
                    || words.get(i).before() == Before.PIPE) {
                List<Word> command = words.subList(start, i);
                command(command);
                if (command.getFirst().before() == Before.PIPE) {
                    printed(piped, command);
                }
                piped = command;
                start = i;
            }
        }
        if (depth < DEPTH_MAX) {
            words.forEach(word -> inside(word, depth));
        }
    }

    /** {@code echo … | docker login --password-stdin} and its like. */
    private void printed(List<Word> from, List<Word> to) {
        boolean prints = !from.isEmpty() && Set.of("echo", "printf").contains(raw(from.getFirst()));
        boolean asks = to.stream().map(this::raw).anyMatch(ASKS::contains)
                || to.stream().map(this::raw).toList().containsAll(List.of("sudo", "-S"));
        if (prints && asks) {
            from.stream()
                    .skip(1)
                    .filter(word -> word.before() == Before.WORD)
                    .filter(word ->
                            !raw(word).startsWith("-") && !unquoted(raw(word)).startsWith("%"))
                    .forEach(word -> value(word.from(), word.to()));
        }
    }

    /** Quoted text, and what is substituted, may be a line of its own. */
    private void inside(Word word, int depth) {
        int at = word.from();
        while (at < word.to()) {
            char c = text.charAt(at);
            boolean quote = c == '\'' || c == '"' || c == '`';
            boolean substitution = c == '$' && at + 1 < word.to() && text.charAt(at + 1) == '(';
            if (!quote && !substitution) {
                at += c == '\\' ? 2 : 1;
                continue;
            }
            int from = at + (quote ? 1 : 2);
            int end = quote ? closing(c, from, word.to()) : word.to();
            if (hasBlank(from, end)) {
                search(from, end, depth + 1);
            }
            if (c == '"') {
                escaped(from, end, depth);
            }
            at = end + 1;
        }
    }

    /** In double quotes, what stands between escaped ones is quoted once more: {@code sh -c "sh -c \"…\""}. */
    private void escaped(int from, int to, int depth) {
        int open = escapedQuote(from, to);
        while (open < to) {
            int end = escapedQuote(open + 2, to);
            if (hasBlank(open + 2, end)) {
                search(open + 2, end, depth + 1);
            }
            open = escapedQuote(end + 2, to);
        }
    }

    private int escapedQuote(int from, int to) {
        int at = from;
        while (at < to && !text.startsWith("\\\"", at)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, to);
    }

    private int closing(char quote, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) != quote) {
            at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, to);
    }

    private boolean hasBlank(int from, int to) {
        for (int at = from; at < to; at++) {
            if (text.charAt(at) <= ' ' || text.charAt(at) == '=') {
                return true;
            }
        }
        return false;
    }

    private void command(List<Word> words) {
        met.clear();
        String program = "";
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            String raw = raw(word);
            if (raw.startsWith("-")) {
                option(words, i, raw, program);
            } else {
                String plain = raw.length() > 64 ? "" : raw.substring(raw.lastIndexOf('/') + 1);
                if (LETTERS.containsKey(plain)
                        || USER_PROGRAMS.contains(plain)
                        || SWITCH_PASSWORD.contains(plain)
                        || NAMES_SECRETS.contains(plain)
                        || plain.equals("vault")
                        || plain.equals("kubectl")) {
                    program = program.isEmpty() ? plain : program;
                }
                met.add(plain);
                named(words, i, raw, program);
            }
        }
    }

    /** {@code name=value} and names that a value follows. */
    private void named(List<Word> words, int i, String raw, String program) {
        Word word = words.get(i);
        int equals = raw.indexOf('=');
        if (equals > 0 && isName(raw, equals, 0)) {
            String name = raw.substring(0, raw.charAt(equals - 1) == '+' ? equals - 1 : equals);
            boolean stored = program.equals("vault") && met.contains("kv") && met.contains("put");
            if (stored || SecretNames.isSecret(unquoted(lastName(name)))) {
                value(word.from() + equals + 1, word.to());
            }
            return;
        }
        if (i + 1 < words.size() && words.get(i + 1).before() == Before.WORD) {
            Word next = words.get(i + 1);
            boolean set = i > 0
                    && (met.contains("set") || met.contains("SET"))
                    && (met.contains("config") || met.contains("configure") || met.contains("CONFIG"));
            boolean random = SecretNames.looksRandom(unquoted(raw(next)));
            if ((set || random) && SecretNames.isSecret(lastName(unquoted(raw)))) {
                value(next.from(), next.to());
            }
        }
    }

    private static String lastName(String name) {
        int cut = Math.max(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')), name.lastIndexOf('"'));
        return name.substring(cut + 1);
    }

    private static boolean isName(String raw, int to, int from) {
        for (int at = from; at < to; at++) {
            char c = raw.charAt(at);
            boolean fits =
                    Character.isLetterOrDigit(c) || "_-.:+[]".indexOf(c) >= 0 || c == '/' && raw.startsWith("//");
            if (!fits) {
                return false;
            }
        }
        return to <= 160;
    }

    private void option(List<Word> words, int i, String raw, String program) {
        Word word = words.get(i);
        int equals = raw.indexOf('=');
        boolean hasNext = i + 1 < words.size() && words.get(i + 1).before() == Before.WORD;
        String option = equals < 0 ? raw : raw.substring(0, equals);
        if (USER_PROGRAMS.contains(program) && user(words, i, raw, hasNext)) {
            return;
        }
        if (letter(words, i, raw, program, hasNext)) {
            return;
        }
        if (option.equals("--from-literal")) {
            literal(
                    equals < 0 && hasNext ? words.get(i + 1).from() : word.from() + equals + 1,
                    equals < 0 && hasNext ? words.get(i + 1).to() : word.to());
            return;
        }
        if (option.equals("-passin") || option.equals("-passout") || option.equals("-pass")) {
            if (hasNext) {
                passed(words.get(i + 1));
            }
            return;
        }
        int second = raw.indexOf('=', equals + 1);
        if (equals > 0
                && second > 0
                && isName(raw, second, equals + 1)
                && SecretNames.isSecret(lastName(raw.substring(equals + 1, second)))) {
            value(word.from() + second + 1, word.to());
            return;
        }
        boolean isLong = equals > 0 || option.startsWith("--") || PASSWORD_OPTIONS.contains(option);
        String name = option.substring(option.startsWith("--") ? 2 : 1);
        if (isLong
                && (SecretNames.isSecret(name) || option.equals("--key") && equals < 0)
                && !isNameOnly(option, program)) {
            if (equals >= 0) {
                value(word.from() + equals + 1, word.to());
            } else if (hasNext && !raw(words.get(i + 1)).startsWith("--") && !isSwitch(option, program)) {
                Word next = words.get(i + 1);
                if (!option.equals("--key") || SecretNames.looksRandom(unquoted(raw(next)))) {
                    value(next.from(), next.to());
                }
            }
        }
    }

    /** {@code pass:…} of openssl; other sources are files and variables. */
    private void passed(Word word) {
        String raw = raw(word);
        if (raw.startsWith("pass:")) {
            value(word.from() + "pass:".length(), word.to());
        } else if (raw.startsWith("'pass:") || raw.startsWith("\"pass:")) {
            boolean closed = raw.charAt(raw.length() - 1) == raw.charAt(0);
            valueBetween(word.from() + "'pass:".length(), closed ? word.to() - 1 : word.to());
        }
    }

    /** {@code docker --secret x} and {@code gcloud --secret=x} name a secret that is kept elsewhere. */
    private static boolean isNameOnly(String option, String program) {
        return option.equals("--secret") && NAMES_SECRETS.contains(program);
    }

    /** With these programs {@code --password} alone asks for it. */
    private static boolean isSwitch(String option, String program) {
        return option.equals("--password") && SWITCH_PASSWORD.contains(program);
    }

    private boolean letter(List<Word> words, int i, String raw, String program, boolean hasNext) {
        if (LOGIN_PROGRAMS.contains(program) && raw.startsWith("-p") && !met.contains("login")) {
            return false;
        }
        if (program.equals("gh") && !met.contains("secret")
                || program.equals("az") && raw.equals("--value") && !met.contains("secret")) {
            return false;
        }
        for (String letter : LETTERS.getOrDefault(program, List.of())) {
            if (letter.endsWith("+")
                    && raw.length() > 2
                    && !raw.startsWith("--")
                    && raw.startsWith(letter.substring(0, 2))) {
                int skip = raw.charAt(2) == '=' ? 3 : 2;
                value(words.get(i).from() + skip, words.get(i).to());
                return true;
            }
            if (raw.equals(letter) && hasNext) {
                value(words.get(i + 1).from(), words.get(i + 1).to());
                return true;
            }
        }
        return false;
    }

    private boolean user(List<Word> words, int i, String raw, boolean hasNext) {
        int equals = raw.startsWith("--") ? raw.indexOf('=') : -1;
        String option = equals < 0 ? raw : raw.substring(0, equals);
        int from;
        int to;
        if (USER_OPTIONS.contains(option) && (equals > 0 || hasNext)) {
            from = equals > 0
                    ? words.get(i).from() + equals + 1
                    : words.get(i + 1).from();
            to = equals > 0 ? words.get(i).to() : words.get(i + 1).to();
        } else if (raw.length() > 2 && (raw.startsWith("-u") || raw.startsWith("-U"))) {
            from = words.get(i).from() + 2;
            to = words.get(i).to();
        } else {
            return false;
        }
        int colon = text.indexOf(':', from);
        if (colon > 0 && colon < to) {
            int quote = text.charAt(from) == '"' || text.charAt(from) == '\'' ? 1 : 0;
            valueBetween(colon + 1, Math.max(colon + 1, to - quote));
        }
        return true;
    }

    private void literal(int from, int to) {
        int equals = text.indexOf('=', from);
        if (equals > 0 && equals < to && met.contains("secret")) {
            int quote = text.charAt(from) == '"' || text.charAt(from) == '\'' ? 1 : 0;
            if (quote > 0) {
                valueBetween(equals + 1, Math.max(equals + 1, to - quote));
            } else {
                value(equals + 1, to);
            }
        }
    }

    /** Without the quotes around it, if it could be a secret. */
    private void value(int from, int to) {
        int start = from;
        int end = to;
        if (start + 1 < end
                && text.charAt(start) == '$'
                && (text.charAt(start + 1) == '\'' || text.charAt(start + 1) == '"')) {
            start++;
        }
        if (start < end && (text.charAt(start) == '\'' || text.charAt(start) == '"')) {
            boolean closed = end - start > 1 && text.charAt(end - 1) == text.charAt(start);
            if (text.charAt(start) == '\'' && closed && text.indexOf('\'', start + 1) == end - 1) {
                add(start + 1, end - 1, true);
                return;
            }
            start++;
            end = closed ? end - 1 : end;
        }
        valueBetween(start, end);
    }

    private void valueBetween(int from, int to) {
        add(from, to, false);
    }

    /** In single quotes a dollar sign is one. */
    private void add(int from, int to, boolean literal) {
        if (from >= to) {
            return;
        }
        String value = text.substring(from, Math.min(to, from + 4096));
        if (SecretNames.isValue(value)
                || literal && value.indexOf('$') >= 0 && value.length() > 3 && !value.matches("\\$\\{?[A-Z_]+\\}?")) {
            found.accept(from, to);
        }
    }

    private String raw(Word word) {
        return text.substring(word.from(), Math.min(word.to(), word.from() + 4096));
    }

    private static String unquoted(String raw) {
        return raw.indexOf('"') < 0 && raw.indexOf('\'') < 0
                ? raw
                : raw.replace("\"", "").replace("'", "");
    }
}
