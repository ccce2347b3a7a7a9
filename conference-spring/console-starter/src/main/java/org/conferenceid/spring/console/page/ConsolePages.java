package org.conferenceid.spring.console.page;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Controller;

/**
 * A group of pages of the console. Their paths begin where the console is mounted. A page that
 * reads needs the role {@code VIEW}, one that changes something {@code OPERATE}, unless {@link
 * Requires} or {@link ForEverybody} says otherwise.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Controller
public @interface ConsolePages {}
