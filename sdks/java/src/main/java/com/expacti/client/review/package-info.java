/**
 * The reviewer's socket: the live queue in, decisions out. It decides nothing about a command; it refuses to know how
 * the queue is shown.
 */
@NullMarked
package com.expacti.client.review;

import org.jspecify.annotations.NullMarked;
