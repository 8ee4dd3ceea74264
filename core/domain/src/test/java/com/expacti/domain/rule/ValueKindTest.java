package com.expacti.domain.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wildcard takes as an option's value, or as an operand. */
final class ValueKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "ANY¦x @y ../z¦",
                "NUMBER¦5 -5 +3 10M 1.5h 10MiB 007¦'' - + x 5: 10MiBs 5x5 1-2 --5",
                "WORD¦a z A Z 0 9 _ - a-Z_9¦'' a.b a/b @x `{ a[ a: a= é",
                "TEXT¦x %{http_code} a=b¦@f file:x fileb:x %output{x} a=@f",
                "NULL¦/dev/null -¦/dev/nul /dev/null/x x --",
                "SHOWN¦json wide jsonpath={.x}¦go-template-file=x custom-columns-file=x",
                "LOCAL¦x a/b:c /a:b .¦h:x u@h:/x :x :",
                "BUNDLE¦x a/b:c¦h:x",
                "REMOTE¦origin https://a/b git@h:x¦ext::sh x::y ssh://-o",
                "CLONE¦https://a/b dir¦/dir ext::x",
                "AWK¦{print}¦ENVIRON[x]",
                "BSD¦aux a1e o%e 1e ef-¦e auxe eww",
                "GOAL¦test dependency:tree¦exec:java dependency:copy :x",
                "INSIDE¦x a/b ./x¦/x /",
                "NONE¦¦x '' 0",
                "ONCE¦x¦",
                "CHOSEN¦x¦",
            })
    void a_value_is_of_its_kind_or_not(ValueKind kind, String yes, String no) {
        for (String value : values(yes)) {
            assertEquals(true, kind.holds(value), kind + " " + value);
        }
        for (String value : values(no)) {
            assertEquals(false, kind.holds(value), kind + " " + value);
        }
    }

    private static List<String> values(String texts) {
        return texts == null
                ? List.of()
                : Stream.of(texts.split(" "))
                        .map(text -> text.equals("''") ? "" : text)
                        .toList();
    }

    @ParameterizedTest
    @CsvSource({
        ".x, true",
        ".env, true",
        "env/prod.json, true",
        "x/env, true",
        "load.json, true",
        "env.yaml, true",
        "include.yml, true",
        "environment, true",
        "my_env, true",
        ".[\"env\"], true",
        "'', true",
        "env, false",
        "env.X, false",
        "$ENV.X, false",
        ".a|env, false",
        "strenv(X), false",
        "load(\"x\"), false",
        "include \"x\"; ., false",
        "import \"x\" as y; ., false",
        "envs|env, false",
        ".env|env, false",
        "env.jsonx, true",
    })
    void a_filter_reads_neither_the_environment_nor_other_files(String filter, boolean holds) {
        assertEquals(holds, ValueKind.FILTER.holds(filter), filter);
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.io/x, true",
        "https://a.io, true",
        "a.io, true",
        "a.io:/x, true",
        "localhost:8080/x, true",
        "x:/y, false",
        ".x:/y, false",
        "ftp://a.io, false",
        "file:/x, false",
        "http://169.254.0.1/, false",
        "http://[fd00:ec2::254]/, false",
        "http://h/latest/meta-data, false",
        "http://h%2e/x, false",
    })
    void an_address_is_fetched_from_the_web_and_gives_no_credentials(String address, boolean holds) {
        assertEquals(holds, ValueKind.WEB.holds(address), address);
    }

    @Test
    void only_a_path_and_a_forbidden_word_are_settled_by_how_they_begin() {
        List<ValueKind> settled =
                Stream.of(ValueKind.values()).filter(ValueKind::settledByPrefix).toList();

        assertEquals(List.of(ValueKind.INSIDE, ValueKind.NONE), settled);
    }

    @ParameterizedTest
    @CsvSource({"xzf, true", "tvf, true", "tf, true", "'', true", "xIf, false", "xPf, false", "xCf, false", "x-f, false"
    })
    void a_bundle_of_tar_asks_for_harmless_things_only(String bundle, boolean harmless) {
        assertEquals(harmless, ValueKind.isBundle(bundle), bundle);
    }
}
