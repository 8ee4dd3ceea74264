package com.expacti.adapters.wire.view;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.application.recovery.Recovery;

/** What people are told of a second factor that is being removed. */
public final class RecoveryBody {
    private RecoveryBody() {}

    public static JsonObject of(Recovery recovery) {
        return JsonObject.object()
                .put("begun_at", Moments.RFC_3339.of(recovery.begunAt()))
                .put("ready_at", Moments.RFC_3339.of(recovery.readyAt()))
                .put("ends_at", Moments.RFC_3339.of(recovery.endsAt()));
    }
}
