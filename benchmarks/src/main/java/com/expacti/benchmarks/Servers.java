package com.expacti.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The servers that are measured, each a process of its own with the class path of this one. */
final class Servers {
    private Servers() {}

    /** A process that said it is ready. */
    record Running(Process process, int port) implements AutoCloseable {
        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static Running expacti(Path data, String heap) throws IOException {
        int port = freePort();
        ProcessBuilder builder = java(heap, "com.expacti.standalone.Main", "--eval");
        builder.environment().put("EXPACTI_DATA", data.toString());
        builder.environment().put("EXPACTI_PORT", Integer.toString(port));
        return start(builder, port);
    }

    static Running echo(String heap) throws IOException {
        int port = freePort();
        return start(java(heap, "com.expacti.benchmarks.EchoServer", Integer.toString(port)), port);
    }

    private static ProcessBuilder java(String heap, String main, String argument) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + heap,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main,
                argument));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static Running start(ProcessBuilder builder, int port) throws IOException {
        Process process = builder.start();
        BufferedReader out = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            if (line.contains("ready on")) {
                Thread.ofVirtual().start(() -> pass(out));
                return new Running(process, port);
            }
        }
        throw new IllegalStateException("a server did not start:\n" + said);
    }

    /** What the server says later, until it ends. */
    private static void pass(BufferedReader out) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                System.err.println(line);
            }
        } catch (IOException ended) {
            System.err.println("a server's output ended");
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
