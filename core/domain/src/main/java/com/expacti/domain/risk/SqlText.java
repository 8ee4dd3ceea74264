package com.expacti.domain.risk;

import com.expacti.shell.Redirection;
import com.expacti.shell.SimpleCommand;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells SQL typed where a command line belongs, in either case. */
final class SqlText {
    /** Openings no shell command has; after them the rest is read as statements. */
    private static final Pattern STATEMENT = Pattern.compile("(?is)\\s*(?:/\\*.{0,400}?\\*/\\s*)?(?:"
            + "select\\s+\\S.*|with\\s+(?:recursive\\s+)?\\w+\\s*(?:\\([^)]*\\)\\s*)?as\\s*\\(.*|insert\\s+into\\s.*|replace\\s+into\\s.*"
            + "|merge\\s+into\\s.*|update\\s+\\S+\\s+(?:\\w+\\s+)?set\\s.*|delete\\s+from\\s.*|truncate\\s+table\\s.*"
            + "|(?:create|alter|drop)\\s+(?:or\\s+replace\\s+)?(?:temp|temporary|unique|global|local|external|unlogged|materialized)?\\s*"
            + "(?:table|database|schema|index|view|role|user|sequence|function|procedure|type|extension|trigger|policy|tablespace|keyspace|system)\\b.*"
            + "|grant\\s.*\\s(?:on|to)\\s.*|revoke\\s.*\\sfrom\\s.*"
            + "|explain\\s+(?:analyze\\s+|verbose\\s+|\\([^)]*\\)\\s*)*(?:select|with|insert|update|delete|create|merge)\\s.*"
            + "|show\\s+(?:tables|databases|schemas|columns|index(?:es)?|processlist|variables|status|grants|create\\s)\\b.*"
            + "|(?:describe|desc)\\s+\\w+\\s*;?|/\\*!\\d*\\s.*)");

    /** Marks that make a text shell and not SQL, whatever it opens with. */
    private static final Pattern SHELL = Pattern.compile("`|\\$\\(|&&|\\||\\n\\s*(?:rm|sudo|curl|sh|bash)\\b");

    private static final int LENGTH_MAX = 16_384;

    private SqlText() {}

    static boolean isStatement(String text) {
        return text.length() <= LENGTH_MAX
                && STATEMENT.matcher(text).matches()
                && !SHELL.matcher(text).find();
    }

    /** Whether the words of a command line look like SQL typed at a shell. */
    static boolean looksLike(String firstWord, List<String> rest) {
        if (rest.isEmpty()) {
            return firstWord.indexOf(' ') > 0 && isStatement(firstWord);
        }
        String verb = firstWord.toUpperCase(Locale.ROOT);
        boolean shouted = firstWord.equals(verb);
        return isStatement(firstWord + " " + String.join(" ", rest)) || shouted && VERBS.contains(verb);
    }

    static boolean isVerb(String word) {
        return VERBS.contains(word.toUpperCase(Locale.ROOT));
    }

    static boolean looksLike(Invocation invocation) {
        return looksLike(
                invocation.name().text(),
                invocation.arguments().stream().map(Argument::text).toList());
    }

    private static final Set<String> VERBS = Set.of(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "DROP",
            "TRUNCATE",
            "ALTER",
            "CREATE",
            "GRANT",
            "REVOKE",
            "MERGE",
            "EXPLAIN",
            "VACUUM",
            "REINDEX",
            "CALL",
            "COPY",
            "WITH",
            "REPLACE",
            "BEGIN",
            "COMMIT",
            "ROLLBACK");

    /** A statement's {@code a > 5} is no redirection anybody meant; one into a path stays. */
    static SimpleCommand withoutComparisons(SimpleCommand command) {
        List<Redirection> kept = command.redirections().stream()
                .filter(redirection -> !redirection.target().raw().matches("=?\\s*(?:[0-9]+|[a-z_]+|'[^'/]*');?"))
                .toList();
        return kept.size() == command.redirections().size()
                ? command
                : new SimpleCommand(command.assignments(), command.words(), kept, command.span());
    }
}
