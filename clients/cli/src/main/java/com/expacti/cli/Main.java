package com.expacti.cli;

import com.expacti.client.shown.Printable;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Wiring of {@code expacti}. Exit codes: 0 done, 1 refused or failed, 2 not understood. */
public final class Main {
    private static final Logger LIBRARIES = Logger.getLogger("org.jline");

    private Main() {}

    /** The launcher says in {@code expacti.terminals} which of the descriptors 0, 1 and 2 are terminals. */
    public static void main(String[] words) {
        LIBRARIES.setLevel(Level.OFF);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Desk desk = new Desk(
                System.getenv(),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                out,
                InstantSource.system(),
                System.getProperty("expacti.terminals", ""));
        int code = run(desk, err, words);
        out.flush();
        err.flush();
        Runtime.getRuntime().halt(code);
    }

    static int run(Desk desk, PrintStream err, String... words) {
        CommandLine line = new CommandLine(new Root(desk))
                .addSubcommand(new Login(desk))
                .addSubcommand(new WatchCommand(desk))
                .addSubcommand(new Whitelist(desk))
                .addSubcommand(new Suggestions(desk))
                .addSubcommand(new Policies(desk))
                .addSubcommand(new Audit(desk));
        line.getSubcommands().values().forEach(Main::helpful);
        line.setOut(writer(desk.out()));
        line.setErr(writer(err));
        line.setParameterExceptionHandler((wrong, given) -> {
            err.println("expacti: " + sentence(wrong) + " (see `"
                    + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help`)");
            return 2;
        });
        line.setExecutionExceptionHandler((failed, at, parsed) -> {
            err.println("expacti: " + sentence(failed));
            return 1;
        });
        if (words.length == 0) {
            line.usage(line.getErr());
            return 2;
        }
        return line.execute(words);
    }

    /** Every command explains itself, at each depth. */
    private static void helpful(CommandLine line) {
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build());
        line.getSubcommands().values().forEach(Main::helpful);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static String sentence(Exception failed) {
        return switch (failed) {
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            case FileAlreadyExistsException there -> there.getFile() + " exists already: name another file";
            default -> {
                String words = failed.getMessage();
                yield words == null ? failed.getClass().getSimpleName() : Printable.of(words);
            }
        };
    }
}
