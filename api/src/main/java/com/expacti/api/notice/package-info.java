/** What people are told and want to be told, over REST. */
@NullMarked
package com.expacti.api.notice;

import org.jspecify.annotations.NullMarked;
