package com.expacti.sh;

import com.expacti.client.Decision;
import com.expacti.client.ExpactiClient;
import com.expacti.client.Submission;
import com.expacti.client.access.Access;
import com.expacti.sh.bash.LiveBash;
import com.expacti.sh.bash.OneShot;
import com.expacti.sh.bash.Ran;
import com.expacti.sh.gate.Gatekeeper;
import com.expacti.sh.gate.Interrupts;
import com.expacti.sh.prompt.Completeness;
import com.expacti.sh.prompt.EditedCommands;
import com.expacti.sh.prompt.PipedCommands;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Wiring of {@code expacti-sh}. */
public final class Main {
    private static final Logger LIBRARIES = Logger.getLogger("org.jline");

    private final Map<String, String> environment;
    private final PrintStream err;
    private final String terminals;
    private final InstantSource clock = InstantSource.system();

    private Main(Map<String, String> environment, PrintStream err, String terminals) {
        this.environment = environment;
        this.err = err;
        this.terminals = terminals;
    }

    /** The launcher says in {@code expacti.terminals} which of the descriptors 0, 1 and 2 are terminals. */
    public static void main(String[] words) {
        // Libraries keep quiet: every line on a terminal is the gate's or the command's.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        LIBRARIES.setLevel(Level.OFF);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Main main = new Main(System.getenv(), err, System.getProperty("expacti.terminals", ""));
        int code = main.run(Arguments.of(List.of(words)));
        err.flush();
        Runtime.getRuntime().halt(code);
    }

    private int run(Arguments arguments) {
        try {
            return switch (arguments) {
                case Arguments.Say(String text, int code) -> {
                    (code == 0 ? System.out : err).println(text);
                    System.out.flush();
                    yield code;
                }
                case Arguments.Once(String text) -> asked(client -> once(client, text));
                case Arguments.Session() -> asked(this::session);
            };
        } catch (IOException | IllegalArgumentException failed) {
            err.println("expacti-sh: " + failed.getMessage());
            return Gatekeeper.DENIED;
        }
    }

    private interface Work {
        int with(ExpactiClient client) throws IOException;
    }

    private int asked(Work work) throws IOException {
        Optional<Access> access = Access.fromEnvironment(environment);
        if (access.isEmpty()) {
            err.println(
                    "expacti-sh: EXPACTI_URL and EXPACTI_TOKEN are not set, so nobody can be asked and nothing runs");
            return Gatekeeper.DENIED;
        }
        try (ExpactiClient client = new ExpactiClient(access.get())) {
            return work.with(client);
        }
    }

    private Gatekeeper gate(ExpactiClient client, Interrupts interrupts) {
        return new Gatekeeper(client, interrupts, err, terminals.contains("2"), clock);
    }

    private int once(ExpactiClient client, String text) throws IOException {
        Gatekeeper gate = gate(client, Interrupts.ofThisProcess());
        Decision decision = gate.permit(Submission.of(text).in(System.getProperty("user.dir", "/")));
        if (!(decision instanceof Decision.Approved approved)) {
            return gate.refuse(decision);
        }
        Ran ran = OneShot.run(approved.submission().command(), environment, clock);
        gate.report(approved, ran.exitCode(), ran.took(), ran.outputBytes());
        return ran.exitCode();
    }

    private int session(ExpactiClient client) throws IOException {
        Completeness completeness = new Completeness(environment);
        if (terminals.contains("0") && terminals.contains("1")) {
            return atTerminal(client, completeness);
        }
        try (LiveBash bash = LiveBash.onOurOutput(environment, clock)) {
            PipedCommands commands = new PipedCommands(new BufferedInputStream(System.in), err, completeness);
            return new Session(gate(client, Interrupts.ofThisProcess()), commands, Session.plainly(bash), err).run();
        }
    }

    private int atTerminal(ExpactiClient client, Completeness completeness) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder()
                        .system(true)
                        .dumb(false)
                        .nativeSignals(true)
                        .signalHandler(Terminal.SignalHandler.SIG_DFL)
                        .build();
                Screen screen = Screen.open(terminal, environment, clock)) {
            Gatekeeper gate = gate(client, Interrupts.of(terminal));
            EditedCommands commands = new EditedCommands(terminal, completeness, environment.getOrDefault("HOME", ""));
            return new Session(gate, commands, screen, err).run();
        }
    }
}
