package com.expacti.cli;

import com.expacti.client.access.Access;
import com.expacti.client.access.Endpoint;
import com.expacti.client.access.Token;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "login",
        description = "Store the URL and token of your gate. The token is asked for, or read from stdin or a file.")
final class Login implements Callable<Integer> {
    private final Desk desk;

    // Absent until picocli sets them.
    @Option(names = "--url", description = "Where the gate is, such as https://gate.example.com")
    private @Nullable String url;

    @Option(names = "--token-file", description = "Read the token from this file")
    private @Nullable Path tokenFile;

    Login(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        String place = url == null ? asked("URL [http://localhost:3001]: ").orElse("http://localhost:3001") : url;
        Endpoint endpoint = Endpoint.of(place);
        Token token = Token.of(tokenFile == null ? typedToken() : Files.readString(tokenFile));
        desk.credentials().store(new Access(endpoint, token));
        desk.out().println("Stored in " + desk.credentials().file() + ", readable by you only.");
        return 0;
    }

    private Optional<String> asked(String prompt) throws IOException {
        if (desk.terminals().contains("0")) {
            desk.out().print(prompt);
            desk.out().flush();
        }
        return Optional.ofNullable(desk.in().readLine()).filter(line -> !line.isBlank());
    }

    private String typedToken() throws IOException {
        Console console = desk.terminals().contains("0") ? System.console() : null;
        if (console != null) {
            char[] typed = console.readPassword("Token: ");
            return typed == null ? "" : new String(typed);
        }
        return asked("").orElse("");
    }
}
