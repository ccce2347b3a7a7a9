package org.conferenceid.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.bulk.BulkObserver;
import org.conferenceid.bulk.BulkProgress;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.BulkReset;
import org.conferenceid.bulk.BulkResult;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.Delivery;

/**
 * A process that resets everyone, and tells after each chunk how far it is, until it is done or
 * killed.
 *
 * <p>Arguments: the database's URL, the table prefix, the run key.
 */
final class BulkChild {
  private BulkChild() {}

  public static void main(String[] arguments) {
    try (HikariDataSource pool = TestDatabase.newPool(arguments[0], 2)) {
      AudioConferencing conferencing =
          AudioConferencing.builder()
              .store(JdbcConferenceStore.builder(pool).tablePrefix(arguments[1]).build())
              .directory(user -> Optional.empty())
              .notifier(message -> new Delivery.Accepted())
              .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
              .build();
      BulkReport report =
          conferencing
              .administration()
              .bulkResets()
              .reset(BulkReset.everyone(arguments[2]), new Progress());
      System.out.println(
          String.format(
              Locale.ROOT,
              "done\t%d\t%d\t%d\t%d",
              report.done(),
              report.unchanged(),
              report.notEnabled(),
              report.failed()));
    }
  }

  private static final class Progress implements BulkObserver {
    @Override
    public void onResult(BulkResult result) {}

    @Override
    public void onProgress(BulkProgress progress) {
      System.out.println("handled\t" + progress.processed());
      System.out.flush();
    }
  }
}
