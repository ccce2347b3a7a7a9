package org.conferenceid.internal;

import java.util.function.Supplier;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.change.GeneratorException;
import org.conferenceid.guard.ApplicationCode;
import org.jspecify.annotations.Nullable;

/** The application's generator during one call of the store: held to its contract (B23). */
final class CheckedGenerator implements ConferenceIdGenerator {
  /** By chance this happens once in 10 to the 20th draws. */
  private static final int REPETITIONS = 3;

  private final ConferenceIdGenerator generator;
  private @Nullable ConferenceId last;
  private int repetitions;

  CheckedGenerator(ConferenceIdGenerator generator) {
    this.generator = generator;
  }

  @Override
  public ConferenceId next() {
    ConferenceId id = ask(generator::next);
    repetitions = last != null && last.equals(id) ? repetitions + 1 : 0;
    last = id;
    if (repetitions == REPETITIONS) {
      throw new GeneratorException("repeats itself", null);
    }
    return id;
  }

  @Override
  public int nextIndex(int bound) {
    int index = ask(() -> generator.nextIndex(bound));
    if (index < 0 || index >= bound) {
      throw new GeneratorException("chose number " + index + " of " + bound, null);
    }
    return index;
  }

  private static <T> T ask(Supplier<T> question) {
    T answer;
    try {
      answer = question.get();
    } catch (Throwable thrown) {
      ApplicationCode.keepInterrupt(thrown);
      throw new GeneratorException("failed", thrown);
    }
    if (answer == null) {
      throw new GeneratorException("answered null", null);
    }
    return answer;
  }
}
