/**
 * A gate that says exactly what a test tells it to, frame by frame. It decides nothing, checks nothing of the contract
 * by itself, and refuses to know who is tested.
 */
@NullMarked
package com.expacti.client.scripted;

import org.jspecify.annotations.NullMarked;
