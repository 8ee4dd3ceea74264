package com.expacti.application.egress;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What came of a call. */
public sealed interface Fetched {
    /**
     * The other side answered, whatever it said: a redirect is an answer too.
     *
     * @param headers by their names in lower case
     */
    record Answer(int status, Map<String, List<String>> headers, Payload body) implements Fetched {
        public Answer {
            headers = Map.copyOf(headers);
        }

        public Optional<String> header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                    .findFirst();
        }
    }

    /** It may not be called; nothing was sent. @param why a sentence for whoever gave the address */
    record Barred(String why) implements Fetched {}

    /** It could not be reached, took too long, said too much or nothing that could be read. May have been carried out. */
    record Failed(String why) implements Fetched {}
}
