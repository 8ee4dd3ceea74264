import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Exits 0 if the address answers 200: for machines with neither curl nor wget. */
void main(String[] arguments) {
    try (HttpClient client = HttpClient.newHttpClient()) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0]))
                .timeout(Duration.ofSeconds(5))
                .build();
        System.exit(client.send(request, BodyHandlers.discarding()).statusCode() == 200 ? 0 : 1);
    } catch (Exception e) {
        System.exit(1);
    }
}
