package com.expacti.adapters.identity.oidc;

import com.expacti.application.oidc.ProviderClient.Word;

/** A provider did not vouch for anybody. Says why in our words, with nothing secret in them. */
final class NotVouched extends Exception {
    private final transient Word word;

    private NotVouched(Word word, String why) {
        super(why);
        this.word = word;
    }

    static NotVouched refused(String why) {
        return new NotVouched(new Word.Refused(why), why);
    }

    static NotVouched unreachable(String why) {
        return new NotVouched(new Word.Unreachable(why), why);
    }

    /** What a library says of a stranger's text: a line of it, without what can't be shown. */
    static NotVouched refused(String what, Exception by) {
        String said = String.valueOf(by.getMessage()).replaceAll("[^\\x20-\\x7e]", " ");
        return refused(what + ": " + said.substring(0, Math.min(200, said.length())));
    }

    Word word() {
        return word;
    }
}
