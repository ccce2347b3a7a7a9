package org.conferenceid.spring.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.conferenceid.spring.ConferenceSetupException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.util.ClassUtils;

/**
 * The application's transaction managers. Once all beans are there, it refuses to start if none of
 * them can commit what the store changes.
 */
final class TransactionManagers implements SmartInitializingSingleton {
  private final DataSource dataSource;
  private final ListableBeanFactory beans;
  private @Nullable TransactionExecutionListener listener;

  TransactionManagers(DataSource dataSource, ListableBeanFactory beans) {
    this.dataSource = dataSource;
    this.beans = beans;
  }

  /** Sets who learns of each transaction. */
  void listener(TransactionExecutionListener newListener) {
    this.listener = newListener;
  }

  @Override
  public void afterSingletonsInstantiated() {
    Map<String, PlatformTransactionManager> managers =
        beans.getBeansOfType(PlatformTransactionManager.class);
    if (!managers.isEmpty()
        && managers.values().stream().noneMatch(manager -> mayBeOf(manager, dataSource))) {
      throw new ConferenceSetupException(
          "The store of conference IDs and the transaction manager ("
              + String.join(", ", managers.keySet())
              + ") use different DataSources: a @Transactional method and its changes of IDs would"
              + " not be committed together.",
          "Mark the DataSource of the transaction manager with @ConferenceDataSource, or add a"
              + " transaction manager for the DataSource of the store. If the store is to use"
              + " transactions of its own, set conference.store.join-transactions=false.",
          null);
    }
    managers.values().forEach(this::listenTo);
  }

  private void listenTo(PlatformTransactionManager manager) {
    TransactionExecutionListener added = listener;
    if (added != null
        && manager instanceof ConfigurableTransactionManager configurable
        && !configurable.getTransactionExecutionListeners().contains(added)) {
      configurable.addListener(added);
    }
  }

  /** Returns the one on the store's {@code DataSource}; otherwise one of which nobody can tell. */
  @Nullable PlatformTransactionManager ofTheStore() {
    Collection<PlatformTransactionManager> managers =
        beans.getBeansOfType(PlatformTransactionManager.class).values();
    List<PlatformTransactionManager> possible =
        managers.stream().filter(manager -> mayBeOf(manager, dataSource)).toList();
    return possible.stream()
        .filter(manager -> dataSourceOf(manager) == dataSource)
        .findFirst()
        .orElse(possible.isEmpty() ? null : possible.get(0));
  }

  /** A manager that tells of no {@code DataSource}, such as JTA's, may be of any. */
  private static boolean mayBeOf(PlatformTransactionManager manager, DataSource dataSource) {
    DataSource its = dataSourceOf(manager);
    return its == null || its == dataSource;
  }

  private static @Nullable DataSource dataSourceOf(PlatformTransactionManager manager) {
    if (JPA && manager instanceof org.springframework.orm.jpa.JpaTransactionManager jpa) {
      return jpa.getDataSource();
    }
    return manager instanceof ResourceTransactionManager resource
            && resource.getResourceFactory() instanceof DataSource its
        ? its
        : null;
  }

  private static final boolean JPA =
      ClassUtils.isPresent(
          "org.springframework.orm.jpa.JpaTransactionManager",
          TransactionManagers.class.getClassLoader());
}
