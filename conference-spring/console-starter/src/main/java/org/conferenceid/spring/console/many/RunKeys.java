package org.conferenceid.spring.console.many;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Draws the run keys that a new form begins with; nobody has to make one up. */
final class RunKeys {
  private static final int BYTES = 4;

  private final SecureRandom random;

  RunKeys(SecureRandom random) {
    this.random = random;
  }

  String next() {
    byte[] drawn = new byte[BYTES];
    random.nextBytes(drawn);
    return "run-" + HexFormat.of().formatHex(drawn);
  }
}
