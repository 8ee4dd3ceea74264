/** When an org is looked through for what it no longer keeps. Refuses to know what that is. */
@NullMarked
package com.expacti.workers.purge;

import org.jspecify.annotations.NullMarked;
