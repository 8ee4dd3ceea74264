/**
 * The work queue: small tasks for later, given to whoever asks, again if they did not finish. It knows neither what a task means nor
 * who does it; doing one twice has to change nothing.
 */
@NullMarked
package com.expacti.application.work;

import org.jspecify.annotations.NullMarked;
