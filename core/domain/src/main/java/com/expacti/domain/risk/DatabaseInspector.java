package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Modifier;
import com.expacti.domain.risk.RiskTable.SqlClass;
import com.expacti.shell.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the statements given to a database client and says what they do. */
final class DatabaseInspector {
    private static final Set<String> SQLITE = Set.of("sqlite3", "duckdb");
    private static final Set<String> DOT_READS =
            Set.of(".tables", ".schema", ".databases", ".indexes", ".headers", ".mode", ".help", ".stats", ".timer");
    private static final Set<String> MONGO = Set.of("mongo", "mongosh");
    private static final Set<String> REDIS = Set.of("redis-cli", "valkey-cli");
    private static final Set<String> REDIS_READS = Set.of(
            "get",
            "mget",
            "exists",
            "ttl",
            "type",
            "keys",
            "scan",
            "info",
            "ping",
            "dbsize",
            "llen",
            "lrange",
            "hget",
            "hgetall",
            "smembers",
            "zrange",
            "strlen",
            "memory",
            "slowlog",
            "client",
            "monitor",
            "time",
            "echo");

    private DatabaseInspector() {}

    /** Whether an operand is a statement, so that words in it are data and no names of hosts. */
    static boolean isStatement(Argument argument) {
        return argument.text().indexOf(' ') > 0;
    }

    static void inspect(Invocation invocation, Optional<Argument> input, Findings findings) {
        if (invocation.has("--host", "-h", "--hostname")
                || invocation.operands().stream().anyMatch(word -> word.text().contains("://"))) {
            findings.kind(RiskKind.OTHER_TARGET);
        }
        List<Argument> statements = statements(invocation);
        if (SQLITE.contains(invocation.program())) {
            FileInspector.reads(invocation.operands().stream().limit(1).toList(), findings);
        }
        input.ifPresent(statements::add);
        Optional<Argument> file = invocation.valueOf("-f", "--file");
        if (file.isPresent() && !statements.contains(file.get())) {
            findings.add(SqlClass.UNSEEN, file.get().span());
            findings.marksMutableCode();
        } else if (statements.isEmpty()) {
            findings.add(SqlClass.UNSEEN, invocation.name().span());
        } else {
            worst(invocation, statements, findings);
        }
        invocation.valueOf("-o", "--output").ifPresent(output -> {
            findings.add(Modifier.WRITES_FILE, output.span());
            FileInspector.written(output, findings);
        });
    }

    private static void worst(Invocation invocation, List<Argument> statements, Findings findings) {
        Sql.Finding worst = new Sql.Finding(SqlClass.READ, false);
        Span span = statements.getFirst().span();
        for (Argument statement : statements) {
            Sql.Finding finding = judge(invocation.program(), statement);
            if (finding.points() > worst.points()) {
                worst = finding;
                span = statement.span();
            }
        }
        add(worst, span, findings);
    }

    static void add(Sql.Finding finding, Span span, Findings findings) {
        findings.add(finding.kind(), span);
        if (finding.withoutWhere()) {
            findings.add(Modifier.WITHOUT_WHERE, span);
        }
        if (finding.kind() == SqlClass.CODE) {
            findings.kind(RiskKind.RUNS_PROGRAM);
        }
        if (finding.kind().points >= SqlClass.WRITE.points) {
            findings.kind(RiskKind.WRITES_ELSEWHERE);
        }
    }

    private static Sql.Finding judge(String program, Argument statement) {
        if (MONGO.contains(program)) {
            String lower = statement.text().toLowerCase(Locale.ROOT).replace(" ", "");
            return new Sql.Finding(mongo(statement.text()), lower.contains("many({}"));
        }
        if (REDIS.contains(program)) {
            return new Sql.Finding(redis(statement.text()), false);
        }
        if (statement.opensWithUnknown() && statement.text().startsWith("$")) {
            return new Sql.Finding(SqlClass.UNSEEN, false);
        }
        if (SQLITE.contains(program) && statement.text().strip().startsWith(".")) {
            String command = statement.text().strip().split("\\s", 2)[0];
            return new Sql.Finding(DOT_READS.contains(command) ? SqlClass.READ : SqlClass.CODE, false);
        }
        return Sql.worst(statement.text());
    }

