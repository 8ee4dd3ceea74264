/** The work queue against an emulator of SQS, and what it does when entries of a batch fail, messages come twice, or calls are turned away. */
@NullMarked
package com.expacti.adapters.aws.work;

import org.jspecify.annotations.NullMarked;
