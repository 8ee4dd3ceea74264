package com.expacti.application.ledger;

import com.expacti.domain.org.OrgView;

/** Something to be settled, judged anew whenever the picture it is judged by has changed. */
@FunctionalInterface
public interface Proposal {
    Judgement judge(OrgView view);
}
