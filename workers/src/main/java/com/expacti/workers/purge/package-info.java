/** When an org is looked through for what its plan no longer keeps. Refuses to know what that is. */
@NullMarked
package com.expacti.workers.purge;

import org.jspecify.annotations.NullMarked;
