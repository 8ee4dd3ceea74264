/**
 * Sessions: what a row of commands is for, opened by an agent or by its connection.
 */
@NullMarked
package com.expacti.application.session;

import org.jspecify.annotations.NullMarked;
