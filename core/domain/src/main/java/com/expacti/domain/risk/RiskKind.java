package com.expacti.domain.risk;

/** What a command may do beyond its plain purpose: the kinds a wildcard rule never brings in unseen (protocol, "Risk ceiling"). */
public enum RiskKind {
    /** Runs another program: an interpreter, a hook, a pager, {@code -exec}, a wrapper. */
    RUNS_PROGRAM,
    /** Writes or deletes outside the working directory, and outside temporary and build directories. */
    WRITES_ELSEWHERE,
    /** Reads keys, tokens, password files, the environment. */
    READS_SECRETS,
    /** Reads outside the working directory. */
    READS_OUTSIDE,
    /** Sends data to another machine. */
    SENDS_DATA,
    /** Acts with other rights, or on another machine, cluster or account than the plain command would. */
    OTHER_TARGET
}
