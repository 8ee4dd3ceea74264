package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import com.expacti.shell.Assignment;
import com.expacti.shell.Redirection;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Span;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What stands around a command: assignments, redirections, words naming an environment, disguises. */
final class Surroundings {
    /** Variables that make ordinary programs load or start something (bash(1), ld.so(8), git(1), and others' manuals). */
    private static final Set<String> LOADING = Set.of(
            "PATH",
            "LD_PRELOAD",
            "LD_LIBRARY_PATH",
            "LD_AUDIT",
            "DYLD_INSERT_LIBRARIES",
            "DYLD_LIBRARY_PATH",
            "BASH_ENV",
            "ENV",
            "IFS",
            "PROMPT_COMMAND",
            "PS4",
            "SHELLOPTS",
            "BASHOPTS",
            "CDPATH",
            "EDITOR",
            "VISUAL",
            "PAGER",
            "LESSOPEN",
            "LESSCLOSE",
            "MANPAGER",
            "BROWSER",
            "PYTHONSTARTUP",
            "PYTHONPATH",
            "PYTHONHOME",
            "PERL5OPT",
            "PERL5LIB",
            "RUBYOPT",
            "RUBYLIB",
            "NODE_OPTIONS",
            "NODE_PATH",
            "JAVA_TOOL_OPTIONS",
            "_JAVA_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "CLASSPATH",
            "MAKEFLAGS",
            "SSH_ASKPASS",
            "SUDO_ASKPASS",
            "TAR_OPTIONS",
            "RSYNC_RSH",
            "CC",
            "CXX",
            "PSQLRC",
            "PGSERVICEFILE",
            "XDG_CONFIG_HOME",
            "ZDOTDIR",
            "INPUTRC",
            "TERMINFO",
            "GCONV_PATH",
            "OPENSSL_CONF",
            "CURL_HOME",
            "WGETRC",
            "VIMINIT",
            "EXINIT",
            "PHPRC",
            "RUSTC_WRAPPER",
            "GOFLAGS",
            "GIT_SSH",
            "GIT_SSH_COMMAND",
            "GIT_EDITOR",
            "GIT_PAGER",
            "GIT_ASKPASS",
            "GIT_EXTERNAL_DIFF",
            "GIT_PROXY_COMMAND",
            "GIT_SEQUENCE_EDITOR",
            "GIT_EXEC_PATH",
            "GIT_TEMPLATE_DIR",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            "HOSTALIASES");

    /** Variables that say which machine, cluster or account a program acts on. */
    private static final Set<String> TARGETING = Set.of(
            "KUBECONFIG",
            "DOCKER_HOST",
            "DOCKER_CONTEXT",
            "AWS_CONFIG_FILE",
            "AWS_PROFILE",
            "AWS_DEFAULT_PROFILE",
            "CLOUDSDK_CORE_PROJECT",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "ALL_PROXY",
            "http_proxy",
            "https_proxy",
            "all_proxy",
            "PGHOST",
            "PGSERVICE",
            "VAULT_ADDR",
            "CONSUL_HTTP_ADDR",
            "NOMAD_ADDR",
            "HOME");

    /** Variables whose value is shell text that runs by itself. */
    private static final Set<String> PROMPTS = Set.of("PROMPT_COMMAND", "PS0", "PS1", "PS2", "PS4");

    private static final List<String> LOADING_PREFIXES = List.of(
            "LD_",
            "DYLD_",
            "GIT_CONFIG",
            "BASH_FUNC_",
            "npm_config_",
            "NPM_CONFIG_",
            "PIP_INDEX",
            "PIP_EXTRA",
            "PIP_CONFIG",
            "PIP_TRUSTED",
            "CARGO_TARGET_",
            "CARGO_REGISTR",
            "CARGO_BUILD_RUSTC",
            "TF_CLI",
            "PYTHONBREAKPOINT");
    private static final Set<Category> NAMES_ENVIRONMENTS = EnumSet.of(
            Category.FILES,
            Category.PROCESSES,
            Category.USERS,
            Category.NETWORK,
            Category.DATABASES,
            Category.CONTAINERS,
            Category.KUBERNETES,
            Category.CLOUD,
            Category.SECRETS,
            Category.INTERPRETERS);
    private static final Set<String> PRODUCTION = Set.of("prod", "production", "prd");
    private static final Set<String> STAGING = Set.of("staging", "stg", "preprod");

    private Surroundings() {}

