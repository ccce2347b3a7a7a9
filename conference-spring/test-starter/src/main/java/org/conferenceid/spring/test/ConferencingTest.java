package org.conferenceid.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of what an application does with conference IDs, and of nothing else: only the library and
 * its doubles are started. Of the application's components, listeners and customizers are found;
 * others are taken in by {@code @Import}.
 *
 * <pre>{@code
 * @ConferencingTest
 * @Import(Resets.class)
 * class ResetsTest { ... }
 * }</pre>
 *
 * @since 0.1.0
 * @see InMemoryConferencing
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(ConferencingTestBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(ConferencingTypes.class)
@ImportAutoConfiguration
@InMemoryConferencing
public @interface ConferencingTest {

  /**
   * Returns properties of the application, as {@code key=value}.
   *
   * @return the properties
   */
  @PropertyMapping(skip = PropertyMapping.Skip.YES)
  String[] properties() default {};

  /**
   * Returns whether only listeners and customizers are found among the application's components.
   *
   * @return {@code false} if all are
   */
  @PropertyMapping(skip = PropertyMapping.Skip.YES)
  boolean useDefaultFilters() default true;

  /**
   * Returns which components are found, too.
   *
   * @return the filters
   */
  @PropertyMapping(skip = PropertyMapping.Skip.YES)
  Filter[] includeFilters() default {};

  /**
   * Returns which components are not found.
   *
   * @return the filters
   */
  @PropertyMapping(skip = PropertyMapping.Skip.YES)
  Filter[] excludeFilters() default {};

  /**
   * Returns whether the dispatcher delivers in the background.
   *
   * @return {@code true} if it is started
   */
  @AliasFor(annotation = InMemoryConferencing.class)
  boolean startDispatcher() default true;
}
