package com.expacti.application.org;

/** New secrets: 32 lower-case hexadecimal digits, 128 bits of a cryptographic random source. */
@FunctionalInterface
public interface SecretSource {
    String hex32();
}
