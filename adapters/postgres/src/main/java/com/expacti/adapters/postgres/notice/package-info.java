/** What people are told, its deliveries and who wants which, as rows. Refuses to know how anything is delivered. */
@NullMarked
package com.expacti.adapters.postgres.notice;

import org.jspecify.annotations.NullMarked;
