package com.expacti.domain.risk;

import java.util.EnumSet;
import java.util.Set;

/**
 * Every number of the risk score, each with why. A command starts at its category's points; modifiers, SQL classes and
 * combinations add to them or take off. The published scores that hold exactly are in {@code vectors/risk/published.json}.
 */
final class RiskTable {
    private RiskTable() {}

    /** The fourteen kinds of work. {@code readOnly} is what the category's reading forms take off (never more than the points). */
    enum Category {
        INSPECTION(3, 0, "Read-only inspection", "looks, changes nothing; not 0, because reading discloses"),
        BUILD_AND_TEST(10, -7, "Build and test", "runs the project's own code in its own tree, all day long"),
        FILES(15, -12, "File changes", "changes files somewhere; where and how much is for the modifiers"),
        VERSION_CONTROL(
                15, -10, "Version control", "changes the working tree or local history; git status is 15 - 10 = 5"),
        PACKAGES(30, -25, "Package management", "fetches and runs other people's install scripts"),
        PROCESSES(25, -20, "Processes and services", "what runs now may stop running"),
        USERS(40, -35, "Users and permissions", "changes who may do what, which outlives the session"),
        NETWORK(20, -12, "Network and transfer", "talks to another machine; fetching alone is 20 - 12 = 8"),
        DATABASES(22, -10, "Database access", "EXPLAIN SELECT is 22 - 10 = 12, as published"),
        CONTAINERS(25, -20, "Containers", "starts or changes what is packaged with its own rights"),
        KUBERNETES(30, -22, "Kubernetes management", "published as +30; reading is 30 - 22 = 8"),
        CLOUD(35, -25, "Cloud and infrastructure as code", "one call can change a whole account, and cost money"),
        SECRETS(50, -40, "Secrets and credentials", "what was read can't be unread; listing names is 50 - 40 = 10"),
        INTERPRETERS(35, -30, "Interpreters and code execution", "does whatever the code it is given does");

        final int points;
        final int readOnly;
        final String label;
        final String why;

        Category(int points, int readOnly, String label, String why) {
            this.points = points;
            this.readOnly = readOnly;
            this.label = label;
            this.why = why;
        }
    }

    /** The twenty-five named modifiers. The two that depend on the category have 0 here and {@link Category#readOnly} there. */
    enum Modifier {
        READ_ONLY(0, "Read-only form", "the form of the command only reads"),
        DRY_RUN(0, "Dry run", "the command only says what it would do"),
        TEMP_OR_BUILD(
                -30, "Only temporary or build directories", "made to be deleted; rm -rf /tmp/build-7 ends at 22, LOW"),
        CHANGE(19, "Changes shared or running state", "others see it at once; git push is 15 + 19"),
        DESTRUCTIVE(17, "Destructive verb", "published example: 30 + 20 + 15 + 17 = 82"),
        STOPS_SERVICE(
                51,
                "Takes away a service, its data or a disk for good",
                "kubectl delete deployment/api is 30 + 17 + 51 = 98"),
        ALL(20, "Everything at once (--all)", "published as +20"),
        PRODUCTION(15, "Production", "published as +15, from the words, the working directory or the target"),
        STAGING(5, "Staging", "shared, but nobody's customers"),
        PROTECTED_BRANCH(11, "Main branch", "git push origin main is 15 + 19 + 11 = 45"),
        REWRITES_HISTORY(41, "Rewrites shared history", "a force push starts at 15 + 19 + 41 = 75, CRITICAL"),
        RECURSIVE(20, "Recursive", "rm -rf of an ordinary directory is 15 + 17 + 20 = 52, HIGH"),
        SYSTEM_PATH(
                35,
                "System directory, log, history or a whole tree",
                "rm -rf / is CRITICAL, rm /etc/passwd and history -c HIGH"),
        UNSET_VARIABLE(
                45, "A variable that may be unset decides what is hit", "rm $X alone is 15 + 17 + 45 = 77, CRITICAL"),
        VARIABLE_OPERAND(20, "A variable is part of what is hit", "rm -rf /tmp/b-$N stays HIGH whatever the path"),
        PRIVILEGE(20, "Other privilege", "sudo, su, doas: the machine's own checks no longer hold"),
        OTHER_TARGET(15, "Another machine, cluster or account", "acts where the reviewer isn't looking"),
        WIDE_PERMISSION(
                35, "Opens permissions wide", "777, setuid, privileged containers, admin roles: 75 with its category"),
        PERSISTENCE(35, "Runs again by itself later", "start-up files, cron, units, hooks, authorized_keys"),
        SECRET_IN_ARGUMENTS(10, "A secret stands in the command", "it ends up in process lists, logs and recordings"),
        SENDS_DATA(20, "Sends data out", "what left can't be called back; git push counts under CHANGE instead"),
        RUNS_PROGRAM(25, "Runs another program by an option", "-exec, core.pager, --checkpoint-action, LD_PRELOAD"),
        DISGUISED(
                55,
                "Disguised or unreadable",
                "hidden characters, escapes in names, a name in a variable: 35 + 55, no less than what it may hide"),
        WRITES_FILE(12, "Writes a file by redirection or option", "a reading command that writes is no longer reading"),
        WITHOUT_WHERE(
                12, "Every row: no WHERE", "UPDATE of prod without WHERE is 22 + 23 + 12 + 15 = 72, as published");

