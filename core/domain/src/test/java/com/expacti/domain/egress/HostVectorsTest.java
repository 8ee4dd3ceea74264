package com.expacti.domain.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code vectors/egress}: threats F2. */
final class HostVectorsTest {
    @Test
    void an_address_is_of_the_kind_the_vectors_say() throws IOException {
        for (Map<String, String> one : cases("addresses.json", 100)) {
            Optional<String> kind = Host.parse(text(one, "host"))
                    .flatMap(Host::literal)
                    .map(address -> AddressKind.of(address).name().toLowerCase(Locale.ROOT));

            assertEquals(Optional.of(text(one, "kind")), kind, text(one, "host"));
        }
    }

    @Test
    void a_name_is_read_as_the_vectors_say() throws IOException {
        for (Map<String, String> one : cases("names.json", 10)) {
            assertEquals(Optional.of(new Host.Name(text(one, "name"))), Host.parse(text(one, "host")));
        }
    }

    @Test
    void what_two_readers_could_take_for_different_hosts_is_no_host() throws IOException {
        for (Map<String, String> one : cases("refused.json", 50)) {
            assertEquals(Optional.empty(), Host.parse(text(one, "host")), text(one, "why"));
        }
    }

    private static String text(Map<String, String> one, String field) {
        return Objects.requireNonNull(one.get(field));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, String>> cases(String file, int least) throws IOException {
        Path path = Path.of(System.getProperty("expacti.root"), "vectors", "egress", file);
        Map<String, Object> all = JSON.std.mapFrom(Files.readString(path));
        List<Map<String, String>> cases =
                (List<Map<String, String>>) (List<?>) Objects.requireNonNull((List<Object>) all.get("cases"));
        assertTrue(cases.size() >= least, file);
        return cases;
    }
}
