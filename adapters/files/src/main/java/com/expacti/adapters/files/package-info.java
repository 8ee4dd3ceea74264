/**
 * What one machine keeps in files: the keys that approval tokens are made and audit statements signed with, the audit checkpoints that the
 * database's owner cannot rewrite, and the mails of an instance without a mail server. Refuses to know what any is used for.
 */
@NullMarked
package com.expacti.adapters.files;

import org.jspecify.annotations.NullMarked;
