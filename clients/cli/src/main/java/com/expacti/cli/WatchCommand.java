package com.expacti.cli;

import com.expacti.cli.watch.Watch;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;

@Command(name = "watch", description = "The live queue: see, allow and deny as commands come.")
final class WatchCommand implements Callable<Integer> {
    private final Desk desk;

    WatchCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        if (!desk.terminals().contains("0") || !desk.terminals().contains("1")) {
            throw new IOException("watch needs a terminal: use `expacti commands --status pending` in scripts");
        }
        try (Terminal terminal =
                TerminalBuilder.builder().system(true).dumb(false).build()) {
            new Watch(desk.credentials().access(), terminal, desk.paint(), desk.clock(), RandomGenerator.getDefault())
                    .run();
        }
        return 0;
    }
}
