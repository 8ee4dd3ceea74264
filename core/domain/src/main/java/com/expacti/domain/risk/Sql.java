package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.SqlClass;
import com.expacti.shell.Effort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells what kind of SQL a text is, from its words outside strings, comments and quoted names. */
final class Sql {
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge", "replace", "upsert");
    private static final Set<String> DROPS_DATA =
            Set.of("table", "database", "schema", "keyspace", "tablespace", "collection", "owned", "user", "role");
    private static final Set<String> FILE_FUNCTIONS = Set.of(
            "pg_read_file",
            "pg_ls_dir",
            "lo_import",
            "lo_export",
            "load_file",
            "xp_cmdshell",
            "dblink",
            "dblink_exec",
            "outfile",
            "dumpfile",
            "pg_terminate_backend",
            "pg_cancel_backend",
            "pg_switch_wal",
            "pg_promote",
            "sys_eval",
            "utl_file",
            "utl_http",
            "dbms_scheduler",
            "sp_oacreate",
            "openrowset",
            "load_extension",
            "sys_exec",
            "pg_reload_conf",
            "writefile");

    private Sql() {}

    /**
     * What the worst statement is.
     *
     * @param kind its class
     * @param withoutWhere whether it is an UPDATE or DELETE of every row
     */
    record Finding(SqlClass kind, boolean withoutWhere) {
        int points() {
            return kind.points + (withoutWhere ? RiskTable.Modifier.WITHOUT_WHERE.points : 0);
        }
    }

    /** The worst statement of a text that may hold several. */
    static Finding worst(String text) {
        Effort.spend(16 + 4L * text.length());
        Finding worst = new Finding(SqlClass.SESSION, false);
        boolean first = true;
        for (SqlDialect dialect : SqlDialect.of(text)) {
            for (List<String> statement : statements(text, dialect)) {
                Finding finding = classify(statement);
                if (first || finding.points() > worst.points()) {
                    worst = finding;
                    first = false;
                }
            }
        }
        return worst;
    }

    private static Finding classify(List<String> words) {
        SqlClass kind = kindOf(words);
        boolean everyRow = kind == SqlClass.WRITE
                && (words.contains("update") || words.contains("delete"))
                && !words.contains("insert")
                && !words.contains("merge")
                && !narrows(words);
        if (everyRow && words.contains("delete")) {
            return new Finding(SqlClass.DESTRUCTIVE, true);
        }
        return new Finding(kind, everyRow);
    }

    /** A WHERE that leaves rows out; one that always holds doesn't. */
    private static boolean narrows(List<String> words) {
        int where = words.lastIndexOf("where");
        if (where < 0) {
            return false;
        }
        List<String> test = words.subList(where + 1, words.size());
        boolean always = test.size() == 1 && Set.of("true", "1").contains(test.getFirst())
                || test.size() == 3 && test.get(1).equals("=") && test.get(0).equals(test.get(2));
        return !always;
    }

    private static SqlClass kindOf(List<String> words) {
        if (words.stream()
                .anyMatch(word ->
                        FILE_FUNCTIONS.contains(word) || word.startsWith("pg_read_") || word.startsWith("pg_ls_"))) {
            return SqlClass.CODE;
        }
        String verb = words.getFirst();
        if (verb.startsWith("\\")) {
            return meta(verb);
        }
        return switch (verb) {
            case "explain", "describe", "desc" -> words.contains("analyze") ? inner(words) : SqlClass.READ;
            case "select", "with", "values", "table", "(" -> inner(words);
            case "show", "help", "pragma" -> words.contains("=") ? SqlClass.SESSION : SqlClass.READ;
            case "set" ->
                words.size() > 1 && Set.of("global", "persist").contains(words.get(1))
                        ? SqlClass.DDL
                        : SqlClass.SESSION;
            case "system", "sp_configure" -> SqlClass.CODE;
            case "flush" -> SqlClass.RIGHTS;
            case "begin",
                    "start",
                    "commit",
                    "end",
                    "rollback",
                    "savepoint",
                    "release",
                    "reset",
                    "use",
                    "abort",
                    "discard",
                    "listen",
                    "unlisten",
                    "fetch",
                    "close",
                    "declare",
                    "deallocate" -> SqlClass.SESSION;
            case "insert", "update", "delete", "merge", "replace", "upsert", "lock", "notify" -> SqlClass.WRITE;
            case "create", "alter", "comment", "rename", "import", "refresh", "cluster" -> schemaChange(words);
            case "drop" -> words.size() > 1 && isDataDrop(words) ? SqlClass.DESTRUCTIVE : SqlClass.DROP_PART;
            case "truncate", "flushall", "flushdb", "purge" -> SqlClass.DESTRUCTIVE;
            case "grant", "revoke", "reassign" -> SqlClass.RIGHTS;
            case "vacuum", "analyze", "reindex", "optimize", "check", "checkpoint" -> SqlClass.MAINTENANCE;
            case "call",
                    "do",
                    "exec",
                    "execute",
                    "load",
                    "copy",
                    "attach",
                    "install",
                    "prepare",
                    "handler",
                    "shutdown",
                    "kill",
                    "backup",
                    "restore" -> copyOrCode(words);
            default -> SqlClass.UNSEEN;
        };
    }

