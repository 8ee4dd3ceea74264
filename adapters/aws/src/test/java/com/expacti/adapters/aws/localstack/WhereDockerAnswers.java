package com.expacti.adapters.aws.localstack;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips by name, and says so where people look, where no Docker engine answers. */
final class WhereDockerAnswers implements ExecutionCondition {
    private static final boolean ANSWERS = DockerClientFactory.instance().isDockerAvailable();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (ANSWERS) {
            return ConditionEvaluationResult.enabled("a Docker engine answers");
        }
        String reason = "no Docker engine answers, so LocalStack cannot run";
        System.out.println("skipped: " + context.getDisplayName() + ": " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }
}
