package org.conferenceid.spring.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.conferenceid.spring.test.InMemoryConferencing;
import org.springframework.boot.test.context.SpringBootTest;

/** A test of the console in a whole application, over the doubles, without a network. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = ConsoleApplication.class,
    properties = {
      ConsoleTest.NO_DATA_SOURCE,
      ConsoleTest.LINK_SECRET,
      "conference.console.sign-out-page=/logout"
    })
@InMemoryConferencing(startDispatcher = false)
public @interface ConsoleTest {
  /** A property of an application that has its store already. */
  String NO_DATA_SOURCE =
      "spring.autoconfigure.exclude="
          + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

  /** A property that all nodes of an application share. */
  String LINK_SECRET = "conference.console.link-secret=0123456789abcdef";
}