    /** A reading statement that may hold a writing one ({@code WITH x AS (DELETE …)}, {@code EXPLAIN ANALYZE UPDATE}). */
    private static SqlClass inner(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (WRITES.contains(word) && startsStatement(words, i)) {
                return SqlClass.WRITE;
            }
            if (word.equals("into") || word.equals("create") && startsStatement(words, i)) {
                return SqlClass.WRITE;
            }
        }
        return SqlClass.READ;
    }

    private static boolean startsStatement(List<String> words, int at) {
        return at > 0
                && Set.of("(", ")", "analyze", "explain", "verbose", "as", "all", "buffers")
                        .contains(words.get(at - 1));
    }

    private static boolean isDataDrop(List<String> words) {
        return DROPS_DATA.contains(words.get(1)) || words.contains("cascade");
    }

    private static SqlClass schemaChange(List<String> words) {
        if (words.size() > 1 && words.getFirst().equals("alter") && words.get(1).equals("system")) {
            return SqlClass.CODE;
        }
        if (words.size() > 3 && words.getFirst().equals("alter") && words.contains("delete") && !narrows(words)) {
            return SqlClass.DESTRUCTIVE;
        }
        if (words.contains("role") || words.contains("user") || words.contains("policy") || words.contains("owner")) {
            return SqlClass.RIGHTS;
        }
        if (words.contains("extension")
                || words.contains("function")
                || words.contains("procedure")
                || words.contains("trigger")
                || words.contains("language")) {
            return words.getFirst().equals("create") ? SqlClass.CODE : SqlClass.DDL;
        }
        if (words.getFirst().equals("alter") && words.contains("drop")) {
            return SqlClass.DROP_PART;
        }
        return words.contains("concurrently") ? SqlClass.DDL_ONLINE : SqlClass.DDL;
    }

    private static SqlClass copyOrCode(List<String> words) {
        boolean plainCopy = words.getFirst().equals("copy") && !words.contains("program");
        return plainCopy && (words.contains("stdin") || words.contains("stdout")) ? SqlClass.WRITE : SqlClass.CODE;
    }

    private static SqlClass meta(String verb) {
        if (verb.startsWith("\\d") || verb.startsWith("\\l") || verb.startsWith("\\z") || verb.startsWith("\\s")) {
            return SqlClass.READ;
        }
        return Set.of(
                                "\\x",
                                "\\timing",
                                "\\pset",
                                "\\q",
                                "\\conninfo",
                                "\\c",
                                "\\connect",
                                "\\echo",
                                "\\a",
                                "\\t",
                                "\\h")
                        .contains(verb)
                ? SqlClass.SESSION
                : SqlClass.CODE;
    }

    /** Statements as lists of lower-case words and single marks, without strings and comments; none is empty. */
    private static List<List<String>> statements(String text, SqlDialect dialect) {
        List<List<String>> statements = new ArrayList<>();
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == ';') {
                finish(words, statements);
                words = new ArrayList<>();
                i++;
            } else if (c == '\'' || c == '"' || c == '`') {
                i = dialect.behindQuoted(text, i);
                words.add(c == '\'' ? "?" : "\"");
            } else if (dialect.opensComment(text, i, words.isEmpty())) {
                i = skipTo(text, i, "\n");
            } else if (c == '$') {
                i = dialect.behindDollars(text, i);
                words.add("$");
            } else if (text.startsWith("/*!", i)) {
                i = skipVersion(text, i + 3);
            } else if (text.startsWith("*/", i)) {
                i += 2;
            } else if (text.startsWith("/*", i)) {
                i = skipTo(text, i, "*/");
            } else if (Character.isLetterOrDigit(c) || c == '_' || c == '\\') {
                int from = i++;
                while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_')) {
                    i++;
                }
                words.add(text.substring(from, i).toLowerCase(Locale.ROOT));
            } else {
                if (!Character.isWhitespace(c)) {
                    words.add(String.valueOf(c));
                }
                i++;
            }
        }
        finish(words, statements);
        return statements;
    }

    private static void finish(List<String> words, List<List<String>> statements) {
        if (!words.isEmpty()) {
            statements.add(words);
        }
    }

    /** MySQL runs what stands in {@code /*!50000 … }, from the version it names on. */
    private static int skipVersion(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int skipTo(String text, int from, String end) {
        int at = text.indexOf(end, from + 1);
        return at < 0 ? text.length() : at + end.length();
    }
}
