/** The contracts on LocalStack, where a Docker engine answers. */
@NullMarked
package com.expacti.adapters.aws.localstack;

import org.jspecify.annotations.NullMarked;
