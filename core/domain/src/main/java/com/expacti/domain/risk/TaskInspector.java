package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import com.expacti.domain.risk.RiskTable.SqlClass;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What names of tasks and targets say about a build: {@code make deploy}, {@code rails db:drop}. */
final class TaskInspector {
    /** Variables a build takes its programs from (make manual, "Choosing the Shell" and "Implicit Variables"). */
    private static final Set<String> PROGRAMS = Set.of(
            "SHELL",
            "MAKE",
            "CC",
            "CXX",
            "LD",
            "AR",
            "CPP",
            "FC",
            "AS",
            "RM",
            "MAKEFLAGS",
            "INSTALL",
            "PYTHON",
            "NODE",
            "CMAKE",
            "RUSTC",
            "GO",
            "PREFIX_CMD",
            ".SHELLFLAGS");

    private static final Pattern LASTING =
            Pattern.compile("(?:.*[:_-])?(?:deploy|release|publish|ship|rollout|provision)" + "(?:[:_-].*)?");
    private static final Pattern DROPS = Pattern.compile(
            "(?:.*:)?(?:db:(?:drop|reset|purge|truncate_all|schema:load|drop:all)"
                    + "|migrate:(?:fresh|reset)|db:wipe|drop-db|db-drop|db_drop|drop_db|reset-db|db-reset|resetdb|dropdb)");
    private static final Pattern MIGRATES = Pattern.compile("db:(?:migrate|rollback|seed|setup).*|migrate(?::.*)?");
    private static final Set<String> DJANGO_DROPS = Set.of("flush", "reset_db", "sqlflush");

    private TaskInspector() {}

    static void inspect(Invocation invocation, Findings findings) {
        if (Set.of("make", "gmake").contains(invocation.program())) {
            invocation.operands().stream()
                    .filter(TaskInspector::namesProgram)
                    .findFirst()
                    .ifPresent(word -> findings.add(Modifier.RUNS_PROGRAM, word.span()));
        }
        tasks(invocation, findings);
    }

    private static boolean namesProgram(Argument word) {
        int equals = word.text().indexOf('=');
        return equals > 0
                && PROGRAMS.contains(
                        word.text().substring(0, equals).replace(":", "").replace("+", ""));
    }

    static void tasks(Invocation invocation, Findings findings) {
        boolean django =
                invocation.operands().stream().anyMatch(word -> word.text().endsWith("manage.py"));
        for (Argument word : invocation.operands()) {
            String task = word.text().toLowerCase(Locale.ROOT);
            if (DROPS.matcher(task).matches() || django && DJANGO_DROPS.contains(task)) {
                findings.raiseTo(Category.DATABASES, word.span());
                findings.add(SqlClass.DESTRUCTIVE, word.span());
            } else if (LASTING.matcher(task).matches() && findings.category() == Category.BUILD_AND_TEST) {
                findings.raiseTo(Category.VERSION_CONTROL, word.span());
                findings.add(Modifier.CHANGE, word.span());
            } else if (MIGRATES.matcher(task).matches() && findings.category() == Category.BUILD_AND_TEST) {
                findings.raiseTo(Category.DATABASES, word.span());
            }
        }
        invocation.option("--force-reset").ifPresent(option -> findings.add(SqlClass.DESTRUCTIVE, option.span()));
    }

    /** Migrations are files of the project. */
    static void marks(Invocation invocation, Findings findings) {
        findings.marksMutableCode(Set.of(
                        "alembic",
                        "flyway",
                        "liquibase",
                        "knex",
                        "sequelize",
                        "prisma",
                        "goose",
                        "dbmate",
                        "sqitch",
                        "migrate",
                        "dbt",
                        "typeorm",
                        "drizzle-kit",
                        "atlas")
                .contains(invocation.program()));
    }
}
