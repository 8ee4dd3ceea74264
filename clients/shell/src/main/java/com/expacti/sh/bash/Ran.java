package com.expacti.sh.bash;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What came of a command.
 *
 * @param exitCode 0 to 255
 * @param outputBytes what it wrote, where that went through our hands
 * @param ended whether the shell itself is gone
 */
public record Ran(int exitCode, Duration took, OptionalLong outputBytes, boolean ended) {}
