package org.conferenceid.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.tck.ConferenceStoreModel;

/** The model against a real database, on which each client has a store of its own. */
@AddLifecycleHook(JdbcStoreModel.OnlyWanted.class)
abstract class JdbcStoreModel extends ConferenceStoreModel {

  /** Skips the whole: for jqwik, a property whose tries are all skipped has failed. */
  static final class OnlyWanted implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      String name = context.optionalContainerClass().orElseThrow().getSimpleName();
      boolean wanted =
          Stream.of(TestDatabase.values())
              .filter(one -> name.toUpperCase(Locale.ROOT).startsWith(one.name()))
              .allMatch(TestDatabase::isWanted);
      return wanted ? SkipResult.doNotSkip() : SkipResult.skip("not on this database");
    }
  }

  private final Fixture fixture;
  private final int tries;

  JdbcStoreModel(TestDatabase database, int tries) {
    this(new Fixture(database), tries);
  }

  JdbcStoreModel(Fixture fixture, int tries) {
    this.fixture = fixture;
    this.tries = tries;
  }

  /** {@code -Dmodel.tries=1000} tries more. */
  @Override
  protected int tries() {
    return Integer.getInteger("model.tries", tries);
  }

  @Override
  protected ConferenceStore createStore() {
    return fixture.createStore();
  }

  @Override
  protected Instant now() {
    return fixture.now();
  }

  @Override
  protected void advance(Duration step) {
    fixture.advance(step);
  }

  @Override
  protected boolean canBeReopened() {
    return true;
  }

  @Override
  protected ConferenceStore reopen(ConferenceStore store) {
    return fixture.reopen();
  }

  @Override
  protected boolean hasSecondNode() {
    return true;
  }

  @Override
  protected ConferenceStore secondNode(ConferenceStore store) {
    return fixture.secondNode();
  }
}
