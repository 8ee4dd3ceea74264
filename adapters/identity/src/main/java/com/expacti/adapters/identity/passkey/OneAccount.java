package com.expacti.adapters.identity.passkey;

import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import java.util.Optional;
import java.util.Set;

/** What the library asks its repository, for the one account and key that are looked at: nobody else's can be found through it. */
record OneAccount(ByteArray handle, Optional<RegisteredCredential> key) implements CredentialRepository {
    /** The library wants a name; ours are never shown to it. */
    static final String NAME = "account";

    @Override
    public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String username) {
        return key.map(k -> Set.of(PublicKeyCredentialDescriptor.builder()
                        .id(k.getCredentialId())
                        .build()))
                .orElse(Set.of());
    }

    @Override
    public Optional<ByteArray> getUserHandleForUsername(String username) {
        return username.equals(NAME) ? Optional.of(handle) : Optional.empty();
    }

    @Override
    public Optional<String> getUsernameForUserHandle(ByteArray userHandle) {
        return userHandle.equals(handle) ? Optional.of(NAME) : Optional.empty();
    }

    @Override
    public Optional<RegisteredCredential> lookup(ByteArray credentialId, ByteArray userHandle) {
        return key.filter(k -> k.getCredentialId().equals(credentialId) && userHandle.equals(handle));
    }

    @Override
    public Set<RegisteredCredential> lookupAll(ByteArray credentialId) {
        return lookup(credentialId, handle).map(Set::of).orElse(Set.of());
    }
}
