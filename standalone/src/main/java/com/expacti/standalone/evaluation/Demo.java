package com.expacti.standalone.evaluation;

import com.expacti.application.access.CredentialStore.Known;
import com.expacti.application.access.EvaluationTokens;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgRegistry;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.Target;
import com.expacti.domain.risk.Environment;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The demo org: one agent, and one reviewer who owns the org but neither owns nor made the agent or its token, so that
 * both sides of a decision can be tried by one person. Its tokens are well known and live in memory only.
 */
@Singleton
public final class Demo {
    public static final String AGENT_TOKEN = "demo-shell-token";
    public static final String REVIEWER_TOKEN = "demo-reviewer-token";
    public static final String REVIEWER_TOKEN_ALIAS = "reviewer-token";

    private static final OrgId ORG = new OrgId("org_demo");
    private static final UserId REVIEWER = new UserId("user_demo_reviewer");
    private static final AgentId AGENT = new AgentId("agent_demo");
    private static final TargetId TARGET = new TargetId("target_demo");
    private static final CredentialId AGENT_CREDENTIAL = new CredentialId("tok_demo_agent");
    private static final CredentialId REVIEWER_CREDENTIAL = new CredentialId("tok_demo_reviewer");

    private final OrgRegistry registry;
    private final ChangeOrg change;
    private final EvaluationTokens tokens;

    Demo(OrgRegistry registry, ChangeOrg change, EvaluationTokens tokens) {
        this.registry = registry;
        this.change = change;
        this.tokens = tokens;
    }

    /** Makes the demo org if it is not there, and lets its tokens in for as long as this process runs. */
    public void seed() {
        if (!registry.all().contains(ORG)) {
            registry.found(
                    ORG,
                    OrgSettings.standard("Demo"),
                    List.of(new Person(REVIEWER, "reviewer@demo.expacti", "Demo Reviewer", Role.OWNER, true)),
                    List.of(new Target(TARGET, "demo", Environment.DEVELOPMENT, false, Set.of())));
            change.apply(
                    ORG,
                    "system:eval",
                    List.of(
                            new OrgChange.AgentMade(new Agent(
                                    AGENT,
                                    "demo-agent",
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(TARGET),
                                    Set.of(TARGET),
                                    true)),
                            new OrgChange.CredentialIssued(
                                    credential(
                                            AGENT_CREDENTIAL,
                                            Optional.of(AGENT),
                                            Optional.empty(),
                                            Set.of(Permission.COMMANDS_SUBMIT)),
                                    ""),
                            new OrgChange.CredentialIssued(
                                    credential(
                                            REVIEWER_CREDENTIAL,
                                            Optional.empty(),
                                            Optional.of(REVIEWER),
                                            EnumSet.complementOf(EnumSet.of(Permission.COMMANDS_SUBMIT))),
                                    "")));
        }
        tokens.add(AGENT_TOKEN, new Known(ORG, AGENT_CREDENTIAL));
        tokens.add(REVIEWER_TOKEN, new Known(ORG, REVIEWER_CREDENTIAL));
        tokens.add(REVIEWER_TOKEN_ALIAS, new Known(ORG, REVIEWER_CREDENTIAL));
    }

    private static Credential credential(
            CredentialId id, Optional<AgentId> agent, Optional<UserId> user, Set<Permission> permissions) {
        return new Credential(id, "evaluation", agent, user, Optional.empty(), permissions, Optional.empty(), false);
    }
}
