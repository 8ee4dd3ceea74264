package com.expacti.application.sshkey;

import com.expacti.domain.org.Credential;
import com.expacti.domain.org.SshPublicKey;

/** A public key of an agent, as the credential it is and as its text. */
public record AgentKey(Credential credential, SshPublicKey key) {}
