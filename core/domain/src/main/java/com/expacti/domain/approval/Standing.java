package com.expacti.domain.approval;

import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgView;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Who may decide a command, and who may not because they stand behind it. */
public final class Standing {
    private Standing() {}

    /**
     * The people too close to a command to decide it: the agent's owner and creator, whoever issued the credential it
     * came with, and the person it was made on behalf of. Fixed when the command is submitted.
     */
    public static Set<UserId> excluded(
            OrgView view, AgentId agent, CredentialId credential, Optional<String> onBehalfOf) {
        Set<UserId> out = new HashSet<>();
        Optional.ofNullable(view.agents().get(agent)).ifPresent(a -> {
            a.owner().ifPresent(out::add);
            a.createdBy().ifPresent(out::add);
        });
        Optional.ofNullable(view.credentials().get(credential))
                .flatMap(Credential::issuedBy)
                .ifPresent(out::add);
        onBehalfOf.ifPresent(email -> view.people().values().stream()
                .filter(p -> p.email().equalsIgnoreCase(email))
                .map(Person::id)
                .forEach(out::add));
        return out;
    }

    public static boolean mayDecide(OrgView view, UserId voter, Set<UserId> excluded) {
        return Optional.ofNullable(view.people().get(voter))
                        .filter(Person::mayDecide)
                        .isPresent()
                && (view.settings().allowSelfApproval() || !excluded.contains(voter));
    }
}
