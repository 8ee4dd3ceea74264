package com.expacti.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server's process holds, asked from outside with the JDK's own {@code jcmd}. */
final class ServerHeap {
    private static final Pattern USED =
            Pattern.compile("^\\s*(?:DefNew|Tenured|def new generation|tenured generation).*?used (\\d+)K");

    private ServerHeap() {}

    /** After two full collections, so that it is what is held and not what lies about. */
    static long usedKilobytes(Process process) throws IOException, InterruptedException {
        String _ = jcmd(process, "GC.run");
        String _ = jcmd(process, "GC.run");
        String info = jcmd(process, "GC.heap_info");
        long used = 0;
        for (String line : info.split("\n")) {
            Matcher m = USED.matcher(line);
            if (m.find()) {
                used += Long.parseLong(m.group(1));
            }
        }
        if (used == 0) {
            throw new IllegalStateException("the heap could not be read:\n" + info);
        }
        return used;
    }

    static long residentKilobytes(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0L);
    }

    private static String jcmd(Process process, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String out = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int _ = jcmd.waitFor();
        return out;
    }
}
