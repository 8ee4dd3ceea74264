package com.expacti.client.scripted;

/** Messages of a gate as they stand on the wire. */
public final class Lines {
    private Lines() {}

    public static String pending(String ref, String id) {
        return pending(ref, id, 4_000_000_000L);
    }

    public static String pending(String ref, String id, long expiresAt) {
        return """
                {"type":"pending","ref":"%s","id":"%s","session_id":"sess_1","risk_score":82,"risk_level":"CRITICAL",\
                "risk_factors":[{"code":"kubernetes","label":"Kubernetes management","points":30,"span":[0,7]}],\
                "anomaly":false,"anomaly_reasons":[],"required_approvals":1,"expires_at":%d}""".formatted(ref, id, expiresAt);
    }

    public static String approved(String ref, String id) {
        return """
                {"type":"decision","ref":"%s","id":"%s","session_id":"sess_1","allow":true,"outcome":"approved",\
                "via":"reviewer","reviewers":["Nora"],"risk_score":5,"risk_level":"LOW","latency_ms":12,\
                "approval_token":"apr_secret","approval_expires_at":4000000000}""".formatted(ref, id);
    }

    public static String spent(String ref, String id) {
        return """
                {"type":"decision","ref":"%s","id":"%s","allow":true,"outcome":"approved","via":"whitelist",\
                "latency_ms":2,"spent":true}""".formatted(ref, id);
    }

    public static String refused(String ref, String id, String outcome, String comment) {
        return """
                {"type":"decision","ref":"%s","id":"%s","allow":false,"outcome":"%s","via":"reviewer"%s,"latency_ms":9}""".formatted(ref, id, outcome, comment.isEmpty() ? "" : ",\"comment\":\"" + comment + "\"");
    }

    public static String redeemed(String id) {
        return "{\"type\":\"redeemed\",\"id\":\"%s\"}".formatted(id);
    }

    public static String error(String code, String message, String ref, String id) {
        return "{\"type\":\"error\",\"code\":\"%s\",\"message\":\"%s\",\"ref\":\"%s\",\"id\":\"%s\"}"
                .formatted(code, message, ref, id);
    }
}
