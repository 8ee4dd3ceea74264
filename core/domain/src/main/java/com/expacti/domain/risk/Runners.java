package com.expacti.domain.risk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Launchers that run a program of the project by name ({@code npx jest}, {@code python -m pytest}): judged as that program. */
final class Runners {
    private static final Set<String> DIRECT = Set.of("npx", "bunx", "pnpx", "uvx", "cross-env");
    private static final Map<String, Set<String>> BY_SUBCOMMAND = Map.ofEntries(
            Map.entry("npm", Set.of("exec")),
            Map.entry("pnpm", Set.of("exec", "dlx")),
            Map.entry("yarn", Set.of("exec", "dlx")),
            Map.entry("bun", Set.of("x")),
            Map.entry("uv", Set.of("run")),
            Map.entry("poetry", Set.of("run")),
            Map.entry("pipenv", Set.of("run")),
            Map.entry("pdm", Set.of("run")),
            Map.entry("hatch", Set.of("run")),
            Map.entry("rye", Set.of("run")),
            Map.entry("bundle", Set.of("exec")),
            Map.entry("pipx", Set.of("run")));
    private static final Set<String> PYTHONS = Set.of("python", "python2", "python3", "pypy", "pypy3");

    /** Modules of Python's own that look, or write only next to what they read. */
    private static final Map<String, String> MODULES = Map.of(
            "json.tool", "jq",
            "venv", "mkdir",
            "virtualenv", "mkdir",
            "tokenize", "cat",
            "ast", "cat",
            "dis", "cat",
            "calendar", "cal",
            "platform", "uname");

    private Runners() {}

    static Invocation through(Invocation invocation) {
        return inner(invocation).orElse(invocation);
    }

    private static Optional<Invocation> inner(Invocation invocation) {
        List<Argument> arguments = invocation.arguments();
        if (PYTHONS.contains(withoutMinor(invocation.program()))) {
            boolean module = arguments.size() > 1 && arguments.getFirst().text().equals("-m");
            return module ? started(invocation, 1) : Optional.empty();
        }
        int at = DIRECT.contains(invocation.program()) ? 0 : afterSubcommand(invocation);
        while (at >= 0
                && at < arguments.size()
                && Set.of("-y", "--yes", "--", "--no-install", "--no-sync", "--frozen")
                        .contains(arguments.get(at).text())) {
            at++;
        }
        return at < 0 || at >= arguments.size() ? Optional.empty() : started(invocation, at);
    }

    private static int afterSubcommand(Invocation invocation) {
        Set<String> subcommands = BY_SUBCOMMAND.getOrDefault(invocation.program(), Set.of());
        boolean runs = !invocation.arguments().isEmpty()
                && subcommands.contains(invocation.arguments().getFirst().text());
        return runs ? 1 : -1;
    }

    private static String withoutMinor(String program) {
        int dot = program.indexOf('.');
        return dot < 0 ? program : program.substring(0, dot);
    }

    /** Only programs of the table: what another package's program does nobody here knows. */
    private static Optional<Invocation> started(Invocation invocation, int at) {
        Argument name = invocation.arguments().get(at);
        String program = MODULES.getOrDefault(name.text(), name.text());
        int version = program.indexOf('@', 1);
        String plain = version < 0 ? program : program.substring(0, version);
        if (name.expands() || !Programs.isKnown(plain) || CodeInspector.isInterpreter(plain)) {
            return Optional.empty();
        }
        List<Argument> rest =
                invocation.arguments().subList(at + 1, invocation.arguments().size());
        return Optional.of(new Invocation(plain, Argument.literal(plain, name.span()), rest, invocation.command()));
    }
}
