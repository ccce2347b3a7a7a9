package org.conferenceid.jdbc;

import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.tck.GuessLimiterContract;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.MutableTimeSource;

/** The contract on a real database, where every limiter of a test has tables of its own. */
abstract class JdbcGuessLimiterContract extends GuessLimiterContract {
  /** Limiters of one file need not wait for the disk. */
  private static final Lazy<DataSource> SQLITE =
      new Lazy<>(() -> TestDatabase.newPool(TestDatabase.SQLITE.url() + "&synchronous=OFF", 16));

  private final Supplier<DataSource> pool;
  private final MutableClock clock = new MutableClock();
  private final MutableTimeSource time = new MutableTimeSource();
  private String prefix = "";
  private GuessLimits limits = GuessLimits.ofDefaults();

  JdbcGuessLimiterContract(TestDatabase database) {
    this(database == TestDatabase.SQLITE ? SQLITE::get : database::pool);
  }

  JdbcGuessLimiterContract(Supplier<DataSource> pool) {
    this.pool = pool;
  }

  @Override
  protected GuessLimiter createLimiter(GuessLimits newLimits) {
    prefix = TestDatabase.newPrefix();
    limits = newLimits;
    JdbcConferenceStore.builder(pool.get()).tablePrefix(prefix).build().createSchema();
    return open();
  }

  private GuessLimiter open() {
    return JdbcGuessLimiter.builder(pool.get())
        .tablePrefix(prefix)
        .limits(limits)
        .clock(clock)
        .timeSource(time)
        .timeout(Duration.ofMinutes(1))
        .executor(Runnable::run)
        .build();
  }

  @Override
  protected void advance(Duration step) {
    clock.advance(step);
    time.advance(step);
  }

  @Override
  protected int remembered(GuessLimiter limiter) {
    return (int)
        TestDatabase.number(
            pool.get(),
            "SELECT count(CASE WHEN failures > 0 THEN 1 END) + count(CASE WHEN known_at > 0 THEN 1"
                + " END) FROM "
                + prefix
                + "caller");
  }

  @Override
  protected GuessLimiter onAnotherNode(GuessLimiter limiter) {
    return open();
  }

  @Override
  protected GuessLimiter restarted(GuessLimiter limiter) {
    return open();
  }

  @Override
  protected Duration knownElsewhereAfter() {
    return LocalDenials.MEMORY;
  }
}
