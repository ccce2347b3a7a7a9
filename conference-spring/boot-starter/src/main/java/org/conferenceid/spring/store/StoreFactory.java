package org.conferenceid.spring.store;

import java.util.Base64;
import javax.sql.DataSource;
import org.conferenceid.InvalidValueException;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.jdbc.JdbcGuessLimiter;
import org.conferenceid.spi.ApplicationTransaction;
import org.conferenceid.spring.ConferenceProperties;
import org.conferenceid.spring.ConferenceSetupException;
import org.conferenceid.spring.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Makes the store on the {@code DataSource} that was chosen.
 *
 * @param dataSource where connections come from
 * @param properties the settings of the store
 */
record StoreFactory(DataSource dataSource, ConferenceProperties.Store properties) {

  /** Takes the one that is marked, or the only or primary one. */
  static StoreFactory of(
      ObjectProvider<DataSource> marked,
      ObjectProvider<DataSource> all,
      ConferenceProperties.Store properties) {
    DataSource chosen = marked.getIfAvailable(all::getIfUnique);
    if (chosen == null) {
      throw new ConferenceSetupException(
          "There are several DataSources, and none of them is primary: it is not known in which"
              + " one conference IDs are kept.",
          "Mark the bean of that DataSource with @ConferenceDataSource.",
          null);
    }
    return new StoreFactory(
        chosen instanceof TransactionAwareDataSourceProxy proxy
                && proxy.getTargetDataSource() != null
            ? proxy.getTargetDataSource()
            : chosen,
        properties);
  }

  /** Makes a store that uses transactions of its own. */
  JdbcConferenceStore store() {
    return builder(dataSource).build();
  }

  /** Makes a store that joins the application's transactions. */
  JdbcConferenceStore store(ApplicationTransaction transaction) {
    return builder(new StoreDataSource(dataSource, transaction)).joining(transaction).build();
  }

  /** Makes a limiter that counts for all nodes. It takes part in no transaction. */
  JdbcGuessLimiter guessLimiter(GuessLimits limits, @Nullable String key) {
    JdbcGuessLimiter.Builder builder = JdbcGuessLimiter.builder(dataSource).limits(limits);
    Settings.apply("guess-limits.key", key, text -> builder.key(decoded(text)));
    Settings.apply("store.table-prefix", properties.tablePrefix(), builder::tablePrefix);
    Settings.apply("store.dialect", properties.dialect(), builder::dialect);
    return builder.build();
  }

  private static byte[] decoded(String key) {
    try {
      return Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException("key of the numbers", "must be Base64");
    }
  }

  private JdbcConferenceStore.Builder builder(DataSource from) {
    JdbcConferenceStore.Builder builder = JdbcConferenceStore.builder(from);
    Settings.apply("store.table-prefix", properties.tablePrefix(), builder::tablePrefix);
    Settings.apply("store.dialect", properties.dialect(), builder::dialect);
    return builder;
  }
}
