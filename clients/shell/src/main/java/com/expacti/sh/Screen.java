package com.expacti.sh;

import com.expacti.sh.bash.LiveBash;
import com.expacti.sh.bash.Ran;
import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/** Our terminal, lent to the bash behind it while a command runs: keys go in, output comes out, sizes follow. */
final class Screen implements Session.Runner, AutoCloseable {
    private static final long KEY_PATIENCE_MS = 20;

    private final Terminal terminal;
    private final PtyProcess process;
    private final LiveBash bash;

    private Screen(Terminal terminal, PtyProcess process, LiveBash bash) {
        this.terminal = terminal;
        this.process = process;
        this.bash = bash;
        terminal.handle(Terminal.Signal.WINCH, signal -> resize());
    }

    static Screen open(Terminal terminal, Map<String, String> environment, InstantSource clock) throws IOException {
        PtyProcess[] started = new PtyProcess[1];
        LiveBash.Starter starter = (line, child) -> {
            started[0] = start(terminal, line, child);
            return started[0];
        };
        LiveBash bash = LiveBash.onTerminal(starter, environment, terminal.output(), clock);
        return new Screen(terminal, started[0], bash);
    }

    private static PtyProcess start(Terminal terminal, List<String> line, Map<String, String> environment)
            throws IOException {
        Map<String, String> child = new HashMap<>(environment);
        child.putIfAbsent("TERM", terminal.getType());
        // bash prints no prompt of its own, not even before it is told so.
        child.putAll(Map.of("PS1", "", "PS2", ""));
        return new PtyProcessBuilder(line.toArray(new String[0]))
                .setEnvironment(child)
                .setDirectory(System.getProperty("user.dir", "/"))
                .setInitialColumns(Math.max(1, terminal.getWidth()))
                .setInitialRows(Math.max(1, terminal.getHeight()))
                .setRedirectErrorStream(true)
                .start();
    }

    private void resize() {
        process.setWinSize(new WinSize(Math.max(1, terminal.getWidth()), Math.max(1, terminal.getHeight())));
    }

    @Override
    public Ran run(String text) throws IOException {
        Attributes before = terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        raw.setOutputFlag(Attributes.OutputFlag.OPOST, false);
        terminal.setAttributes(raw);
        resize();
        AtomicBoolean running = new AtomicBoolean(true);
        Thread keys = Thread.ofPlatform().daemon().name("keys").start(() -> forward(running));
        try {
            return bash.run(text);
        } finally {
            running.set(false);
            join(keys);
            terminal.setAttributes(before);
        }
    }

    /** What is typed after the command ended stays for the line editor, and is asked for like everything else. */
    private void forward(AtomicBoolean running) {
        NonBlockingReader reader = terminal.reader();
        OutputStream into = process.getOutputStream();
        char[] buffer = new char[1024];
        try {
            while (running.get()) {
                int n = reader.readBuffered(buffer, 0, buffer.length, KEY_PATIENCE_MS);
                if (n > 0) {
                    into.write(new String(buffer, 0, n).getBytes(StandardCharsets.UTF_8));
                    into.flush();
                } else if (n == NonBlockingReader.EOF) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The command's terminal is gone; its end is reported by bash.
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String directory() {
        return bash.directory();
    }

    @Override
    public void close() throws IOException {
        bash.close();
    }
}
