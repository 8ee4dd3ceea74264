package com.expacti.standalone.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may do what over HTTP: every operation of the document by every role. {@code yes} is the operation's own success, a
 * number the status of its refusal: 404, 409 or 422 for what is another person's
 * alone. In another org nobody may do anything, and is told no more than that nothing is there.
 */
final class RolesTable {
    private static final String TABLE = """
                                    owner     admin     senior    reviewer  auditor   billing   agent     nobody
            setUp                   yes       yes       yes       yes       yes       yes       yes       yes
            signUp                  yes       yes       yes       yes       yes       yes       yes       yes
            verifyEmail             yes       yes       yes       yes       yes       yes       yes       yes
            login                   yes       yes       yes       yes       yes       yes       yes       yes
            refresh                 yes       yes       yes       yes       yes       yes       yes       yes
            askPasswordReset        yes       yes       yes       yes       yes       yes       yes       yes
            confirmPasswordReset    yes       yes       yes       yes       yes       yes       yes       yes
            askRecovery             yes       yes       yes       yes       yes       yes       yes       yes
            confirmRecovery         yes       yes       yes       yes       yes       yes       yes       yes
            cancelRecoveryByLink    yes       yes       yes       yes       yes       yes       yes       yes
            cancelMyRecovery        404       404       404       404       404       404       403       401
            logout                  yes       yes       yes       yes       yes       yes       403       401
            listLogins              yes       yes       yes       yes       yes       yes       403       401
            endLogin                404       404       404       404       404       404       403       401
            endAllLogins            yes       yes       yes       yes       yes       yes       403       401
            beginTotp               yes       yes       yes       yes       yes       yes       403       401
            removeTotp              409       409       409       409       409       409       403       401
            confirmTotp             422       422       422       422       422       422       403       401
            listPasskeys            yes       yes       yes       yes       yes       yes       403       401
            addPasskey              422       422       422       422       422       422       403       401
            beginPasskey            yes       yes       yes       yes       yes       yes       403       401
            askPasskey              409       409       409       409       409       409       403       401
            renamePasskey           404       404       404       404       404       404       403       401
            removePasskey           404       404       404       404       404       404       403       401
            replaceBackupCodes      409       409       409       409       409       409       403       401
            listSignInProviders     yes       yes       yes       yes       yes       yes       yes       yes
            startProviderSignIn     yes       yes       yes       yes       yes       yes       yes       yes
            returnFromProvider      yes       yes       yes       yes       yes       yes       yes       yes
            finishProviderSignIn    yes       yes       yes       yes       yes       yes       yes       yes
            listLinkedSignIns       yes       yes       yes       yes       yes       yes       403       401
            beginLink               yes       yes       yes       yes       yes       yes       403       401
            linkSignIn              401       401       401       401       401       401       403       401
            unlinkSignIn            404       404       404       404       404       404       403       401
            getMe                   yes       yes       yes       yes       yes       yes       403       401
            getMyNotices            yes       yes       yes       yes       yes       yes       403       401
            updateMyNotices         yes       yes       yes       yes       yes       yes       403       401
            getOrg                  yes       yes       yes       yes       yes       403       403       401
            getRetention            yes       yes       yes       yes       yes       403       403       401
            updateOrg               yes       yes       403       403       403       403       403       401
            askSettingsStepUp       409       409       403       403       403       403       403       401
            listMembers             yes       yes       yes       yes       yes       403       403       401
            getMember               yes       yes       yes       yes       yes       403       403       401
            updateMember            yes       yes       403       403       403       403       403       401
            removeMember            yes       yes       403       403       403       403       403       401
            removeSecondFactor      yes       yes       403       403       403       403       403       401
            cancelRecovery          yes       yes       403       403       403       403       403       401
            listInvites             yes       yes       yes       yes       yes       403       403       401
            createInvite            yes       yes       403       403       403       403       403       401
            getInvite               yes       yes       yes       yes       yes       403       403       401
            resendInvite            yes       yes       403       403       403       403       403       401
            revokeInvite            yes       yes       403       403       403       403       403       401
            acceptInvite            yes       yes       yes       yes       yes       yes       yes       yes
            listAgents              yes       yes       yes       yes       yes       403       403       401
            createAgent             yes       yes       403       403       403       403       403       401
            getAgent                yes       yes       yes       yes       yes       403       403       401
            updateAgent             yes       yes       403       403       403       403       403       401
            deleteAgent             yes       yes       403       403       403       403       403       401
            listAgentTokens         yes       yes       yes       yes       yes       403       403       401
            createAgentToken        yes       yes       403       403       403       403       403       401
            rotateAgentToken        yes       yes       403       403       403       403       403       401
            revokeAgentToken        yes       yes       403       403       403       403       403       401
            listAgentSshKeys        yes       yes       yes       yes       yes       403       403       401
            addAgentSshKey          yes       yes       403       403       403       403       403       401
            removeAgentSshKey       yes       yes       403       403       403       403       403       401
            listApiKeys             yes       yes       yes       yes       yes       403       403       401
            createApiKey            yes       yes       403       403       403       403       403       401
            renameApiKey            yes       yes       403       403       403       403       403       401
            revokeApiKey            yes       yes       403       403       403       403       403       401
            listTargets             yes       yes       yes       yes       yes       403       403       401
            createTarget            yes       yes       403       403       403       403       403       401
            getTarget               yes       yes       yes       yes       yes       403       403       401
            updateTarget            yes       yes       403       403       403       403       403       401
            deleteTarget            yes       yes       403       403       403       403       403       401
            listOidcIssuers         yes       yes       yes       yes       yes       403       403       401
            createOidcIssuer        yes       yes       403       403       403       403       403       401
            getOidcIssuer           yes       yes       yes       yes       yes       403       403       401
            updateOidcIssuer        yes       yes       403       403       403       403       403       401
            deleteOidcIssuer        yes       yes       403       403       403       403       403       401
            listTargetGroups        yes       yes       yes       yes       yes       403       403       401
            createTargetGroup       yes       yes       403       403       403       403       403       401
            getTargetGroup          yes       yes       yes       yes       yes       403       403       401
            renameTargetGroup       yes       yes       403       403       403       403       403       401
            deleteTargetGroup       yes       yes       403       403       403       403       403       401
            listCommands            yes       yes       yes       yes       yes       403       yes       401
            submitCommand           403       403       403       403       403       403       yes       401
            getCommand              yes       yes       yes       yes       yes       403       yes       401
            listCommandNotices      yes       yes       yes       yes       yes       403       403       401
            getCommandReceipt       yes       yes       yes       yes       yes       403       yes       401
            approveCommand          yes       yes       yes       yes       403       403       403       401
            askStepUp               409       409       409       409       403       403       403       401
            denyCommand             yes       yes       yes       yes       403       403       403       401
            cancelCommand           403       403       403       403       403       403       yes       401
            redeemApproval          403       403       403       403       403       403       yes       401
            reportResult            403       403       403       403       403       403       yes       401
            listRules               yes       yes       yes       yes       yes       403       403       401
            createRule              yes       yes       yes       403       403       403       403       401
            updateRule              yes       yes       yes       403       403       403       403       401
            deleteRule              yes       yes       yes       403       403       403       403       401
            testRules               yes       yes       yes       yes       yes       403       403       401
            backtestRule            yes       yes       yes       yes       yes       403       403       401
            exportRules             yes       yes       yes       yes       yes       403       403       401
            importRules             yes       yes       yes       403       403       403       403       401
            listPolicies            yes       yes       yes       yes       yes       403       403       401
            createPolicy            yes       yes       403       403       403       403       403       401
            getPolicy               yes       yes       yes       yes       yes       403       403       401
            updatePolicy            yes       yes       403       403       403       403       403       401
            deletePolicy            yes       yes       403       403       403       403       403       401
            listSuggestions         yes       yes       yes       yes       yes       403       403       401
            acceptSuggestion        yes       yes       yes       403       403       403       403       401
            dismissSuggestion       yes       yes       yes       403       403       403       403       401
            explainCommand          yes       yes       yes       yes       yes       yes       yes       401
            listSessions            yes       yes       yes       yes       yes       403       403       401
            getSession              yes       yes       yes       yes       yes       403       403       401
            listSessionCommands     yes       yes       yes       yes       yes       403       403       401
            getSessionAnalytics     yes       yes       yes       yes       yes       403       403       401
            getRecording            yes       yes       yes       yes       yes       403       403       401
            listAuditEntries        yes       yes       yes       yes       yes       403       403       401
            verifyAudit             yes       yes       yes       yes       yes       403       403       401
            exportAudit             yes       yes       yes       yes       yes       403       403       401
            getAuditCheckpoint      yes       yes       yes       yes       yes       403       403       401
            listAuditCheckpoints    yes       yes       yes       yes       yes       403       403       401
            getSummaryReport        yes       yes       yes       yes       yes       403       403       401
            getBilling              yes       403       403       403       403       yes       403       401
            startCheckout           yes       403       403       403       403       yes       403       401
            openPortal              yes       403       403       403       403       yes       403       401
            receiveStripeEvent      yes       yes       yes       yes       yes       yes       yes       yes
            """;

    private RolesTable() {}

    /** The roles, as the columns are headed. */
    static List<String> roles() {
        return List.of(TABLE.lines().findFirst().orElseThrow().strip().split(" +"));
    }

    /** By operation and role. */
    static Map<String, Map<String, String>> rows() {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        TABLE.lines().skip(1).filter(line -> !line.isBlank()).forEach(line -> {
            List<String> cells = new ArrayList<>(Arrays.asList(line.strip().split(" +")));
            String operation = cells.removeFirst();
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < roles().size(); i++) {
                row.put(roles().get(i), cells.get(i));
            }
            if (rows.put(operation, row) != null) {
                throw new IllegalStateException(operation + " stands twice in the table");
            }
        });
        return rows;
    }
}
