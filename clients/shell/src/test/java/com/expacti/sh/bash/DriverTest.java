package com.expacti.sh.bash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class DriverTest {
    @Test
    void bash_reads_back_every_text_byte_for_byte() throws Exception {
        RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        StringBuilder text = new StringBuilder("'\"\\$`!\n\t\r #;&|<>(){}[]*?~\u0001\u007fü語🙂\\'\\\n");
        for (int i = 0; i < 2000; i++) {
            text.appendCodePoint(chance.nextInt(1, 0xd000));
        }

        Process bash = new ProcessBuilder("/bin/bash", "--noprofile", "--norc").start();
        try (var in = bash.getOutputStream()) {
            in.write(("printf %s " + Driver.quoted(text.toString())).getBytes(StandardCharsets.US_ASCII));
        }

        assertEquals(text.toString(), new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
}