        final int points;
        final String label;
        final String why;

        Modifier(int points, String label, String why) {
            this.points = points;
            this.label = label;
            this.why = why;
        }

        Set<RiskKind> kinds() {
            return switch (this) {
                case RUNS_PROGRAM, DISGUISED -> EnumSet.of(RiskKind.RUNS_PROGRAM);
                case SYSTEM_PATH, WRITES_FILE, PERSISTENCE -> EnumSet.of(RiskKind.WRITES_ELSEWHERE);
                case SENDS_DATA -> EnumSet.of(RiskKind.SENDS_DATA);
                case PRIVILEGE, OTHER_TARGET, WIDE_PERMISSION -> EnumSet.of(RiskKind.OTHER_TARGET);
                case READ_ONLY,
                        DRY_RUN,
                        TEMP_OR_BUILD,
                        CHANGE,
                        DESTRUCTIVE,
                        STOPS_SERVICE,
                        ALL,
                        PRODUCTION,
                        STAGING,
                        PROTECTED_BRANCH,
                        REWRITES_HISTORY,
                        RECURSIVE,
                        UNSET_VARIABLE,
                        VARIABLE_OPERAND,
                        SECRET_IN_ARGUMENTS,
                        WITHOUT_WHERE -> EnumSet.noneOf(RiskKind.class);
            };
        }
    }

    /** What a SQL statement does, on top of {@link Category#DATABASES}. */
    enum SqlClass {
        READ(-10, "SQL: only reads", "EXPLAIN and SELECT: 12"),
        SESSION(-5, "SQL: session or transaction", "BEGIN, COMMIT, SET: nothing by itself"),
        MAINTENANCE(13, "SQL: maintenance", "VACUUM, REINDEX: load and locks, no change of data"),
        DDL_ONLINE(19, "SQL: schema change without locking", "CREATE INDEX CONCURRENTLY is 22 + 19 = 41, as published"),
        WRITE(23, "SQL: writes data", "UPDATE with WHERE is 45, MEDIUM"),
        DDL(29, "SQL: schema change", "locks the table and outlives the session: 51"),
        UNSEEN(30, "SQL: not visible here", "a file, a variable or a prompt: 52, HIGH, because it may be anything"),
        RIGHTS(33, "SQL: changes rights", "GRANT, roles: 55"),
        DROP_PART(40, "SQL: drops an index, view or column", "can be made again, with work: 62"),
        CODE(43, "SQL: runs code or touches files", "COPY … PROGRAM, DO, xp_cmdshell: 65"),
        DESTRUCTIVE(73, "SQL: destroys data", "DROP TABLE is 22 + 73 = 95, as published");

        final int points;
        final String label;
        final String why;

        SqlClass(int points, String label, String why) {
            this.points = points;
            this.label = label;
            this.why = why;
        }
    }

    /** What the parts of one line add up to, beyond its worst part. */
    enum Combination {
        DOWNLOAD_TO_INTERPRETER(45, "A download is run", "curl … | sh: whoever answers decides; 80"),
        DECODED_TO_INTERPRETER(65, "Decoded text is run", "base64 -d | sh: 100, since it can hide the worst"),
        INPUT_TO_INTERPRETER(20, "Output of another command is run", "what runs is not in the text; 55, HIGH"),
        SECRET_TO_NETWORK(45, "A secret reaches the network", "cat key | nc host: 59 + 45, CRITICAL"),
        UNKNOWN_OPERANDS(
                20,
                "What is hit comes from another command",
                "find | xargs rm is 15 + 17 + 20: the reviewer can't see the list");

        final int points;
        final String label;
        final String why;

        Combination(int points, String label, String why) {
            this.points = points;
            this.label = label;
            this.why = why;
        }
    }

    /** Text nobody could read is at least CRITICAL: the gate never guesses (invariant 1). */
    static final int UNPARSED = 75;

    /** Nor does it guess at what it had no time to look at: as much as anything can score, whatever was found until then. */
    static final int OVER_BUDGET = 100;
}
