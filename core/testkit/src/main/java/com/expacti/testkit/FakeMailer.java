package com.expacti.testkit;

import com.expacti.application.mail.Mail;
import com.expacti.application.mail.Mailer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps every mail, and reads its token as a person would follow its link. */
public final class FakeMailer implements Mailer {
    private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_-]+)");

    private final List<Mail> sent = new CopyOnWriteArrayList<>();

    @Override
    public void send(Mail mail) {
        sent.add(mail);
    }

    public List<Mail> sent() {
        return List.copyOf(sent);
    }

    public Mail last() {
        return sent.getLast();
    }

    /** The token of the last mail. */
    public String token() {
        Matcher token = TOKEN.matcher(last().text());
        if (!token.find()) {
            throw new AssertionError("the last mail has no link");
        }
        return String.valueOf(token.group(1));
    }
}
