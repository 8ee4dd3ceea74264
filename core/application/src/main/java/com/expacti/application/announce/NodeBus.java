package com.expacti.application.announce;

/**
 * Carries announcements to the other nodes over the same store. A message is a hint and holds ids alone; it may be lost,
 * come late or come twice, since whoever hears it looks into the store.
 */
public interface NodeBus extends AutoCloseable {
    /** Hands the event over to be told to the others, soon or never. Neither blocks nor throws. */
    void tell(Event event);

    /** From now on passes on what the others tell; never what this node told. Once. */
    void listen(Hearing hearing);

    /** Stops hearing and telling. */
    @Override
    void close();

    /** Where what other nodes tell arrives. */
    interface Hearing {
        void heard(Event event);

        /** Something may have been told that did not arrive here: time to look. Also said when hearing begins. */
        void missed();
    }
}
