package com.expacti.cluster.process;

import com.expacti.standalone.database.Credentials;
import com.expacti.standalone.database.DatabaseAccess;
import com.expacti.standalone.database.PrivatePostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Nodes that share a database and the folder of keys; each reaches the database through a tunnel of its own. */
public final class Cluster implements AutoCloseable {
    public static final String OWNER_EMAIL = "owner@example.com";
    public static final String OWNER_PASSWORD = "a lamp under the stairs";

    private final Path folder;
    private final PrivatePostgres postgres;
    private final List<Tunnel> tunnels;
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final AtomicInteger refs = new AtomicInteger();
    private Founded founded = new Founded("", "", "", "");

    /** The org, and who may do everything in it. */
    public record Founded(String key, String agent, String agentToken, String unusedLink) {}

    private Cluster(Path folder, PrivatePostgres postgres, int size) {
        this.folder = folder;
        this.postgres = postgres;
        int port = URI.create(postgres.jdbcUrl().substring("jdbc:".length())).getPort();
        this.tunnels = IntStream.range(0, size).mapToObj(_ -> new Tunnel(port)).toList();
    }

    /** All nodes start at once over a database that is empty. */
    public static Cluster start(int size) throws IOException {
        Path folder = Files.createTempDirectory("expacti-cluster");
        Cluster cluster = new Cluster(folder, PrivatePostgres.start(folder.resolve("database"), _ -> {}), size);
        try {
            List<NodeProcess.Starting> starting =
                    IntStream.range(0, size).mapToObj(cluster::starting).toList();
            starting.forEach(one -> cluster.nodes.add(one.awaitReady()));
            cluster.found();
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private NodeProcess.Starting starting(int node) {
        DatabaseAccess access = postgres.access();
        return NodeProcess.start(
                Map.of(
                        "EXPACTI_DATA", folder.resolve("node" + node).toString(),
                        "EXPACTI_KEYS", folder.resolve("keys").toString(),
                        "EXPACTI_DATABASE_URL", url(access.owner(), node),
                        "EXPACTI_DATABASE_SERVICE_URL", url(access.service(), node),
                        "EXPACTI_PUBLIC_URL", "http://gate.example",
                        "EXPACTI_RATE_LIMITS", "off",
                        "DATASOURCES_DEFAULT_MAXIMUM_POOL_SIZE", "14"),
                clockFile(node));
    }

    private String url(Credentials login, int node) {
        return "postgres://%s:%s@127.0.0.1:%d/expacti?sslmode=disable"
                .formatted(
                        login.user(),
                        URLEncoder.encode(login.password().reveal(), StandardCharsets.UTF_8),
                        tunnels.get(node).port());
    }

    private void found() throws IOException {
        String token = nodes.getFirst().setUpToken();
        String another = nodes.getLast().setUpToken();
        Answer done = rest(0).post(
                        "none",
                        "/setup",
                        Map.of(
                                "token",
                                token,
                                "org_name",
                                "Cluster",
                                "email",
                                OWNER_EMAIL,
                                "agent_name",
                                "first",
                                "password",
                                OWNER_PASSWORD,
                                "allow_self_approval",
                                true));
        if (done.status() != 201) {
            throw new IllegalStateException("not set up: " + done);
        }
        founded = new Founded(done.text("api_key"), done.text("agent_id"), done.text("agent_token"), another);
    }

    /** A person and the token they signed in with. */
    public record Member(String id, String token) {}

    /** Invites somebody, who accepts with what the mail in that node's outbox says, and signs in. */
    public Member join(int node, String email, String role) throws IOException {
        Answer invited = rest(node).post(key(), "/invites", Map.of("email", email, "role", role));
        Answer accepted =
                rest(node).post("none", "/invites/accept", Map.of("token", mailed(node), "password", OWNER_PASSWORD));
        Answer login = rest(node).post("none", "/auth/login", Map.of("email", email, "password", OWNER_PASSWORD));
        Answer me = rest(node).get(login.text("access_token"), "/me");
        if (me.status() != 200) {
            throw new IllegalStateException("nobody joined: " + invited + accepted + login + me);
        }
        return new Member(me.text("id"), login.text("access_token"));
    }

    private String mailed(int node) throws IOException {
        try (Stream<Path> mails = Files.list(folder.resolve("node" + node).resolve("outbox"))) {
            Path newest = mails.max(Comparator.comparing(Path::toString)).orElseThrow();
            Matcher found = Pattern.compile("token=([0-9A-Za-z_-]+)").matcher(Files.readString(newest));
            if (!found.find()) {
                throw new IllegalStateException("the mail has no token");
            }
            return found.group(1);
        }
    }

    /** The database itself, past all tunnels. */
    public DatabaseAccess database() {
        return postgres.access();
    }

    public Founded founded() {
        return founded;
    }

    public String key() {
        return founded.key();
    }

    public int size() {
        return nodes.size();
    }

    public NodeProcess node(int node) {
        return nodes.get(node);
    }

    public Tunnel tunnel(int node) {
        return tunnels.get(node);
    }

    /** Calls by HTTP to the node of that number, whichever process that is by now. */
    public Rest rest(int node) {
        return new Rest(() -> nodes.get(node).port());
    }

    public Wire agent(int node, String token) throws IOException {
        return Wire.agent(nodes.get(node).port(), token);
    }

    public Wire reviewer(int node) throws IOException {
        return Wire.reviewer(nodes.get(node).port(), key());
    }

    /** Starts the node of that number anew, once its process is gone. */
    public void restart(int node) {
        nodes.set(node, starting(node).awaitReady());
    }

    /** Puts a node's clock off by that much. */
    public void jump(int node, long seconds) throws IOException {
        Files.writeString(clockFile(node), Long.toString(seconds));
    }

    private Path clockFile(int node) {
        return folder.resolve("clock" + node);
    }

    /** A name nobody has used. */
    public String fresh(String what) {
        return what + refs.incrementAndGet();
    }

    @Override
    public void close() {
        nodes.forEach(NodeProcess::close);
        tunnels.forEach(Tunnel::close);
        postgres.close();
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                var _ = path.toFile().delete();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
