package org.conferenceid;

import java.security.SecureRandom;

/**
 * The source of new IDs. Every draw is independent of all others and of the user, so that nobody
 * who knows any number of IDs can tell the next one.
 *
 * <p>Whether an ID is still free is not its business: a {@linkplain
 * org.conferenceid.spi.ConferenceStore store} draws until it meets a free one. Implementations are
 * safe for use by several threads.
 *
 * <p>One that throws, answers {@code null}, draws the same ID four times in a row or chooses a
 * number out of its bounds fails the change that it draws for with a {@code GeneratorException},
 * and nothing is changed (B23). It is asked on the thread of the change; for a chunk of a bulk run
 * inside its transaction.
 *
 * @since 0.1.0
 */
public interface ConferenceIdGenerator {

  /**
   * Draws an ID, uniformly from all those that may be issued: never a {@linkplain
   * ConferenceIdPolicy#isGuessable guessable} one. It may be one that was drawn before.
   *
   * @return a candidate
   */
  ConferenceId next();

  /**
   * Draws a number, uniformly. A store that lists its free IDs picks one of them with it when the
   * candidates drawn were all taken.
   *
   * @param bound how many numbers there are, at least 1
   * @return from 0 to {@code bound - 1}
   */
  int nextIndex(int bound);

  /**
   * The generator for production: the JDK's deterministic random bit generator (NIST SP 800-90A),
   * seeded by the operating system, or the JDK's default where a security policy has removed it.
   *
   * @return a new generator
   */
  static ConferenceIdGenerator secure() {
    return new SecureIdGenerator(SecureIdGenerator.preferredRandom());
  }

  /**
   * A generator on a source of randomness of the application's choice, for instance one of a
   * hardware module.
   *
   * @param random the source
   * @return a new generator
   */
  static ConferenceIdGenerator secure(SecureRandom random) {
    return new SecureIdGenerator(random);
  }
}
