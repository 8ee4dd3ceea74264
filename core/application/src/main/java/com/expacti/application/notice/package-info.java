/**
 * What people are told who are not looking: who is told what, once, and what became of it. It refuses to know how a message travels, and
 * nothing of it decides a command.
 */
@NullMarked
package com.expacti.application.notice;

import org.jspecify.annotations.NullMarked;
