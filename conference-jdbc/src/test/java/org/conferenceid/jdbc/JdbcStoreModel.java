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

/** The model against a real database, which is opened again when a client dies. */
@AddLifecycleHook(JdbcStoreModel.OnlyWanted.class)
abstract class JdbcStoreModel extends ConferenceStoreModel {

  /** Skips the whole: for jqwik, a property whose tries are all skipped has failed. */
  static final class OnlyWanted implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      String name = context.optionalContainerClass().orElseThrow().getSimpleName();
      TestDatabase database =
          Stream.of(TestDatabase.values())
              .filter(one -> name.toUpperCase(Locale.ROOT).startsWith(one.name()))
              .findAny()
              .orElseThrow();
      return database.isWanted() ? SkipResult.doNotSkip() : SkipResult.skip("not on " + database);
    }
  }

  private final Fixture fixture;

  JdbcStoreModel(TestDatabase database) {
    this.fixture = new Fixture(database);
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
  protected ConferenceStore secondNode(ConferenceStore store) {
    return fixture.reopen();
  }
}
