package com.expacti.standalone.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatabaseUrlTest {
    private static final String NAME = "EXPACTI_DATABASE_URL";

    @Test
    void an_address_becomes_a_driver_address_without_user_and_password() {
        DatabaseUrl url = DatabaseUrl.parse(NAME, "postgres://ann:s3cret@db.example:6432/gate?sslmode=verify-full");

        assertEquals("jdbc:postgresql://db.example:6432/gate?sslmode=verify-full", url.jdbcUrl());
        assertEquals(new Credentials("ann", Password.of("s3cret")), url.login());
        assertFalse(url.toString().contains("s3cret"), url.toString());
    }

    @Test
    void escaped_characters_of_user_password_and_database_are_read() {
        DatabaseUrl url = DatabaseUrl.parse(NAME, "postgresql://a%40b:p%3A%2F+%23@localhost/my%20gate");

        assertEquals(new Credentials("a@b", Password.of("p:/+#")), url.login());
        assertEquals("jdbc:postgresql://localhost:5432/my%20gate?sslmode=prefer", url.jdbcUrl());
    }

    @ParameterizedTest
    @CsvSource({"localhost,prefer", "127.0.0.1,prefer", "[::1],prefer", "db.example,require", "10.1.2.3,require"})
    void another_machine_is_reached_over_tls_unless_said_otherwise(String host, String mode) {
        DatabaseUrl url = DatabaseUrl.parse(NAME, "postgres://u:p@" + host + "/d");

        assertEquals("jdbc:postgresql://" + host + ":5432/d?sslmode=" + mode, url.jdbcUrl());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql://u:s3cret@h/d | does not begin with postgres://",
                "u:s3cret@h/d | does not begin with postgres://",
                "postgres://u:s3c#ret@h/d | names no host",
                "postgres://u:s3c/s3cret@h/d | names no host",
                "postgres://u:s3c ret@h/d | can't be read from character 17",
                "postgres://:s3cret@h/d | names no user",
                "postgres://h/d | names no user",
                "postgres://u@h/d | has no password",
                "postgres://u:s3cret@h | names no database",
                "postgres://u:s3cret@h/ | names no database",
                "postgres://u:s3cret@h/a/b | names no database",
                "postgres://u:s3cret@h:70000/d | has port 70000",
                "postgres://u:s3cret@h:x/d | names no host",
                "postgres://u:s3cret@h/d?sslmode=maybe | has an sslmode other than",
                "postgres://u:s3cret@h/d?options=-c | has a parameter other than",
                "postgres://u:s3cret@h/d?connect_timeout=soon | has a connect_timeout",
            })
    void a_wrong_address_is_named_by_its_fault_and_never_repeated(String text, String fault) {
        DatabaseUnavailable wrong = assertThrows(DatabaseUnavailable.class, () -> DatabaseUrl.parse(NAME, text));

        assertTrue(wrong.getMessage().startsWith(NAME + " " + fault), wrong.getMessage());
        assertFalse(printed(wrong).contains("s3c"), wrong.getMessage());
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
