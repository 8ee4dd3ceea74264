package com.expacti.application.queue;

import java.util.Optional;

/** Why an item was claimed for settling; kept with it, so that anybody can finish what a crash interrupted. */
public sealed interface Intent {
    /** Its votes meet the policy, or one of them says no: the votes say which. */
    record Votes() implements Intent {}

    /** Its time is over. */
    record TimedOut() implements Intent {}

    /** The submitter took it back, or its agent did not come back in time; {@code reason} where there is one to tell. */
    record Cancelled(String actor, Optional<String> reason) implements Intent {}

    /** It was left undecided by something that broke. */
    record Failed(String reason) implements Intent {}
}
