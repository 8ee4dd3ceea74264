/**
 * The reviewer socket's messages, and what the reviewers of one org are shown. What may be shown to whom is asked of the domain.
 */
@NullMarked
package com.expacti.websocketrelay.reviewer;

import org.jspecify.annotations.NullMarked;
