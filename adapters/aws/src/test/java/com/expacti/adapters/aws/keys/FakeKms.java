package com.expacti.adapters.aws.keys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** As much of KMS's JSON protocol as a keyset needs. What it encrypts begins with the key's name and the number of its material. */
final class FakeKms implements AutoCloseable {
    private static final int PLAIN_MAX = 4096;
    private static final int NAME = 8;
    private static final int HEAD = NAME + 1;
    private static final int IV = 12;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, List<byte[]>> keys = new ConcurrentHashMap<>();
    private final Set<String> disabled = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;

    FakeKms() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Makes a key; its name. */
    String key() {
        String name = "key-%04d".formatted(keys.size());
        keys.put(name, new ArrayList<>(List.of(bytes(32))));
        return name;
    }

    /** New material: what was encrypted under the old still opens. */
    void rotate(String key) {
        keys.computeIfPresent(key, (_, material) -> {
            material.add(bytes(32));
            return material;
        });
    }

    void disable(String key) {
        disabled.add(key);
    }

    void enable(String key) {
        disabled.remove(key);
    }

    /** How many calls came. */
    int asked() {
        return asked.get();
    }

    private byte[] bytes(int count) {
        byte[] out = new byte[count];
        random.nextBytes(out);
        return out;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        JsonNode asks = JsonNode.parser().parse(exchange.getRequestBody());
        String key = asks.field("KeyId").orElseThrow().asString();
        Map<String, String> context = new TreeMap<>();
        asks.field("EncryptionContext")
                .ifPresent(all -> all.asObject().forEach((name, value) -> context.put(name, value.asString())));
        try (exchange) {
            if (!keys.containsKey(key) || disabled.contains(key)) {
                send(exchange, 400, "__type", keys.containsKey(key) ? "DisabledException" : "NotFoundException");
            } else if (exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith(".Encrypt")) {
                encrypted(exchange, key, context, bytes(asks, "Plaintext"));
            } else {
                decrypted(exchange, key, context, bytes(asks, "CiphertextBlob"));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("this machine has no AES-GCM", e);
        }
    }

    private void encrypted(HttpExchange exchange, String key, Map<String, String> context, byte[] plain)
            throws IOException, GeneralSecurityException {
        if (plain.length > PLAIN_MAX) {
            send(exchange, 400, "__type", "ValidationException");
        } else {
            send(exchange, 200, "CiphertextBlob", base64(encrypt(key, context, plain)));
        }
    }

    private void decrypted(HttpExchange exchange, String key, Map<String, String> context, byte[] blob)
            throws IOException {
        try {
            send(exchange, 200, "Plaintext", base64(decrypt(key, context, blob)));
        } catch (GeneralSecurityException | RuntimeException e) {
            send(exchange, 400, "__type", "InvalidCiphertextException");
        }
    }

    private static void send(HttpExchange exchange, int status, String name, String value) throws IOException {
        byte[] body = "{\"%s\":\"%s\"}".formatted(name, value).getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] bytes(JsonNode asks, String field) {
        return Base64.getDecoder().decode(asks.field(field).orElseThrow().asString());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private byte[] encrypt(String key, Map<String, String> context, byte[] plain) throws GeneralSecurityException {
        List<byte[]> material = keys.getOrDefault(key, List.of());
        byte[] out = Arrays.copyOf(key.getBytes(StandardCharsets.US_ASCII), HEAD + IV);
        out[NAME] = (byte) (material.size() - 1);
        System.arraycopy(bytes(IV), 0, out, HEAD, IV);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, out, material, context).doFinal(plain);
        byte[] blob = Arrays.copyOf(out, out.length + sealed.length);
        System.arraycopy(sealed, 0, blob, out.length, sealed.length);
        return blob;
    }

    private byte[] decrypt(String key, Map<String, String> context, byte[] blob) throws GeneralSecurityException {
        if (!key.equals(new String(blob, 0, NAME, StandardCharsets.US_ASCII))) {
            throw new GeneralSecurityException("another key's");
        }
        return cipher(Cipher.DECRYPT_MODE, blob, keys.getOrDefault(key, List.of()), context)
                .doFinal(blob, HEAD + IV, blob.length - HEAD - IV);
    }

    private static Cipher cipher(int mode, byte[] blob, List<byte[]> material, Map<String, String> context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(material.get(blob[NAME]), "AES"), new GCMParameterSpec(128, blob, HEAD, IV));
        cipher.updateAAD(context.toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