    private static SqlClass mongo(String script) {
        String lower = script.toLowerCase(Locale.ROOT);
        if (lower.contains("drop(")
                || lower.contains("dropdatabase")
                || lower.contains("deletemany({})")
                || lower.contains("remove({})")) {
            return SqlClass.DESTRUCTIVE;
        }
        if (lower.contains("createuser")
                || lower.contains("grantroles")
                || lower.contains("shutdownserver")
                || lower.contains("fsynclock")
                || lower.contains("rs.reconfig")) {
            return SqlClass.RIGHTS;
        }
        if (lower.contains("insert")
                || lower.contains("update")
                || lower.contains("delete")
                || lower.contains("remove")
                || lower.contains("replace")
                || lower.contains("save(")
                || lower.contains("write")) {
            return SqlClass.WRITE;
        }
        boolean reads = lower.contains("find")
                || lower.contains("count")
                || lower.contains("show")
                || lower.contains("stats")
                || lower.contains("status");
        return reads ? SqlClass.READ : SqlClass.UNSEEN;
    }

    private static SqlClass redis(String command) {
        String verb = command.split(" ", 2)[0].toLowerCase(Locale.ROOT);
        if (verb.equals("flushall") || verb.equals("flushdb") || verb.equals("shutdown")) {
            return SqlClass.DESTRUCTIVE;
        }
        if (command.toLowerCase(Locale.ROOT).startsWith("config get")) {
            return SqlClass.READ;
        }
        if (verb.equals("eval")
                || verb.equals("config")
                || verb.equals("module")
                || verb.equals("script")
                || verb.equals("debug")
                || verb.equals("slaveof")
                || verb.equals("replicaof")) {
            return SqlClass.CODE;
        }
        return REDIS_READS.contains(verb) ? SqlClass.READ : SqlClass.WRITE;
    }

    private static List<Argument> statements(Invocation invocation) {
        List<Argument> found = new ArrayList<>();
        String program = invocation.program();
        if (REDIS.contains(program)) {
            List<Argument> words =
                    invocation.positional(Set.of("-h", "-p", "-a", "-n", "-u", "-s", "--user", "--pass", "-i", "-r"));
            if (!words.isEmpty()) {
                String text =
                        String.join(" ", words.stream().map(Argument::text).toList());
                found.add(Argument.literal(text, words.getFirst().span()));
            }
            return found;
        }
        List<Argument> arguments = invocation.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i).text();
            boolean takes = Set.of(
                            "-c", "--command", "-e", "--execute", "-execute", "--eval", "-q", "--query", "-Q", "--sql")
                    .contains(text);
            if (takes && i + 1 < arguments.size() && !(text.equals("-q") && program.equals("psql"))) {
                found.add(arguments.get(i + 1));
                i++;
            } else if (text.startsWith("--")
                    && text.indexOf('=') > 0
                    && Set.of("--command", "--execute", "--eval", "--query", "--sql")
                            .contains(arguments.get(i).option())) {
                found.add(FileInspector.part(arguments.get(i), text.indexOf('=') + 1));
            } else if (text.startsWith("-c") && text.length() > 2 || text.startsWith("-e") && text.length() > 2) {
                found.add(FileInspector.part(arguments.get(i), 2));
            } else if (text.startsWith("-")
                    && !text.startsWith("--")
                    && text.endsWith("c")
                    && text.length() > 2
                    && i + 1 < arguments.size()) {
                found.add(arguments.get(++i));
            }
        }
        if (SQLITE.contains(program) || program.equals("bq")) {
            invocation.operands().stream().skip(1).forEach(found::add);
        }
        return found;
    }
}
