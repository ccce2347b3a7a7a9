package org.conferenceid.spring.store;

import javax.sql.DataSource;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.jdbc.JdbcGuessLimiter;
import org.conferenceid.spi.ApplicationTransaction;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.spring.ConferenceProperties;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Keeps conference IDs in the application's database, unless it has a {@link ConferenceStore} of
 * its own. The tables are there when the store can be used.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration",
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
      "org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration"
    })
@ConditionalOnProperty(name = "conference.enabled", matchIfMissing = true)
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean(ConferenceStore.class)
@EnableConfigurationProperties(ConferenceProperties.class)
public final class JdbcStoreAutoConfiguration {
  JdbcStoreAutoConfiguration() {}

  @Bean
  StoreFactory conferenceStoreFactory(
      @ConferenceDataSource ObjectProvider<DataSource> marked,
      ObjectProvider<DataSource> all,
      ConferenceProperties properties) {
    return StoreFactory.of(marked, all, properties.store());
  }

  @Bean
  SchemaInitializer conferenceSchemaInitializer(
      StoreFactory factory, ObjectProvider<FlywaySchema> flyway) {
    return new SchemaInitializer(factory, flyway.getIfAvailable());
  }

  /** The tables are made, and must fit, before anything else happens. */
  @Bean
  static LazyInitializationExcludeFilter conferenceStoreIsNotLazy() {
    return LazyInitializationExcludeFilter.forBeanTypes(
        SchemaInitializer.class, TransactionManagers.class);
  }

  /** The scripts are run by Flyway. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(Flyway.class)
  static class WithFlyway {

    @Bean
    FlywaySchema conferenceFlywaySchema(ListableBeanFactory beans) {
      return new FlywaySchema(beans);
    }
  }

  /** A store that takes part in Spring's transactions. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "conference.store.join-transactions", matchIfMissing = true)
  static class Joining {

    @Bean
    TransactionManagers conferenceTransactionManagers(
        StoreFactory factory, ListableBeanFactory beans) {
      return new TransactionManagers(factory.dataSource(), beans);
    }

    @Bean
    @ConditionalOnMissingBean(ApplicationTransaction.class)
    SpringTransaction conferenceTransaction(TransactionManagers managers) {
      SpringTransaction transaction = new SpringTransaction(managers::ofTheStore);
      managers.listener(transaction);
      return transaction;
    }

    @Bean
    @DependsOnDatabaseInitialization
    JdbcConferenceStore conferenceStore(StoreFactory factory, ApplicationTransaction transaction) {
      return factory.store(transaction);
    }
  }

  /** A store that uses transactions of its own. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "conference.store.join-transactions", havingValue = "false")
  static class Apart {

    @Bean
    @DependsOnDatabaseInitialization
    JdbcConferenceStore conferenceStore(StoreFactory factory) {
      return factory.store();
    }
  }

  /** Failed attempts of callers are counted for all nodes together. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "conference.guess-limits.shared", havingValue = "true")
  @ConditionalOnMissingBean(GuessLimiter.class)
  static class SharedLimits {

    @Bean
    @DependsOnDatabaseInitialization
    JdbcGuessLimiter conferenceGuessLimiter(
        StoreFactory factory, ObjectProvider<GuessLimits> limits, ConferenceProperties properties) {
      return factory.guessLimiter(
          limits.getIfAvailable(GuessLimits::ofDefaults), properties.guessLimits().key());
    }
  }
}
