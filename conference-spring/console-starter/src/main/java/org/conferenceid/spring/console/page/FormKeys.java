package org.conferenceid.spring.console.page;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Makes the idempotency keys of forms (B12): a form that is sent twice changes something once.
 *
 * @since 0.1.0
 */
public final class FormKeys {
  private static final int BYTES = 16;

  private final SecureRandom random;

  /**
   * Takes where keys come from.
   *
   * @param random a source that nobody guesses
   */
  public FormKeys(SecureRandom random) {
    this.random = Objects.requireNonNull(random, "random");
  }

  /**
   * Makes the key of one form.
   *
   * @return a new key
   */
  public String next() {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return "console-" + HexFormat.of().formatHex(key);
  }
}
