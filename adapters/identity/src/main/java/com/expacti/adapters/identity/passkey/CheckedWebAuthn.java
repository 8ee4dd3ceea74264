package com.expacti.adapters.identity.passkey;

import com.expacti.application.passkey.Assertion;
import com.expacti.application.passkey.Attestation;
import com.expacti.application.passkey.Passkey;
import com.expacti.application.passkey.Passkey.Backup;
import com.expacti.application.passkey.WebAuthn;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.data.AttestationConveyancePreference;
import com.yubico.webauthn.data.AuthenticatorAssertionResponse;
import com.yubico.webauthn.data.AuthenticatorAttestationResponse;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.ClientAssertionExtensionOutputs;
import com.yubico.webauthn.data.ClientRegistrationExtensionOutputs;
import com.yubico.webauthn.data.CollectedClientData;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import com.yubico.webauthn.data.PublicKeyCredentialParameters;
import com.yubico.webauthn.data.PublicKeyCredentialRequestOptions;
import com.yubico.webauthn.data.RelyingPartyIdentity;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.data.exception.Base64UrlException;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.InvalidSignatureCountException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The checks of WebAuthn level 2, §7.1 and §7.2, by Yubico's library. Origin and relying party come from the public address; a
 * subdomain, another port or another scheme is another origin.
 */
public final class CheckedWebAuthn implements WebAuthn {
    private static final int TEXT_LENGTH_MAX = 20_000;
    private static final List<PublicKeyCredentialParameters> ALGORITHMS = List.of(
            PublicKeyCredentialParameters.ES256,
            PublicKeyCredentialParameters.EdDSA,
            PublicKeyCredentialParameters.RS256);

    private final String rpId;
    private final String origin;

