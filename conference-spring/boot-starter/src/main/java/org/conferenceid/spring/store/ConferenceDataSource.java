package org.conferenceid.spring.store;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Says which {@code DataSource} conference IDs are kept in, in an application that has several.
 *
 * <pre>{@code
 * @Bean
 * @ConferenceDataSource
 * HikariDataSource conferencing() { ... }
 * }</pre>
 *
 * @since 0.1.0
 */
@Target({
  ElementType.FIELD,
  ElementType.METHOD,
  ElementType.PARAMETER,
  ElementType.TYPE,
  ElementType.ANNOTATION_TYPE
})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Qualifier
public @interface ConferenceDataSource {}
