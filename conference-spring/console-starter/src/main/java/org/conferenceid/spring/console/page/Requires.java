package org.conferenceid.spring.console.page;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.conferenceid.spring.console.ConsoleRole;

/**
 * Says which role a page needs.
 *
 * @since 0.1.0
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Requires {

  /**
   * Returns the role.
   *
   * @return what somebody must be at least
   */
  ConsoleRole value();
}
