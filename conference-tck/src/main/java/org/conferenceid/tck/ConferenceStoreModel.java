package org.conferenceid.tck;

import java.util.Collection;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.conferenceid.ConferenceId;
import org.conferenceid.spi.ConferenceStore;

/**
 * Any sequence of steps of two clients on a store, against a model of maps: changes, resets of an
 * ID that was seen before, erasing, pruning, time that goes by, messages that are claimed, settled
 * and sent again, and clients that die. After each step the store must show what the model shows.
 * Used like {@link ConferenceStoreContract}:
 *
 * <pre>{@code
 * @PropertyDefaults(tries = 50)
 * class MyStoreModelTest extends ConferenceStoreModel {
 *   // createStore, now and advance as for the contract
 * }
 * }</pre>
 *
 * <p>When it fails, the sequence is shortened to one that still fails, and shown step by step. A
 * store whose {@link #reopen} is given is opened again when a client dies.
 *
 * <p>Needs jqwik and AssertJ, which this module does not bring along.
 *
 * @since 0.1.0
 */
public abstract class ConferenceStoreModel extends StoreHooks {

  /** For subclasses. */
  protected ConferenceStoreModel() {}

  /**
   * Whether {@link #occupyAllBut} is given: then the store has no more than four IDs, and runs out
   * of them.
   *
   * @return {@code false} unless overridden
   */
  protected boolean canBeFull() {
    return false;
  }

  /**
   * Whether {@link #reopen} is given.
   *
   * @return {@code false} unless overridden
   */
  protected boolean canBeReopened() {
    return false;
  }

  @Override
  protected void occupyAllBut(ConferenceStore store, Collection<ConferenceId> free) {
    throw new UnsupportedOperationException("a store that can be full tells how");
  }

  @Override
  protected ConferenceStore reopen(ConferenceStore store) {
    throw new UnsupportedOperationException("a store that can be reopened tells how");
  }

  /**
   * Sequences of steps.
   *
   * @return what the property is tried with
   */
  @Provide
  Arbitrary<List<Step>> steps() {
    return Step.sequences();
  }

  @Property
  @Label("CS-1 to CS-16, OB-1 to OB-13: after every step the store is what the model says")
  void behavesAsTheModel(@ForAll("steps") List<Step> steps) {
    ModelRun run = new ModelRun(this);
    steps.forEach(run::take);
  }
}
