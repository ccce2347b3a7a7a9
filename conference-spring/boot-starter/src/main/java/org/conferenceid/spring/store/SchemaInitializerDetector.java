package org.conferenceid.spring.store;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;
import org.springframework.core.Ordered;

/**
 * Tells Spring Boot that tables are made here, after those of the application: by Flyway, by
 * Liquibase or by scripts.
 */
final class SchemaInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

  @Override
  protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
    return Set.of(SchemaInitializer.class);
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE - 50; // Boot's scripts are at 100 before the end
  }
}
