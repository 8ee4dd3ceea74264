package com.expacti.application.notice;

import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.util.Map;

/** The port to what each member wants to be written about. */
public interface NoticeChoices {
    /** What the member chose, or {@link Choice#STANDARD}. */
    Choice of(OrgId org, UserId user);

    /** Of those members of the org who ever chose. */
    Map<UserId, Choice> chosen(OrgId org);

    void choose(OrgId org, UserId user, Choice choice);

    /**
     * @param escalations mail when asked as a backup reviewer
     * @param reminders mail when half of a wait is over and nobody has voted
     */
    record Choice(boolean escalations, boolean reminders) {
        /** Who was named as a backup is not looking; who is looking needs no mail for each command. */
        public static final Choice STANDARD = new Choice(true, false);

        boolean wants(Notice.Kind kind) {
            return switch (kind) {
                case ESCALATED -> escalations;
                case REMINDER -> reminders;
            };
        }
    }
}
