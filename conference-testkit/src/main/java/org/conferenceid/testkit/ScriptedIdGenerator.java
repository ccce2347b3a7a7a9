package org.conferenceid.testkit;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;

/**
 * Draws given IDs in their order. What is drawn beyond them is an error of the test, or comes from
 * a {@link SeededIdGenerator}.
 *
 * <pre>{@code
 * ConferenceId first = ConferenceId.parse("4839201");
 * ConferenceIdGenerator ids = ScriptedIdGenerator.startingWith(42, first);
 * }</pre>
 *
 * <p>Guessable IDs can be given, to see what becomes of them. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class ScriptedIdGenerator implements ConferenceIdGenerator {
  private final Queue<ConferenceId> script;
  private final ConferenceIdGenerator afterwards;

  private ScriptedIdGenerator(List<ConferenceId> script, ConferenceIdGenerator afterwards) {
    this.script = new ConcurrentLinkedQueue<>(script);
    this.afterwards = afterwards;
  }

  /**
   * Draws the given IDs and no more: after them, and on {@link #nextIndex}, throws an {@link
   * AssertionError}. Not for stores that draw several candidates ahead.
   *
   * @param ids what to draw
   * @return a new generator
   */
  public static ScriptedIdGenerator only(ConferenceId... ids) {
    Objects.requireNonNull(ids, "ids");
    return new ScriptedIdGenerator(List.of(ids), new Nothing());
  }

  /**
   * Draws the given IDs first, then goes on as a {@link SeededIdGenerator}.
   *
   * @param seed what decides the rest, and every {@link #nextIndex}
   * @param ids what to draw first
   * @return a new generator
   */
  public static ScriptedIdGenerator startingWith(long seed, ConferenceId... ids) {
    Objects.requireNonNull(ids, "ids");
    return new ScriptedIdGenerator(List.of(ids), new SeededIdGenerator(seed));
  }

  @Override
  public ConferenceId next() {
    ConferenceId scripted = script.poll();
    return scripted == null ? afterwards.next() : scripted;
  }

  @Override
  public int nextIndex(int bound) {
    return afterwards.nextIndex(bound);
  }

  private static final class Nothing implements ConferenceIdGenerator {
    @Override
    public ConferenceId next() {
      throw new AssertionError("an ID was drawn after the last one of the script");
    }

    @Override
    public int nextIndex(int bound) {
      throw new AssertionError("an index was drawn, and none is in the script");
    }
  }
}