    static void assignments(SimpleCommand command, Findings findings) {
        for (Assignment assignment : command.assignments()) {
            if (command.words().isEmpty()) {
                assigned(assignment.name(), assignment.span(), findings);
            } else {
                given(assignment.name(), assignment.span(), findings);
            }
            String value = assignment.value().raw();
            boolean prompt = PROMPTS.contains(assignment.name())
                    && (assignment.name().equals("PROMPT_COMMAND") || value.contains("$(") || value.contains("`"));
            if (prompt) {
                findings.raiseTo(Category.INTERPRETERS, assignment.span());
                findings.add(Modifier.RUNS_PROGRAM, assignment.span());
            }
            if (SessionInspector.isHistory(assignment.name())) {
                SessionInspector.covers(Argument.literal("", assignment.span()), findings);
            }
            if (!command.words().isEmpty() && NAMES_ENVIRONMENTS.contains(findings.category())) {
                environmentWord(Argument.of(assignment.value()), findings);
            }
        }
    }

    /** A variable that is set for one command, which then loads or starts what it names. */
    static void given(String name, Span span, Findings findings) {
        assigned(name, span, findings);
        if (loads(name) && findings.category() != Category.BUILD_AND_TEST) {
            findings.raiseTo(Category.INTERPRETERS, span);
        }
    }

    private static boolean loads(String name) {
        if (LOADING.contains(name)) {
            return true;
        }
        for (String prefix : LOADING_PREFIXES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    static void assigned(String name, Span span, Findings findings) {
        if (loads(name)) {
            findings.add(Modifier.RUNS_PROGRAM, span);
        }
        if (TARGETING.contains(name)) {
            findings.add(Modifier.OTHER_TARGET, span);
        }
    }

    static void redirections(SimpleCommand command, Findings findings) {
        command.redirections().forEach(redirection -> redirection(redirection, findings));
    }

    static void redirection(Redirection redirection, Findings findings) {
        Argument file = Argument.of(redirection.target());
        switch (redirection.operator()) {
            case READ -> FileInspector.reads(List.of(file), findings);
            case WRITE, APPEND, CLOBBER, READ_WRITE, WRITE_BOTH, APPEND_BOTH ->
                writes(file, redirection.span(), findings);
            case DUPLICATE_OUTPUT -> {
                if (!file.text().matches("[0-9]*-?")) {
                    writes(file, redirection.span(), findings);
                }
            }
            case DUPLICATE_INPUT, HERE_DOCUMENT, HERE_DOCUMENT_STRIPPED, HERE_STRING -> {}
        }
        if (file.text().startsWith("/dev/tcp/") || file.text().startsWith("/dev/udp/")) {
            findings.raiseTo(Category.NETWORK, file.span());
            findings.add(Modifier.SENDS_DATA, file.span()).add(Modifier.OTHER_TARGET, file.span());
        }
    }

    private static void writes(Argument file, Span span, Findings findings) {
        if (Paths.isDiscard(file.text())) {
            return;
        }
        if (!file.expands() && Paths.isTemporary(file.text())) {
            findings.add(Modifier.WRITES_FILE, span);
            return;
        }
        findings.raiseTo(Category.FILES, span);
        findings.add(Modifier.WRITES_FILE, span);
        FileInspector.written(file, findings);
    }

    /** Words that name production or staging, where the category's words name places and not texts. */
    static void environmentWords(Invocation invocation, Findings findings) {
        if (!NAMES_ENVIRONMENTS.contains(findings.category())) {
            return;
        }
        for (Argument argument : invocation.arguments()) {
            environmentWord(argument, findings);
        }
    }

    private static void environmentWord(Argument argument, Findings findings) {
        if (argument.text().indexOf(' ') >= 0) {
            return;
        }
        if (names(argument.text(), PRODUCTION)) {
            findings.add(Modifier.PRODUCTION, argument.span());
        } else if (names(argument.text(), STAGING) && !findings.has(Modifier.PRODUCTION)) {
            findings.add(Modifier.STAGING, argument.span());
        }
    }

    static boolean namesProduction(String text) {
        return names(text, PRODUCTION);
    }

    private static boolean names(String text, Set<String> wanted) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.contains("pr") && !lower.contains("st")) {
            return false;
        }
        int from = 0;
        for (int i = 0; i <= lower.length(); i++) {
            if (i == lower.length() || !Character.isLetter(lower.charAt(i))) {
                if (wanted.contains(lower.substring(from, i))) {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }

    static void disguises(SimpleCommand command, Invocation invocation, Findings findings) {
        if (Disguise.isDisguisedName(command.words().getFirst(), invocation.name())) {
            findings.add(Modifier.DISGUISED, invocation.name().span());
        }
        int words = command.words().size();
        if (words > Invocation.WORDS_MAX) {
            findings.add(
                    Modifier.DISGUISED,
                    command.words().get(Invocation.WORDS_MAX).span());
        }
        command.words().subList(0, Math.min(words, Invocation.WORDS_MAX)).forEach(word -> {
            if (Disguise.spellsByNumber(word) || Disguise.hasLookalikes(word.raw())) {
                findings.add(Modifier.DISGUISED, word.span());
            }
        });
    }
}
