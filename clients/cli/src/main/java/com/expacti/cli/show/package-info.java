/** Lines for people: colours where there are any, columns, trees. It decides how things look and nothing else. */
@NullMarked
package com.expacti.cli.show;

import org.jspecify.annotations.NullMarked;
