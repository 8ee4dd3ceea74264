package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Modifier;
import com.expacti.shell.Effort;
import com.expacti.shell.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What program text in another language may do, by the names it uses. Names it doesn't know add nothing: code is MEDIUM as it is. */
final class CodeInspector {
    static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "rbash", "busybox");
    static final Set<String> LANGUAGES = Set.of(
            "python",
            "python2",
            "python3",
            "pypy",
            "pypy3",
            "perl",
            "ruby",
            "node",
            "nodejs",
            "deno",
            "php",
            "lua",
            "Rscript",
            "R",
            "julia",
            "osascript",
            "pwsh",
            "powershell",
            "bun",
            "tclsh",
            "java",
            "groovy",
            "swift",
            "guile",
            "ts-node",
            "tsx");
    private static final List<String> STARTS = List.of(
            "os.system",
            "subprocess",
            "popen",
            "exec(",
            "execv",
            "spawn",
            "child_process",
            "system(",
            "shell_exec",
            "passthru",
            "proc_open",
            "`",
            "%x",
            "runtime.getruntime",
            "os.execute",
            "invoke-expression",
            "start-process",
            "__import__",
            "eval(",
            "ctypes",
            "do shell script");
    private static final List<String> DESTROYS = List.of(
            "rmtree",
            "unlink",
            "os.remove",
            "removedirs",
            "rmsync",
            "fs.rm",
            "rimraf",
            "rm_rf",
            "rm_r",
            "fileutils.rm",
            "rmdir",
            "truncate",
            "drop table",
            "drop database",
            "delete from",
            "remove-item",
            "file.delete",
            "os.rename");
    private static final List<String> SENDS = List.of(
            "socket",
            "requests.post",
            "requests.put",
            "urlopen",
            "urllib",
            "http.client",
            "httpx",
            "fetch(",
            "axios",
            "net.connect",
            "smtplib",
            "net::http",
            "io::socket",
            "lwp",
            "invoke-webrequest",
            "http.request",
            "https.request",
            "ftplib",
            "paramiko");
    private static final List<String> WRITES = List.of(
            "'w'",
            "\"w\"",
            "'a'",
            "\"a\"",
            "'wb'",
            "writefile",
            "write_text",
            "file.write",
            "file_put_contents",
            "appendfile");
    private static final List<String> DECODES = List.of(
            "b64decode",
            "base64",
            "fromhex",
            "unhexlify",
            "decode64",
            "atob(",
            "buffer.from",
            "chr(",
            "rot13",
            "marshal",
            "pickle");

    private CodeInspector() {}

    static void inspect(String code, Span span, Findings findings) {
        Effort.spend(64 + 8L * code.length());
        String lower = code.toLowerCase(Locale.ROOT);
        mark(lower, STARTS, Modifier.RUNS_PROGRAM, span, findings);
        mark(lower, DESTROYS, Modifier.DESTRUCTIVE, span, findings);
        mark(lower, SENDS, Modifier.SENDS_DATA, span, findings);
        mark(lower, WRITES, Modifier.WRITES_FILE, span, findings);
        boolean decodes = DECODES.stream().anyMatch(lower::contains);
        if (decodes && (lower.contains("exec") || lower.contains("eval") || lower.contains("system"))) {
            findings.add(Modifier.DISGUISED, span);
        }
        for (String part : lower.split("[\\s'\"(),;]+")) {
            if (part.indexOf('/') >= 0 || part.startsWith(".")) {
                FileInspector.reads(List.of(Argument.literal(part, span)), findings);
                if (Paths.isWhole(part) || Paths.isSystem(part)) {
                    findings.add(Modifier.SYSTEM_PATH, span);
                }
            }
        }
    }

    private static void mark(String code, List<String> names, Modifier modifier, Span span, Findings findings) {
        if (names.stream().anyMatch(code::contains)) {
            findings.add(modifier, span);
        }
    }

    static boolean isInterpreter(String program) {
        return SHELLS.contains(program) || LANGUAGES.contains(program);
    }

    /** Inline code of an interpreter: the word after {@code -c}, {@code -e} and the like. */
    static Optional<Argument> inlineCode(Invocation invocation) {
        List<Argument> arguments = invocation.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i).text();
            if (!text.startsWith("-")) {
                return Optional.empty();
            }
            boolean code = Set.of(
                                    "-c",
                                    "-e",
                                    "-E",
                                    "-r",
                                    "--eval",
                                    "-p",
                                    "--print",
                                    "-Command",
                                    "-ne",
                                    "-pe",
                                    "-ce",
                                    "-lc",
                                    "-pi",
                                    "-i")
                            .contains(text)
                    || text.length() > 2 && text.charAt(1) != '-' && (text.endsWith("c") || text.endsWith("e"));
            if (code && i + 1 < arguments.size()) {
                return Optional.of(arguments.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** Whether an interpreter reads its program from standard input. */
    static boolean readsInput(Invocation invocation) {
        if (!isInterpreter(invocation.program())) {
            return false;
        }
        boolean inline = inlineCode(invocation).isPresent();
        for (Argument argument : invocation.arguments()) {
            String text = argument.text();
            if (text.equals("-") || text.equals("-s") || text.equals("/dev/stdin")) {
                return true;
            }
            if (!argument.isOption() || inline) {
                return false;
            }
        }
        return true;
    }
}
