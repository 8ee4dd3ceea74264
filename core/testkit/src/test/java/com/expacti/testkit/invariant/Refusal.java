package com.expacti.testkit.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import org.junit.jupiter.api.function.Executable;

/** Asserts that something is refused, and with which code. */
final class Refusal {
    private Refusal() {}

    static GateException of(ErrorCode code, Executable action) {
        GateException refused = assertThrows(GateException.class, action);
        assertEquals(code, refused.code(), refused.getMessage());
        return refused;
    }
}
