/**
 * What an org may have under its plan, beside the commands of a month, which are counted where they are settled. It refuses to
 * know who pays how.
 */
@NullMarked
package com.expacti.application.plan;

import org.jspecify.annotations.NullMarked;
