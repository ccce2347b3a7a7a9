package org.conferenceid.spring.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.conferenceid.spi.ApplicationTransaction;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Hands out the connection of Spring's transaction while the store joins one, and otherwise one of
 * the pool that no transaction of the application knows of.
 */
final class StoreDataSource extends DelegatingDataSource {
  private final ApplicationTransaction transaction;
  private final TransactionAwareDataSourceProxy joined;

  StoreDataSource(DataSource pool, ApplicationTransaction transaction) {
    super(pool);
    this.transaction = transaction;
    this.joined = new TransactionAwareDataSourceProxy(pool);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return transaction.active() ? joined.getConnection() : super.getConnection();
  }
}
