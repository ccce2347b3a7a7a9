package org.conferenceid.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Puts doubles of the library into the application of a test: an {@code InMemoryConferenceStore}, a
 * {@code RecordingNotifier} and a {@code MutableClock}, each as a bean. A {@code UserDirectory} and
 * dial-in numbers come with it, if the application has none. Before each test the store and the
 * notifier are emptied.
 *
 * <pre>{@code
 * @SpringBootTest
 * @InMemoryConferencing
 * class ResetPageTest {
 *   @Autowired Administration administration;
 *   @Autowired RecordingNotifier mail;
 *
 *   @Test
 *   void resets() throws InterruptedException {
 *     administration.enable(UserId.of("amelie"));
 *     assertThat(mail.await(1, Duration.ofSeconds(30))).hasSize(1);
 *   }
 * }
 * }</pre>
 *
 * <p>The store takes part in no transaction: a test that rolls back does not undo its changes.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration(DoublesAutoConfiguration.class)
@PropertyMapping("conference")
public @interface InMemoryConferencing {

  /**
   * Returns whether the dispatcher delivers in the background, as it does in the application.
   * Otherwise a test calls {@code NotificationDispatcher.deliverDue()}, and has nothing to wait
   * for.
   *
   * @return {@code true} if it is started
   */
  @PropertyMapping("dispatcher.enabled")
  boolean startDispatcher() default true;
}
