/**
 * The work queue where there is no queue service, and whose turn it is among nodes. Looks across orgs through functions that give names of
 * things; refuses to know what a task means.
 */
@NullMarked
package com.expacti.adapters.postgres.work;

import org.jspecify.annotations.NullMarked;