    /** @param publicUrl where the dashboard is reached, as {@code https://gate.example.com} */
    public CheckedWebAuthn(String publicUrl) {
        URI url = URI.create(publicUrl);
        this.rpId = url.getHost();
        this.origin = url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    @Override
    public String rpId() {
        return rpId;
    }

    private RelyingParty relyingParty(OneAccount account) {
        return RelyingParty.builder()
                .identity(
                        RelyingPartyIdentity.builder().id(rpId).name("expacti").build())
                .credentialRepository(account)
                .origins(Set.of(origin))
                .allowOriginPort(false)
                .allowOriginSubdomain(false)
                .attestationConveyancePreference(AttestationConveyancePreference.NONE)
                .preferredPubkeyParams(ALGORITHMS)
                .validateSignatureCounter(true)
                .build();
    }

    private static ByteArray bytes(String base64Url) throws Base64UrlException {
        if (base64Url.length() > TEXT_LENGTH_MAX) {
            throw new IllegalArgumentException("longer than any authenticator's");
        }
        return ByteArray.fromBase64Url(base64Url);
    }

    @Override
    public Optional<String> challenge(String clientData) {
        try {
            return Optional.of(
                    new CollectedClientData(bytes(clientData)).getChallenge().getBase64Url());
        } catch (IOException | Base64UrlException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Registration register(String challenge, String userHandle, Attestation attestation) {
        try {
            ByteArray handle = bytes(userHandle);
            var said = read(attestation);
            if (!names(said.getResponse(), said.getId())) {
                return new Registration.Refused();
            }
            RegistrationResult result = relyingParty(new OneAccount(handle, Optional.empty()))
                    .finishRegistration(FinishRegistrationOptions.builder()
                            .request(creation(bytes(challenge), handle))
                            .response(said)
                            .build());
            return result.isUserVerified()
                    ? new Registration.Made(
                            result.getKeyId().getId().getBase64Url(),
                            result.getPublicKeyCose().getBase64Url(),
                            result.getSignatureCount(),
                            backup(result.isBackupEligible(), result.isBackedUp()))
                    : new Registration.Refused();
        } catch (RegistrationFailedException | IOException | Base64UrlException | IllegalArgumentException e) {
            return new Registration.Refused();
        }
    }

    /** Whether the key is the authenticator's own by that name: the browser's word for it is not looked at by the library. */
    private static boolean names(AuthenticatorAttestationResponse response, ByteArray id) {
        return response.getAttestation()
                .getAuthenticatorData()
                .getAttestedCredentialData()
                .filter(made -> made.getCredentialId().equals(id))
                .isPresent();
    }

    private PublicKeyCredentialCreationOptions creation(ByteArray challenge, ByteArray handle) {
        return PublicKeyCredentialCreationOptions.builder()
                .rp(RelyingPartyIdentity.builder().id(rpId).name("expacti").build())
                .user(UserIdentity.builder()
                        .name(OneAccount.NAME)
                        .displayName(OneAccount.NAME)
                        .id(handle)
                        .build())
                .challenge(challenge)
                .pubKeyCredParams(ALGORITHMS)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .build();
    }

    private static PublicKeyCredential<AuthenticatorAttestationResponse, ClientRegistrationExtensionOutputs> read(
            Attestation attestation) throws IOException, Base64UrlException {
        return PublicKeyCredential.<AuthenticatorAttestationResponse, ClientRegistrationExtensionOutputs>builder()
                .id(bytes(attestation.credentialId()))
                .response(AuthenticatorAttestationResponse.builder()
                        .attestationObject(bytes(attestation.attestationObject()))
                        .clientDataJSON(bytes(attestation.clientData()))
                        .build())
                .clientExtensionResults(
                        ClientRegistrationExtensionOutputs.builder().build())
                .build();
    }

    private static Backup backup(boolean eligible, boolean done) {
        if (done) {
            return Backup.DONE;
        }
        return eligible ? Backup.POSSIBLE : Backup.NEVER;
    }

    @Override
    public Use use(String challenge, String userHandle, Passkey key, Assertion assertion) {
        try {
            ByteArray handle = bytes(userHandle);
            RegisteredCredential known = RegisteredCredential.builder()
                    .credentialId(bytes(key.credentialId()))
                    .userHandle(handle)
                    .publicKeyCose(bytes(key.publicKey()))
                    .signatureCount(key.signCount())
                    .build();
            AssertionResult result = relyingParty(new OneAccount(handle, Optional.of(known)))
                    .finishAssertion(FinishAssertionOptions.builder()
                            .request(request(bytes(challenge), known))
                            .response(read(assertion))
                            .build());
            return result.isSuccess() && result.isUserVerified()
                    ? new Use.Good(result.getSignatureCount(), backup(result.isBackupEligible(), result.isBackedUp()))
                    : new Use.Refused();
        } catch (InvalidSignatureCountException e) {
            return new Use.Copied();
        } catch (AssertionFailedException | IOException | Base64UrlException | IllegalArgumentException e) {
            return new Use.Refused();
        }
    }

    private AssertionRequest request(ByteArray challenge, RegisteredCredential known) {
        return AssertionRequest.builder()
                .publicKeyCredentialRequestOptions(PublicKeyCredentialRequestOptions.builder()
                        .challenge(challenge)
                        .rpId(rpId)
                        .allowCredentials(List.of(PublicKeyCredentialDescriptor.builder()
                                .id(known.getCredentialId())
                                .build()))
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .username(OneAccount.NAME)
                .build();
    }

    private static PublicKeyCredential<AuthenticatorAssertionResponse, ClientAssertionExtensionOutputs> read(
            Assertion assertion) throws IOException, Base64UrlException {
        return PublicKeyCredential.<AuthenticatorAssertionResponse, ClientAssertionExtensionOutputs>builder()
                .id(bytes(assertion.credentialId()))
                .response(AuthenticatorAssertionResponse.builder()
                        .authenticatorData(bytes(assertion.authenticatorData()))
                        .clientDataJSON(bytes(assertion.clientData()))
                        .signature(bytes(assertion.signature()))
                        .userHandle(
                                assertion.userHandle().isPresent()
                                        ? Optional.of(
                                                bytes(assertion.userHandle().get()))
                                        : Optional.empty())
                        .build())
                .clientExtensionResults(
                        ClientAssertionExtensionOutputs.builder().build())
                .build();
    }
}
