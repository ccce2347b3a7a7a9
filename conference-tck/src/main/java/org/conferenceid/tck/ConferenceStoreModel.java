package org.conferenceid.tck;

import java.util.Collection;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.conferenceid.ConferenceId;
import org.conferenceid.spi.ConferenceStore;

/**
 * Any sequence of steps of two clients on a store, against a model of maps: changes one by one and
 * as chunks, adoptions, resets of what was seen before, erasing, pruning, time that goes by,
 * messages that are claimed, settled and sent again, clients that die, and reads with any
 * conditions. After each step the store must show what the model shows. Used like {@link
 * ConferenceStoreContract}:
 *
 * <pre>{@code
 * class MyStoreModelTest extends ConferenceStoreModel {
 *   // createStore, now and advance as for the contract
 * }
 * }</pre>
 *
 * <p>When it fails, the sequence is shortened to one that still fails, and shown step by step with
 * its seed. A store whose {@link #reopen} is given is opened again when a client dies; where {@link
 * #secondNode} is given, each client works on a node of its own, and what one has done is compared
 * on the other's.
 *
 * <p>Needs jqwik and AssertJ, which this module does not bring along.
 *
 * @since 0.1.0
 */
public abstract class ConferenceStoreModel extends StoreHooks {
  private static final int DEFAULT_TRIES = 50;

  /** For subclasses. */
  protected ConferenceStoreModel() {}

  /**
   * Returns how many sequences are tried.
   *
   * @return 50 unless overridden
   */
  protected int tries() {
    return DEFAULT_TRIES;
  }

  /**
   * Returns whether {@link #occupyAllBut} is given: then the store has no more than four IDs, and
   * runs out of them.
   *
   * @return {@code false} unless overridden
   */
  protected boolean canBeFull() {
    return false;
  }

  /**
   * Returns whether {@link #reopen} is given.
   *
   * @return {@code false} unless overridden
   */
  protected boolean canBeReopened() {
    return false;
  }

  /**
   * Returns whether {@link #secondNode} is given.
   *
   * @return {@code false} unless overridden
   */
  protected boolean hasSecondNode() {
    return false;
  }

  /**
   * Returns whether the clock goes on by itself, as a real one does. Then each reading by the store
   * may show a later time than the one before; all readings within a step must take less than a
   * millisecond together, as with a clock of a test that goes on by a microsecond each time that it
   * is read. {@link #now} itself must not move it.
   *
   * @return {@code false} unless overridden
   */
  protected boolean ticks() {
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

  @Override
  protected ConferenceStore secondNode(ConferenceStore store) {
    throw new UnsupportedOperationException("a store that has several nodes tells how");
  }

  /**
   * Sequences of steps.
   *
   * @return what the property is tried with
   */
  @Provide
  Arbitrary<List<Step>> steps() {
    return StepSequences.all();
  }

  @Property
  @AddLifecycleHook(Tries.class)
  @Label("CS-1 to CS-22, OB-1 to OB-15: after every step the store is what the model says")
  void behavesAsTheModel(@ForAll("steps") List<Step> steps) {
    try {
      ModelRun run = new ModelRun(this);
      steps.forEach(run::take);
    } finally {
      closeStores();
    }
  }

  /** Asks the subclass how often to try. */
  static final class Tries implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(
        PropertyLifecycleContext context, PropertyExecutor property) {
      context.attributes().setTries(((ConferenceStoreModel) context.testInstance()).tries());
      return property.execute();
    }
  }
}
